//! The person's letter box for e-mail: an SMTP server that keeps what it is given.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use mail_parser::MessageParser;
use regex::Regex;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// An e-mail that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The recipient of the envelope.
    pub to: String,
    /// The sender's address.
    pub from: String,
    /// The subject, decoded.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// All of it as it came, header and body.
    pub raw: String,
}

impl Mail {
    /// The values of a header field, unfolded, in their order.
    #[must_use]
    pub fn fields(&self, name: &str) -> Vec<String> {
        let head = self.raw.split("\r\n\r\n").next().unwrap_or_default();
        let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let fields = head.split("\r\n").filter_map(|line| line.split_once(':'));
        let fields = fields.filter(|(it, _)| it.eq_ignore_ascii_case(name));
        fields.map(|(_, value)| value.trim().to_owned()).collect()
    }

    /// Whether the text part has these words, wherever its lines end.
    #[must_use]
    pub fn says(&self, words: &str) -> bool {
        normal(&self.text).contains(&normal(words))
    }

    /// The only link of the text part whose address contains `part`.
    ///
    /// # Panics
    /// When there is none, or two different ones.
    #[must_use]
    pub fn link(&self, part: &str) -> String {
        let links = Regex::new(r#"https?://[^\s<>"]+"#).expect("a regular expression");
        let mut found: Vec<&str> = links
            .find_iter(&self.text)
            .map(|link| link.as_str().trim_end_matches(['.', ',', ')']))
            .filter(|link| link.contains(part))
            .collect();
        found.dedup();
        assert!(
            found.len() == 1,
            "{} links with {part:?} in the mail {:?}:\n{}",
            found.len(),
            self.subject,
            self.text
        );
        found[0].to_owned()
    }
}

#[derive(Debug, Default)]
struct Kept {
    mails: Mutex<Vec<(bool, Mail)>>,
    refusing: AtomicBool,
}

/// An SMTP server on a port of its own; it ends with the test.
#[derive(Debug, Clone)]
pub struct Mailbox {
    port: u16,
    kept: Arc<Kept>,
}

impl Mailbox {
    /// Opens one.
    ///
    /// # Panics
    /// When the system gives no port.
    pub async fn open() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a free port");
        let port = listener.local_addr().expect("it has an address").port();
        let kept = Arc::new(Kept::default());
        let receiving = kept.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let receiving = receiving.clone();
                tokio::spawn(async move {
                    let _ = receive(stream, &receiving).await;
                });
            }
        });
        Self { port, kept }
    }

    /// The address for the servers' settings.
    #[must_use]
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Whether to refuse everything for now (451), as a server in trouble.
    pub fn refuse(&self, refusing: bool) {
        self.kept.refusing.store(refusing, Ordering::SeqCst);
    }

    /// All that arrived, oldest first.
    #[must_use]
    pub fn all(&self) -> Vec<Mail> {
        let mails = self.kept.mails.lock();
        let mails = mails.unwrap_or_else(PoisonError::into_inner);
        mails.iter().map(|(_, mail)| mail.clone()).collect()
    }

    /// The oldest mail to this address that was not read before; waits for it.
    ///
    /// # Panics
    /// When none comes within a minute.
    pub async fn next(&self, to: &str) -> Mail {
        self.wait(to, |_| true).await
    }

    /// As [`Mailbox::next`], of those with this subject: mails that were sent at the same time
    /// come in any order.
    ///
    /// # Panics
    /// When none comes within a minute.
    pub async fn next_about(&self, to: &str, subject: &str) -> Mail {
        self.wait(to, |mail| mail.subject == subject).await
    }

    /// The oldest mail to this address that was not read before, if there is one now.
    #[must_use]
    pub fn try_next(&self, to: &str) -> Option<Mail> {
        self.take(to, |_| true)
    }

    async fn wait(&self, to: &str, wanted: impl Fn(&Mail) -> bool) -> Mail {
        let begun = Instant::now();
        loop {
            if let Some(mail) = self.take(to, &wanted) {
                return mail;
            }
            assert!(
                begun.elapsed() < Duration::from_mins(1),
                "no such new mail to {to}; all that came: {:#?}",
                self.all()
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    fn take(&self, to: &str, wanted: impl Fn(&Mail) -> bool) -> Option<Mail> {
        let mails = self.kept.mails.lock();
        let mut mails = mails.unwrap_or_else(PoisonError::into_inner);
        let found = mails
            .iter_mut()
            .find(|(read, mail)| !read && mail.to.eq_ignore_ascii_case(to) && wanted(mail))?;
        found.0 = true;
        Some(found.1.clone())
    }
}

fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// RFC 5321, as far as a sending library goes.
async fn receive(stream: TcpStream, kept: &Kept) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mailbox.test ESMTP\r\n").await?;
    let mut recipients = Vec::new();
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let verb = line.split([' ', '\r', '\n']).next().unwrap_or_default();
        let answer: &[u8] = match verb.to_ascii_uppercase().as_str() {
            "EHLO" => b"250-mailbox.test\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
            "MAIL" if kept.refusing.load(Ordering::SeqCst) => b"451 not now\r\n",
            "RSET" | "MAIL" => {
                recipients.clear();
                b"250 OK\r\n"
            }
            "RCPT" => {
                let address = line
                    .split_once('<')
                    .and_then(|(_, rest)| rest.split_once('>'));
                recipients.extend(address.map(|(address, _)| address.to_owned()));
                b"250 OK\r\n"
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                let bytes = data(&mut stream).await?;
                keep(kept, &recipients, &bytes);
                b"250 OK\r\n"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            "HELO" | "NOOP" => b"250 OK\r\n",
            _ => b"502 what?\r\n",
        };
        stream.write_all(answer).await?;
    }
}

async fn data(stream: &mut BufReader<TcpStream>) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let mut line = Vec::new();
        if stream.read_until(b'\n', &mut line).await? == 0 || line == b".\r\n" {
            return Ok(bytes);
        }
        // Dot-stuffing, RFC 5321 section 4.5.2.
        bytes.extend(line.strip_prefix(b".").unwrap_or(&line));
    }
}

fn keep(kept: &Kept, recipients: &[String], bytes: &[u8]) {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return;
    };
    let from = message
        .from()
        .and_then(|from| from.first())
        .and_then(|from| from.address())
        .unwrap_or_default();
    let mails = kept.mails.lock();
    let mut mails = mails.unwrap_or_else(PoisonError::into_inner);
    for to in recipients {
        let mail = Mail {
            to: to.clone(),
            from: from.to_owned(),
            subject: message.subject().unwrap_or_default().to_owned(),
            text: message
                .body_text(0)
                .unwrap_or_default()
                .replace("\r\n", "\n"),
            html: message
                .body_html(0)
                .unwrap_or_default()
                .replace("\r\n", "\n"),
            raw: String::from_utf8_lossy(bytes).into_owned(),
        };
        mails.push((false, mail));
    }
}
