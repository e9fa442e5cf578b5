//! `[mail]`.

use crate::mail::{Dkim, DkimFault, MailError, Transport};
use crate::settings::{Check, Sender, secret};
use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

/// How mail leaves.
#[derive(Debug, Clone, Deserialize)]
pub struct Mail {
    /// The mail server; may hold a password.
    #[serde(deserialize_with = "secret")]
    pub smtp_url: SecretString,
    /// Whom mails come from.
    pub from: Sender,
    /// Under which name the sender's domain publishes the key that signs; empty: nothing is signed.
    pub dkim_selector: String,
    /// The private key that signs, in PEM.
    #[serde(deserialize_with = "secret")]
    pub dkim_key: SecretString,
}

impl Mail {
    /// Refuses what cannot work or is unsafe.
    pub fn validate(&self, check: &mut Check) {
        // Only parsed: a whole transport begins to work and needs a runtime.
        let url = self.smtp_url.expose_secret();
        let fits = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).is_ok();
        check.refuse_if(
            !fits,
            "mail.smtp_url",
            "must be like smtp://HOST:PORT or smtps://USER:PASSWORD@HOST \
             (the value is secret and not shown)",
        );
        match self.dkim() {
            Ok(_) => {}
            Err(fault @ DkimFault::NoSelector) => {
                check.refuse("mail.dkim_selector", fault.to_string());
            }
            Err(fault @ DkimFault::NoDomain) => check.refuse("mail.from", fault.to_string()),
            Err(fault) => check.refuse(
                "mail.dkim_key",
                format!("{fault} (the value is secret and not shown)"),
            ),
        }
    }

    /// What signs mails, if anything does.
    ///
    /// # Errors
    /// [`DkimFault`] when only one of selector and key is there, or one of them cannot be used.
    pub fn dkim(&self) -> Result<Option<Dkim>, DkimFault> {
        let pem = self.dkim_key.expose_secret();
        if self.dkim_selector.is_empty() && pem.is_empty() {
            return Ok(None);
        }
        let from = self.from.as_str().parse::<Mailbox>();
        let domain = from.map_err(|_| DkimFault::NoDomain)?;
        Dkim::new(domain.email.domain(), &self.dkim_selector, pem).map(Some)
    }

    /// The way that mails take.
    ///
    /// # Errors
    /// [`MailError::Address`] for what [`validate`](Self::validate) refuses.
    pub fn transport(&self) -> Result<Transport, MailError> {
        let dkim = self.dkim();
        let dkim = dkim.map_err(|fault| MailError::Address(format!("DKIM: {fault}")))?;
        Transport::new(self.smtp_url.expose_secret(), self.from.as_str(), dkim)
    }
}
