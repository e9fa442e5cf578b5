//! `[mail]`.

use crate::settings::{Check, Sender, secret};
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
    }
}
