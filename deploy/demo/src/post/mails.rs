//! Mails as files: one `.eml` each, named by order of arrival and time, so that a restart finds
//! them and any mail program opens them.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mail_parser::{Address, MessageParser, PartType};
use serde::{Serialize, Serializer};
use shared::clock::{Clock, Timestamp};

use super::OpenError;

/// What the SMTP dialogue says about a mail; the mail itself may say otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The return path; empty for reports.
    pub from: String,
    /// Every accepted recipient.
    pub to: Vec<String>,
}

/// A mail as `GET /messages` shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mail {
    /// Names it in URLs; sorts by arrival.
    pub id: String,
    /// The recipients of the envelope, separated by `, `.
    pub to: String,
    /// The sender as the mail gives it.
    pub from: String,
    /// The subject, decoded.
    pub subject: String,
    /// The text part; derived from the HTML part where there is none.
    pub text: String,
    /// The HTML part; empty where there is none.
    pub html: String,
    /// When it came; RFC 3339, UTC, in JSON.
    #[serde(serialize_with = "rfc3339")]
    pub received_at: Timestamp,
}

/// By number and unix time, the two parts of an id.
type Held = BTreeMap<(u64, i64), Arc<Mail>>;

/// All mails, cheap to clone.
#[derive(Debug, Clone)]
pub struct Mails {
    folder: PathBuf,
    clock: Arc<dyn Clock>,
    held: Arc<Mutex<Held>>,
}

impl Mails {
    pub(super) fn open(folder: PathBuf, clock: Arc<dyn Clock>) -> Result<Self, OpenError> {
        let held = read_all(&folder).map_err(|source| OpenError::Folder {
            path: folder.clone(),
            source,
        })?;
        Ok(Self {
            folder,
            clock,
            held: Arc::new(Mutex::new(held)),
        })
    }

    /// Mails whose recipient has `to` in it (case ignored; empty matches all), newest first.
    #[must_use]
    pub fn to(&self, to: &str) -> Vec<Arc<Mail>> {
        let wanted = to.trim().to_lowercase();
        self.held()
            .values()
            .rev()
            .filter(|mail| mail.to.to_lowercase().contains(&wanted))
            .cloned()
            .collect()
    }

    /// One mail.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Arc<Mail>> {
        self.held().get(&parse_id(id)?).cloned()
    }

    /// A mail as it is kept: the envelope's headers, then every byte as it came.
    #[must_use]
    pub fn original(&self, id: &str) -> Option<Vec<u8>> {
        let mail = self.find(id)?;
        std::fs::read(self.folder.join(format!("{}.eml", mail.id))).ok()
    }

    /// Keeps a mail; it is on disk when this returns.
    ///
    /// # Errors
    /// When it cannot be written; then nothing is kept.
    pub fn keep(&self, envelope: &Envelope, raw: &[u8]) -> io::Result<Arc<Mail>> {
        let now = self.clock.now();
        let mut held = self.held();
        let number = held
            .last_key_value()
            .map_or(1, |((number, _), _)| number + 1);
        let id = format!("{number:06}-{}", now.unix());
        let file = with_envelope(envelope, raw);
        let part = self.folder.join(format!("{id}.part"));
        std::fs::write(&part, &file)?;
        std::fs::rename(&part, self.folder.join(format!("{id}.eml")))?;
        let mail = Arc::new(read(id, now, &file));
        held.insert((number, now.unix()), Arc::clone(&mail));
        Ok(mail)
    }

    /// The folder can still be read.
    ///
    /// # Errors
    /// Why not.
    pub fn check(&self) -> io::Result<()> {
        std::fs::read_dir(&self.folder).map(drop)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // The map is whole between any two of its operations.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read_all(folder: &PathBuf) -> io::Result<Held> {
    std::fs::create_dir_all(folder)?;
    let mut held = Held::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(id) = path
            .file_name()
            .and_then(|name| name.to_str()?.strip_suffix(".eml"))
        else {
            continue;
        };
        let Some(key) = parse_id(id) else { continue };
        let file = std::fs::read(&path)?;
        let mail = read(id.to_owned(), Timestamp::from_unix(key.1), &file);
        held.insert(key, Arc::new(mail));
    }
    Ok(held)
}

