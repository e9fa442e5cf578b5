//! `[database]`.

use crate::settings::{Check, secret};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

/// Where the data lies.
#[derive(Debug, Clone, Deserialize)]
pub struct Database {
    /// `sqlite:FILE` or `postgres://…`; may hold a password.
    #[serde(deserialize_with = "secret")]
    pub url: SecretString,
    /// At most so many connections.
    pub max_connections: u32,
}

impl Database {
    /// Refuses what cannot work or is unsafe.
    pub fn validate(&self, replicas: u32, check: &mut Check) {
        let url = self.url.expose_secret();
        let sqlite = url.starts_with("sqlite:");
        let postgres = url.starts_with("postgres://") || url.starts_with("postgresql://");
        check.refuse_if(
            !sqlite && !postgres,
            "database.url",
            "must begin with sqlite: or postgres:// (the value is secret and not shown)",
        );
        check.refuse_if(
            self.max_connections == 0,
            "database.max_connections",
            "must be at least 1",
        );
        check.refuse_if(
            sqlite && replicas > 1,
            "database.url",
            "must be postgres:// when http.replicas is more than 1: SQLite serves one copy",
        );
    }
}
