//! `[letters]`.

use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;
use shared::secret::OpeningKey;
use shared::settings::{Check, opening_key, optional, seconds};

/// The key in config/*.dev.toml and config/*.test.toml.
const KNOWN_TO_EVERYBODY: [u8; 32] = [
    0x77, 0x07, 0x6d, 0x0a, 0x73, 0x18, 0xa5, 0x7d, 0x3c, 0x16, 0xc1, 0x72, 0x51, 0xb2, 0x66, 0x45,
    0xdf, 0x4c, 0x2f, 0x87, 0xeb, 0xc0, 0x99, 0x2a, 0xb1, 0x77, 0xfb, 0xa5, 0x1d, 0xb9, 0x2c, 0x2a,
];

/// Where letters go.
#[derive(Debug, Clone, Deserialize)]
pub struct Letters {
    /// The folder for whoever prints them.
    pub outbox: PathBuf,
    /// More fonts.
    #[serde(deserialize_with = "optional")]
    pub fonts: Option<PathBuf>,
    keep_printed_days: u16,
    /// What opens recovery codes when their letters are printed; none: no such letters.
    #[serde(deserialize_with = "opening_key")]
    pub opening_key: Option<OpeningKey>,
    /// How often the provider is asked for letters that wait.
    #[serde(rename = "ask_seconds", deserialize_with = "seconds")]
    pub ask: Duration,
}

impl Letters {
    /// How long a printed letter stays in the folder; zero: not at all.
    #[must_use]
    pub fn keep_printed(&self) -> Duration {
        Duration::from_hours(24 * u64::from(self.keep_printed_days))
    }

    pub(super) fn validate(&self, production: bool, check: &mut Check) {
        let opening_key = self.opening_key.as_ref().map(OpeningKey::as_bytes);
        check.refuse_if(
            production && opening_key == Some(&KNOWN_TO_EVERYBODY),
            "letters.opening_key",
            "is the example's, which everybody knows; make one: portal letter-key",
        );
        check.refuse_if(
            self.outbox.as_os_str().is_empty(),
            "letters.outbox",
            "must name a directory",
        );
        let fonts_missing = self.fonts.as_ref().is_some_and(|fonts| !fonts.is_dir());
        check.refuse_if(
            fonts_missing,
            "letters.fonts",
            "is no directory that can be read",
        );
    }
}
