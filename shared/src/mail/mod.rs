//! An e-mail and the way it takes: SMTP by lettre, signed by the sender's domain. The outbox is
//! each server's own.

mod dkim;

pub use dkim::{Dkim, DkimFault};

use std::time::Duration;

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

/// The mail server may take so long for one answer, and so long for a whole message: whoever has
/// taken a message from the outbox for a minute must be done by then.
const ANSWER: Duration = Duration::from_secs(15);
const WHOLE: Duration = Duration::from_secs(45);

/// An e-mail to one person, as text and as HTML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The address, without a name.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
}

/// Why a message did not leave.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The address of the server, the sender or the recipient cannot be used; trying again
    /// will not help.
    #[error("the message cannot be addressed: {0}")]
    Address(String),
    /// The server refused for good.
    #[error("the mail server refused the message")]
    Refused(#[source] lettre::transport::smtp::Error),
    /// The server did not take it now.
    #[error("the mail server did not take the message")]
    Unavailable(#[source] lettre::transport::smtp::Error),
    /// The server answered too slowly.
    #[error("the mail server did not take the message in time")]
    TooSlow,
}

impl MailError {
    /// Whether another try may help.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::TooSlow)
    }

    /// Why, for the log: without the words of the mail server, which repeat addresses.
    #[must_use]
    pub fn reason(&self) -> String {
        let (Self::Refused(error) | Self::Unavailable(error)) = self else {
            return self.to_string();
        };
        match error.status() {
            Some(code) => format!("the mail server answered {code}"),
            None => error.to_string(),
        }
    }
}

/// What is written on the envelope's back: the same for every try, so that a message that
/// arrives twice is known as one.
#[derive(Debug, Clone, Copy)]
pub struct Postmark<'a> {
    /// Names the message; with the sender's domain its `Message-ID` (RFC 5322 §3.6.4).
    pub id: &'a str,
    /// When it was written.
    pub written_at: Timestamp,
}

/// Sends messages through one SMTP server from one sender.
#[derive(Debug, Clone)]
pub struct Transport {
    smtp: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    dkim: Option<Dkim>,
}

impl Transport {
    /// A transport by URL (`smtp://host:port`, `smtps://user:password@host`,
    /// `smtp://host?tls=required`) and sender (`Name <address>`), which `dkim` signs for.
    ///
    /// # Errors
    /// [`MailError::Address`] when the URL or the sender cannot be read.
    pub fn new(smtp_url: &str, from: &str, dkim: Option<Dkim>) -> Result<Self, MailError> {
        let smtp = AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp_url)
            .map_err(|error| MailError::Address(error.to_string()))?
            .timeout(Some(ANSWER))
            .build();
        let from = from
            .parse()
            .map_err(|_| MailError::Address("the sender is no mailbox".into()))?;
        Ok(Self { smtp, from, dkim })
    }

    /// Hands `message` to the server.
    ///
    /// # Errors
    /// [`MailError`]; only what [`is_passing`](MailError::is_passing) is worth another try.
    pub async fn send(
        &self,
        message: &Message,
        mark: Postmark<'_>,
        now: Timestamp,
    ) -> Result<(), MailError> {
        let email = write(message, &self.from, mark)?;
        let mut bytes = email.formatted();
        if let Some(dkim) = &self.dkim {
            let unsigned = || MailError::Address("the message could not be signed".into());
            let field = dkim.sign(&bytes, now).ok_or_else(unsigned)?;
            bytes.splice(..0, field.into_bytes());
        }
        let sending = self.smtp.send_raw(email.envelope(), &bytes);
        match tokio::time::timeout(WHOLE, sending).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) if error.is_permanent() => Err(MailError::Refused(error)),
            Ok(Err(error)) => Err(MailError::Unavailable(error)),
            Err(_) => Err(MailError::TooSlow),
        }
    }
}

/// `Auto-Submitted` keeps out-of-office replies away (RFC 3834 §5).
fn write(
    message: &Message,
    from: &Mailbox,
    mark: Postmark<'_>,
) -> Result<lettre::Message, MailError> {
    let to: Mailbox = message
        .to
        .parse()
        .map_err(|_| MailError::Address("the recipient is no mailbox".into()))?;
    let seconds = u64::try_from(mark.written_at.unix()).unwrap_or_default();
    let auto_submitted = HeaderName::new_from_ascii_str("Auto-Submitted");
    lettre::Message::builder()
        .from(from.clone())
        .to(to)
        .subject(&message.subject)
        .date(std::time::UNIX_EPOCH + Duration::from_secs(seconds))
        .message_id(Some(format!("<{}@{}>", mark.id, from.email.domain())))
        .raw_header(HeaderValue::new(auto_submitted, "auto-generated".into()))
        .multipart(MultiPart::alternative_plain_html(
            message.text.clone(),
            message.html.clone(),
        ))
        .map_err(|error| MailError::Address(error.to_string()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_value_stays_in_its_header(to in "[a-z]{1,8}@[a-z]{1,8}\\.org(\r\nBcc: x@y\\.z)?|\\PC{0,30}", subject in any::<String>(), text in "[^\\x00]{0,40}") {
            let from: Mailbox = "Jobcenter <post@example.org>".parse().expect("a mailbox");
            let message = Message { to, subject, text: text.clone(), html: text };
            let mark = Postmark { id: "abc", written_at: Timestamp::from_unix(1_795_424_400) };
            if let Ok(email) = write(&message, &from, mark) {
                let bytes = email.formatted();
                let whole = String::from_utf8_lossy(&bytes);
                let head = whole.split("\r\n\r\n").next().expect("a head");
                let names = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
                for line in names {
                    let name = line.split(':').next().unwrap_or_default();
                    let known = ["From", "To", "Subject", "Date", "MIME-Version", "Content-Type", "Message-ID", "Auto-Submitted"];
                    prop_assert!(known.contains(&name), "{}", line);
                }
            }
        }
    }
}
