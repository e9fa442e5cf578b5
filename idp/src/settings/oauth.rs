//! `[oauth]`, `[clients]`.

use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;
use shared::settings::{Check, days, minutes, seconds, seconds_or_none};

/// How long what we hand out lives.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct OAuth {
    /// An access token.
    #[serde(rename = "access_token_minutes", deserialize_with = "minutes")]
    pub access_token: Duration,
    /// An authorization code.
    #[serde(rename = "code_seconds", deserialize_with = "seconds")]
    pub code: Duration,
    /// A refresh token that is not used.
    #[serde(rename = "refresh_idle_days", deserialize_with = "days")]
    pub refresh_idle: Duration,
    /// A refresh token and all that follow it.
    #[serde(rename = "refresh_absolute_days", deserialize_with = "days")]
    pub refresh_absolute: Duration,
    /// How long a used refresh token is answered again.
    #[serde(rename = "refresh_grace_seconds", deserialize_with = "seconds_or_none")]
    pub refresh_grace: Duration,
}

impl OAuth {
    pub(super) fn validate(&self, check: &mut Check) {
        check.refuse_if(
            self.code > Duration::from_mins(1),
            "oauth.code_seconds",
            "must be at most 60 (RFC 9700)",
        );
        check.refuse_if(
            self.access_token > Duration::from_hours(1),
            "oauth.access_token_minutes",
            "must be at most 60: an access token cannot be called back",
        );
        check.refuse_if(
            self.refresh_idle > self.refresh_absolute,
            "oauth.refresh_idle_days",
            "must not be longer than oauth.refresh_absolute_days",
        );
        check.refuse_if(
            self.refresh_grace > Duration::from_mins(1),
            "oauth.refresh_grace_seconds",
            "must be at most 60: a thief has it as well",
        );
    }
}

/// Who may sign people in.
#[derive(Debug, Clone, Deserialize)]
pub struct Clients {
    /// One file for each application.
    pub directory: PathBuf,
    /// Whether `serve` applies them when it starts.
    pub apply_at_start: bool,
}

impl Clients {
    pub(super) fn validate(&self, check: &mut Check) {
        check.refuse_if(
            self.directory.as_os_str().is_empty(),
            "clients.directory",
            "must name a directory",
        );
    }
}
