//! One conversation as a machine without input or output: bytes in, [`Step`]s out.

use std::borrow::Cow;
use std::slice::Iter;

use smtp_proto::request::receiver::{DataReceiver, DummyDataReceiver};
use smtp_proto::{Error, Request};

use crate::post::mails::Envelope;

/// The largest mail.
pub(super) const MAX_BYTES: usize = 10 * 1024 * 1024;
/// RFC 5321 §4.5.3.1.4 asks for 512 at least; extensions want more.
const MAX_LINE: usize = 4096;
/// RFC 5321 §4.5.3.1.8.
const MAX_RECIPIENTS: usize = 100;
/// After so many faults in one conversation the other side is no mail program.
const MAX_FAULTS: u32 = 20;

/// What to do next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Send this.
    Answer(Cow<'static, str>),
    /// Keep this mail, then answer.
    Deliver(Envelope, Vec<u8>),
    /// Send this and hang up.
    Close(&'static str),
}

/// Where a conversation stands.
#[derive(Default)]
pub(super) struct Dialogue {
    state: State,
    greeted: bool,
    envelope: Option<Envelope>,
    faults: u32,
}

enum State {
    /// Collecting a command line.
    Command(Vec<u8>),
    /// Skipping the rest of a line that is too long.
    LongLine,
    /// Collecting a mail.
    Data(DataReceiver, Vec<u8>),
    /// Skipping the rest of a mail that is too big.
    BigMail(DummyDataReceiver),
}

impl Default for State {
    fn default() -> Self {
        Self::Command(Vec::new())
    }
}

impl Dialogue {
    /// The next step that `bytes` lead to; `None` when they are used up.
    pub(super) fn next(&mut self, bytes: &mut Iter<'_, u8>) -> Option<Step> {
        loop {
            match &mut self.state {
                State::Command(line) => {
                    let ended = take_line(bytes, line)?;
                    let line = std::mem::take(line);
                    if ended == Line::TooLong {
                        self.state = State::LongLine;
                        continue;
                    }
                    return Some(self.command(&line));
                }
                State::LongLine => {
                    bytes.find(|byte| **byte == b'\n')?;
                    self.state = State::default();
                    return Some(self.fault("500 5.5.2 The line is too long\r\n"));
                }
                State::Data(receiver, mail) => {
                    let ended = take_data(receiver, bytes, mail)?;
                    let mail = std::mem::take(mail);
                    if ended == Data::TooBig {
                        self.state = State::BigMail(DummyDataReceiver::new_data(receiver));
                        continue;
                    }
                    self.state = State::default();
                    let envelope = self.envelope.take().unwrap_or_default();
                    return Some(Step::Deliver(envelope, mail));
                }
                State::BigMail(receiver) => {
                    if !receiver.ingest(bytes) {
                        return None;
                    }
                    self.state = State::default();
                    self.envelope = None;
                    return Some(Step::Answer(Cow::Borrowed(TOO_BIG)));
                }
            }
        }
    }

    /// One line is parsed at a time, so that no fault can eat a part of the next command.
    fn command(&mut self, line: &[u8]) -> Step {
        let request = match Request::parse(&mut line.iter()) {
            Ok(request) => request,
            Err(error) => return self.fault(complaint(&error)),
        };
        match request {
            Request::Ehlo { .. } => {
                self.greet();
                Step::Answer(Cow::Owned(format!(
                    "250-post.localhost\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n\
                     250-ENHANCEDSTATUSCODES\r\n250 SIZE {MAX_BYTES}\r\n"
                )))
            }
            Request::Helo { .. } => {
                self.greet();
                say("250 post.localhost\r\n")
            }
            Request::Mail { from } => self.mail(from.address.into_owned(), from.size),
            Request::Rcpt { to } => self.recipient(to.address.into_owned()),
            Request::Data => self.data(),
            Request::Rset => {
                self.envelope = None;
                say("250 2.0.0 Forgotten\r\n")
            }
            Request::Noop { .. } => say("250 2.0.0 Here\r\n"),
            Request::Vrfy { .. } => say("252 2.1.5 Every address is taken\r\n"),
            Request::Help { .. } => say("214 2.0.0 The demo's post: all mail stays here\r\n"),
            Request::Quit => Step::Close("221 2.0.0 Bye\r\n"),
            _ => self.fault("502 5.5.1 Not offered\r\n"),
        }
    }

    fn greet(&mut self) {
        self.greeted = true;
        self.envelope = None;
    }

    fn mail(&mut self, from: String, size: usize) -> Step {
        if !self.greeted {
            self.fault("503 5.5.1 EHLO first\r\n")
        } else if self.envelope.is_some() {
            self.fault("503 5.5.1 A mail is under way; RSET to start another\r\n")
        } else if size > MAX_BYTES {
            say(TOO_BIG)
        } else {
            self.envelope = Some(Envelope {
                from,
                to: Vec::new(),
            });
            say("250 2.1.0 Sender fine\r\n")
        }
    }

    fn recipient(&mut self, to: String) -> Step {
        match &mut self.envelope {
            None => self.fault("503 5.5.1 MAIL first\r\n"),
            Some(envelope) if envelope.to.len() >= MAX_RECIPIENTS => {
                say("452 4.5.3 Too many recipients\r\n")
            }
            Some(_) if to.is_empty() => self.fault("501 5.1.3 No recipient\r\n"),
            Some(envelope) => {
                envelope.to.push(to);
                say("250 2.1.5 Recipient fine\r\n")
            }
        }
    }

    fn data(&mut self) -> Step {
        match &self.envelope {
            None => self.fault("503 5.5.1 MAIL first\r\n"),
            Some(envelope) if envelope.to.is_empty() => {
                self.fault("554 5.5.1 No valid recipients\r\n")
            }
            Some(_) => {
                let mut receiver = DataReceiver::new();
                // The line end of DATA itself counts: a dot may come first (RFC 5321 §4.1.1.4).
                receiver.ingest(&mut b"\r\n".iter(), &mut Vec::new());
                self.state = State::Data(receiver, Vec::new());
                say("354 Go on; end with a dot alone\r\n")
            }
        }
    }

    fn fault(&mut self, text: &'static str) -> Step {
        self.faults += 1;
        if self.faults > MAX_FAULTS {
            return Step::Close("421 4.7.0 Too many faults\r\n");
        }
        say(text)
    }
}

const TOO_BIG: &str = "552 5.3.4 The mail is too big\r\n";

fn say(text: &'static str) -> Step {
    Step::Answer(Cow::Borrowed(text))
}

fn complaint(error: &Error) -> &'static str {
    match error {
        Error::InvalidSenderAddress => "501 5.1.8 The sender's address cannot be read\r\n",
        Error::InvalidRecipientAddress => "501 5.1.3 The recipient's address cannot be read\r\n",
        Error::InvalidParameter { .. } => "501 5.5.4 A parameter cannot be read\r\n",
        Error::UnsupportedParameter { .. } => "555 5.5.4 A parameter is not offered\r\n",
        Error::SyntaxError { .. } | Error::NeedsMoreData { .. } => {
            "501 5.5.2 The command cannot be read\r\n"
        }
        _ => "500 5.5.1 No such command\r\n",
    }
}