fn parse_id(id: &str) -> Option<(u64, i64)> {
    let (number, unix) = id.split_once('-')?;
    Some((number.parse().ok()?, unix.parse().ok()?))
}

/// The envelope goes on top as the headers that a delivering mail server writes (RFC 5321 §4.4).
fn with_envelope(envelope: &Envelope, raw: &[u8]) -> Vec<u8> {
    let mut file = format!("Return-Path: <{}>\r\n", envelope.from);
    for to in &envelope.to {
        file.push_str("Delivered-To: ");
        file.push_str(to);
        file.push_str("\r\n");
    }
    [file.as_bytes(), raw].concat()
}

/// Reads a kept file; what cannot be understood is left empty, never refused.
fn read(id: String, received: Timestamp, file: &[u8]) -> Mail {
    let parsed = MessageParser::default().parse(file).unwrap_or_default();
    let to: Vec<&str> = parsed
        .headers_raw()
        .take_while(|(name, _)| matches!(*name, "Return-Path" | "Delivered-To"))
        .filter(|(name, _)| *name == "Delivered-To")
        .map(|(_, value)| value.trim())
        .collect();
    let html = parsed.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html.to_string()),
        _ => None,
    });
    Mail {
        id,
        to: to.join(", "),
        from: parsed.from().map(addressee).unwrap_or_default(),
        subject: parsed.subject().unwrap_or_default().to_owned(),
        text: parsed
            .body_text(0)
            .unwrap_or_default()
            .replace("\r\n", "\n"),
        html: html.unwrap_or_default(),
        received_at: received,
    }
}

fn addressee(address: &Address<'_>) -> String {
    let one = |addr: &mail_parser::Addr<'_>| {
        let address = addr.address().unwrap_or_default();
        addr.name()
            .map_or_else(|| address.to_owned(), |name| format!("{name} <{address}>"))
    };
    address.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// As `GET /messages` and `GET /letters` write times.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands a reference to `serialize_with`"
)]
pub(super) fn rfc3339<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    let at = jiff::Timestamp::from_second(at.unix()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    to.collect_str(&at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::clock::FakeClock;

    const MAIL: &str = "From: =?utf-8?q?Jobcenter_M=C3=BCsterstadt?= <post@jobcenter.example>\r\n\
        To: someone@else.example\r\nDelivered-To: forged@else.example\r\n\
        Subject: =?utf-8?q?Best=C3=A4tigung?=\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative; boundary=b\r\n\r\n\
        --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGrüße\r\n\
        --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Grüße</p>\r\n--b--\r\n";

    fn envelope(to: &str) -> Envelope {
        Envelope {
            from: "bounce@jobcenter.example".into(),
            to: vec![to.into()],
        }
    }

    #[test]
    fn a_kept_mail_is_read_again_after_a_restart_newest_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = FakeClock::at(Timestamp::from_unix(1_795_000_000));
        let open = || Mails::open(folder.path().into(), Arc::new(clock.clone())).expect("opens");
        let mails = open();
        mails
            .keep(&envelope("Kim@example.org"), MAIL.as_bytes())
            .expect("kept");
        clock.set(Timestamp::from_unix(1_700_000_000));
        mails
            .keep(&envelope("max@example.org"), b"no headers")
            .expect("kept");
        let again = open();
        assert_eq!(again.to(""), mails.to(""), "the same after a restart");
        let ids: Vec<_> = again
            .to("EXAMPLE")
            .iter()
            .map(|mail| mail.to.clone())
            .collect();
        assert_eq!(
            ids,
            ["max@example.org", "Kim@example.org"],
            "by arrival, not by clock"
        );
        let kim = again.to("kim@").remove(0);
        assert_eq!(kim.subject, "Bestätigung");
        assert_eq!(kim.from, "Jobcenter Müsterstadt <post@jobcenter.example>");
        assert_eq!(kim.text.trim(), "Grüße");
        assert_eq!(kim.html.trim(), "<p>Grüße</p>");
        let json = serde_json::to_value(&*kim).expect("JSON");
        assert_eq!(json["received_at"], "2026-11-18T11:06:40Z");
        assert_eq!(again.find(&kim.id), Some(kim));
        assert_eq!(again.find("../etc"), None);
    }
}
