//! An e-mail and the way it takes: SMTP by lettre. The outbox is each server's own.

use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use serde::{Deserialize, Serialize};

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
}

impl MailError {
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

/// Sends messages through one SMTP server from one sender.
#[derive(Debug, Clone)]
pub struct Transport {
    smtp: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Transport {
    /// A transport by URL (`smtp://host:port`, `smtps://user:password@host`,
    /// `smtp://host?tls=required`) and sender (`Name <address>`).
    ///
    /// # Errors
    /// [`MailError::Address`] when the URL or the sender cannot be read.
    pub fn new(smtp_url: &str, from: &str) -> Result<Self, MailError> {
        let smtp = AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp_url)
            .map_err(|error| MailError::Address(error.to_string()))?
            .timeout(Some(std::time::Duration::from_secs(15)))
            .build();
        let from = from
            .parse()
            .map_err(|_| MailError::Address("the sender is no mailbox".into()))?;
        Ok(Self { smtp, from })
    }

    /// Hands `message` to the server.
    ///
    /// # Errors
    /// [`MailError`]; only [`MailError::Unavailable`] is worth another try.
    pub async fn send(&self, message: &Message) -> Result<(), MailError> {
        let email = write(message, &self.from)?;
        match self.smtp.send(email).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(MailError::Refused(error)),
            Err(error) => Err(MailError::Unavailable(error)),
        }
    }
}

fn write(message: &Message, from: &Mailbox) -> Result<lettre::Message, MailError> {
    let to: Mailbox = message
        .to
        .parse()
        .map_err(|_| MailError::Address("the recipient is no mailbox".into()))?;
    lettre::Message::builder()
        .from(from.clone())
        .to(to)
        .subject(&message.subject)
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
            if let Ok(email) = write(&message, &from) {
                let bytes = email.formatted();
                let whole = String::from_utf8_lossy(&bytes);
                let head = whole.split("\r\n\r\n").next().expect("a head");
                let names = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
                for line in names {
                    let name = line.split(':').next().unwrap_or_default();
                    let known = ["From", "To", "Subject", "Date", "MIME-Version", "Content-Type", "Message-ID"];
                    prop_assert!(known.contains(&name), "{}", line);
                }
            }
        }
    }
}