#[derive(PartialEq)]
enum Line {
    Whole,
    TooLong,
}

fn take_line(bytes: &mut Iter<'_, u8>, line: &mut Vec<u8>) -> Option<Line> {
    for byte in bytes {
        line.push(*byte);
        if *byte == b'\n' {
            return Some(Line::Whole);
        }
        if line.len() >= MAX_LINE {
            return Some(Line::TooLong);
        }
    }
    None
}

#[derive(PartialEq)]
enum Data {
    Whole,
    TooBig,
}

fn take_data(
    receiver: &mut DataReceiver,
    bytes: &mut Iter<'_, u8>,
    mail: &mut Vec<u8>,
) -> Option<Data> {
    let whole = receiver.ingest(bytes, mail);
    if mail.len() > MAX_BYTES {
        // A mail that ended in this very piece has no rest to skip.
        return Some(if whole { Data::Whole } else { Data::TooBig });
    }
    whole.then_some(Data::Whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn talk(dialogue: &mut Dialogue, text: &[u8]) -> Vec<Step> {
        let mut bytes = text.iter();
        std::iter::from_fn(|| dialogue.next(&mut bytes)).collect()
    }

    fn codes(steps: &[Step]) -> Vec<String> {
        let of = |text: &str| text.lines().last().map(|line| line[..3].to_owned());
        steps
            .iter()
            .filter_map(|step| match step {
                Step::Answer(text) => of(text),
                Step::Close(text) => of(text),
                Step::Deliver(..) => Some("mail".into()),
            })
            .collect()
    }

    const OPENING: &[u8] =
        b"EHLO me\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n";

    #[test]
    fn a_pipelined_mail_is_the_same_however_it_is_cut() {
        let whole = [
            OPENING,
            b"Subject: x\r\n\r\n..dot\r\nend\r\n.\r\nNOOP\r\nQUIT\r\n",
        ]
        .concat();
        for size in [1, 2, 3, 7, whole.len()] {
            let mut dialogue = Dialogue::default();
            let steps: Vec<Step> = whole
                .chunks(size)
                .flat_map(|chunk| talk(&mut dialogue, chunk))
                .collect();
            let wanted = ["250", "250", "250", "354", "mail", "250", "221"];
            assert_eq!(codes(&steps), wanted, "cut by {size}");
            let Some(Step::Deliver(envelope, raw)) = steps.get(4) else {
                unreachable!("the fifth step delivers");
            };
            assert_eq!(envelope.to, ["c@d.example"]);
            assert_eq!(raw, b"Subject: x\r\n\r\n.dot\r\nend\r\n");
        }
    }

    #[test]
    fn a_dot_may_come_first() {
        let mut dialogue = Dialogue::default();
        let steps = talk(&mut dialogue, &[OPENING, b".\r\nNOOP\r\n"].concat());
        assert_eq!(codes(&steps), ["250", "250", "250", "354", "mail", "250"]);
    }

    #[test]
    fn a_bare_line_feed_before_the_dot_ends_nothing() {
        let mut dialogue = Dialogue::default();
        let steps = talk(
            &mut dialogue,
            &[OPENING, b"x\n.\nMAIL FROM:<evil@x.example>\r\n.\r\n"].concat(),
        );
        assert_eq!(codes(&steps), ["250", "250", "250", "354", "mail"]);
    }

    #[test]
    fn order_and_faults_are_answered() {
        let mut dialogue = Dialogue::default();
        for (line, code) in [
            (&b"MAIL FROM:<a@b.example>\r\n"[..], "503"),
            (b"HELO me\r\n", "250"),
            (b"RCPT TO:<a@b.example>\r\n", "503"),
            (b"DATA\r\n", "503"),
            (b"MAIL FROM:<>\r\n", "250"),
            (b"MAIL FROM:<a@b.example>\r\n", "503"),
            (b"DATA\r\n", "554"),
            (b"RCPT TO:<>\r\n", "501"),
            (b"RSET\r\n", "250"),
            (b"MAIL FROM:<a@b.example> SIZE=99999999\r\n", "552"),
            (b"MAIL FROM:<a@b.example> WHAT=1\r\n", "555"),
            (b"EHLO\r\n", "501"),
            (b"MAIL\r\n", "501"),
            (b"STARTTLS\r\n", "502"),
            (b"AUTH PLAIN AAAA\r\n", "502"),
            (b"VRFY you\r\n", "252"),
            (b"\r\n", "500"),
            (b"\xff\xfe\x00\r\n", "500"),
            (b"GET / HTTP/1.1\r\n", "500"),
        ] {
            assert_eq!(
                codes(&talk(&mut dialogue, line)),
                [code],
                "{}",
                line.escape_ascii()
            );
        }
    }

    #[test]
    fn long_lines_big_mails_and_many_faults_end_well() {
        let mut dialogue = Dialogue::default();
        let line = [vec![b'x'; 9000], b"\r\nNOOP\r\n".to_vec()].concat();
        assert_eq!(codes(&talk(&mut dialogue, &line)), ["500", "250"]);

        talk(&mut dialogue, OPENING);
        let big = b"0123456789abcdef\r\n".repeat(MAX_BYTES / 16);
        let steps: Vec<Step> = big
            .chunks(16 * 1024)
            .flat_map(|chunk| talk(&mut dialogue, chunk))
            .collect();
        assert!(steps.is_empty());
        let steps = talk(&mut dialogue, b".\r\nNOOP\r\n");
        assert_eq!(codes(&steps), ["552", "250"]);

        let steps = talk(&mut dialogue, &b"what\r\n".repeat(30));
        assert_eq!(codes(&steps).get(19).map(String::as_str), Some("421"));
    }
}
