//! What the operator decides about the portal.
//!
//! The keys, their defaults and what they mean: `config/portal.toml`, which is compiled in. One file
//! a section. Nothing deeper reads the environment; it gets the section it needs.

mod letters;
mod levels;
mod limits;
mod operator;
mod provider;
mod residents;
mod sessions;
mod staff;
mod unlock;

pub use letters::Letters;
pub use levels::Levels;
pub use limits::Limits;
pub use operator::{Colours, Languages, Operator};
pub use provider::Provider;
pub use residents::Residents;
pub use sessions::Sessions;
#[cfg(test)]
pub(crate) use staff::FOUR_EYES;
pub use staff::Staff;
pub use unlock::Unlock;

use std::path::PathBuf;

use serde::Deserialize;
use shared::settings::{Audit, Check, Database, Faults, Http, Keys, Layers, Mail, Texts, load};
use shared::telemetry::Log;

/// Every key with its default.
const DEFAULTS: &str = include_str!("../../../config/portal.toml");

/// Keys whose values are never shown, each with what it must be.
const SECRETS: &[(&str, &str)] = &[
    (
        "database.url",
        "an address like sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME",
    ),
    (
        "keys.sealing_key",
        "32 random bytes in base64, e.g. from openssl rand -base64 32",
    ),
    (
        "letters.opening_key",
        "32 random bytes in base64, from portal letter-key, or nothing",
    ),
    (
        "mail.smtp_url",
        "an address like smtp://HOST:PORT or smtps://USER:PASSWORD@HOST",
    ),
    (
        "mail.dkim_key",
        "an RSA key of at least 2048 bits or an Ed25519 key, private, in PEM",
    ),
];

/// How much is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// Whatever is unsafe is refused.
    Production,
    /// Laptops and tests.
    Development,
}

/// Everything that the operator decides.
#[derive(Debug, Clone, Deserialize)]
pub struct Settings {
    /// How much is allowed.
    pub environment: Environment,
    /// What is logged.
    pub log: Log,
    /// Where the server is reached.
    pub http: Http,
    /// Where the data lies.
    pub database: Database,
    /// Whose house this is.
    pub operator: Operator,
    /// In which languages the pages speak.
    pub languages: Languages,
    /// The operator's own words.
    pub texts: Texts,
    /// How mail leaves.
    pub mail: Mail,
    /// What seals the database's secrets.
    pub keys: Keys,
    /// How the audit log is kept.
    pub audit: Audit,
    /// How long a session lasts.
    pub sessions: Sessions,
    /// How what is kept about people ends.
    pub residents: Residents,
    /// How long a proven identity counts.
    pub levels: Levels,
    /// What the staff's side asks for.
    pub staff: Staff,
    /// Who signs people in.
    pub provider: Provider,
    /// Where letters go.
    pub letters: Letters,
    /// What an unlock code allows.
    pub unlock: Unlock,
    /// How often things may be tried.
    pub limits: Limits,
}

impl Settings {
    /// The defaults ← `files` ← `env` (`PORTAL_SECTION__KEY`, `…_FILE`).
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn load(
        files: &[PathBuf],
        env: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Faults> {
        Self::layered(&[], files, env)
    }

    /// The defaults ← `texts`, for tests.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn from_toml(texts: &[&str]) -> Result<Self, Faults> {
        Self::layered(texts, &[], [])
    }

    /// The defaults ← `texts` ← `files` ← `env`, for the demo, which brings its own defaults.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn layered(
        texts: &[&str],
        files: &[PathBuf],
        env: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Faults> {
        let layers = Layers {
            defaults: DEFAULTS,
            texts,
            files,
            env_prefix: "PORTAL",
            env: env.into_iter().collect(),
            secrets: SECRETS,
        };
        load(layers, Self::validate)
    }

    /// Whether this is real operation.
    #[must_use]
    pub fn is_production(&self) -> bool {
        self.environment == Environment::Production
    }

    fn validate(&self, check: &mut Check) {
        let production = self.is_production();
        self.http.validate(production, check);
        self.database.validate(self.http.replicas, check);
        self.operator.validate(check);
        self.languages.validate(check);
        self.texts.validate(check);
        self.mail.validate(check);
        self.keys.validate(production, check);
        self.audit.validate(check);
        self.sessions.validate(check);
        self.levels.validate(production, check);
        self.provider.validate(production, check);
        self.letters.validate(production, check);
        self.unlock.validate(production, check);
    }
}

#[cfg(test)]
mod tests;
