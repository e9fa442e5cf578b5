//! `[sessions]`, `[home]`, `[first_staff]`.

use std::time::Duration;

use serde::Deserialize;
use shared::settings::{Check, EmailAddress, hours, minutes, optional};
use url::Url;

/// How long a session lasts.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Sessions {
    /// Without a click.
    #[serde(rename = "idle_minutes", deserialize_with = "minutes")]
    pub idle: Duration,
    /// In any case.
    #[serde(rename = "absolute_hours", deserialize_with = "hours")]
    pub absolute: Duration,
}

impl Sessions {
    pub(super) fn validate(&self, check: &mut Check) {
        check.refuse_if(
            self.idle > self.absolute,
            "sessions.idle_minutes",
            "must not be longer than sessions.absolute_hours",
        );
    }
}

/// Where people go who came from nowhere.
#[derive(Debug, Clone, Deserialize)]
pub struct Home {
    /// The portal's sign-in; none: our own.
    #[serde(deserialize_with = "optional")]
    pub url: Option<Url>,
}

impl Home {
    pub(super) fn validate(&self, production: bool, check: &mut Check) {
        let Some(url) = &self.url else { return };
        let web = url.scheme() == "https" || (!production && url.scheme() == "http");
        check.refuse_if(
            !web,
            "home.url",
            "must be an https address (http only in development)",
        );
    }
}

/// Who is invited when the database is new.
#[derive(Debug, Clone, Deserialize)]
pub struct FirstStaff {
    /// None: nobody.
    #[serde(deserialize_with = "optional")]
    pub email: Option<EmailAddress>,
}
