//! What the operator decides about the protocol.

use std::time::Duration;

use crate::sessions::Lifetimes;
use crate::settings::{RegistrationMode, SecondFactor, Settings};

/// Names and lifetimes.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    /// `iss`: the server's own origin.
    pub(crate) issuer: String,
    pub(crate) token_endpoint: String,
    pub(crate) access_token: Duration,
    pub(crate) code: Duration,
    pub(crate) refresh_idle: Duration,
    pub(crate) refresh_absolute: Duration,
    /// How long a used refresh token is answered again.
    pub(crate) refresh_grace: Duration,
    pub(crate) session: Lifetimes,
    /// Whether people come in by a password alone.
    pub(crate) password_alone: bool,
    /// Whether applications may register themselves.
    pub(crate) registers: bool,
}

impl Rules {
    /// The address of an endpoint.
    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.issuer)
    }

    pub(crate) fn new(settings: &Settings, session: Lifetimes) -> Self {
        let (url, oauth) = (&settings.http.public_url, settings.oauth);
        Self {
            issuer: url.as_str().to_owned(),
            token_endpoint: url.join("/oauth/token"),
            access_token: oauth.access_token,
            code: oauth.code,
            refresh_idle: oauth.refresh_idle,
            refresh_absolute: oauth.refresh_absolute,
            refresh_grace: oauth.refresh_grace,
            session,
            password_alone: settings.sign_in.second_factor == SecondFactor::Off,
            registers: settings.registration.mode != RegistrationMode::Closed,
        }
    }
}
