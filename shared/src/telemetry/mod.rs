//! What a server tells its operator: log lines on standard output, and whether it is healthy.
//!
//! A request is one line: method, the *route* it matched, status, duration, request id. Never the
//! URL, a query, a header, a body or an address: they hold codes, tokens and people
//! (`docs/logging.md`). What this is not: the audit trail, which is a table of each server.

mod health;
mod request;

pub use health::health;
pub use request::{RequestId, log_requests};

use std::str::FromStr;

use serde::Deserialize;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// One JSON object a line, for a collector.
    Json,
    /// For eyes.
    Text,
}

/// What is logged: `off`, `error`, `warn`, `info`, `debug`, or more precisely `info,idp=debug`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Level(String);

impl FromStr for Level {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // EnvFilter takes any word for the name of a module; a lone word must be a level.
        let levels = ["off", "error", "warn", "info", "debug", "trace"];
        let known = text.split(',').all(|part| {
            let level = part.rsplit('=').next().unwrap_or(part);
            levels.contains(&level.trim())
        });
        if known && EnvFilter::try_new(text).is_ok() {
            Ok(Self(text.to_owned()))
        } else {
            Err("must be off, error, warn, info or debug, or like info,idp=debug")
        }
    }
}

impl TryFrom<String> for Level {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// The `[log]` section of both servers.
#[derive(Debug, Clone, Deserialize)]
pub struct Log {
    /// What is logged.
    pub level: Level,
    /// How it looks.
    pub format: Format,
}

/// Begins to log. A second call in one process (tests, the demo's several servers) changes nothing.
pub fn init(log: &Log) {
    let filter = EnvFilter::try_new(&log.level.0).unwrap_or_else(|_| EnvFilter::new("info"));
    let registry = tracing_subscriber::registry().with(filter);
    let lines = tracing_subscriber::fmt::layer().with_target(true);
    let result = match log.format {
        Format::Json => registry
            .with(
                lines
                    .json()
                    .flatten_event(true)
                    .with_current_span(true)
                    .with_span_list(false),
            )
            .try_init(),
        Format::Text => registry.with(lines.with_ansi(false)).try_init(),
    };
    // The one way to fail is a subscriber that is there already.
    drop(result);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_level_is_a_level() {
        for good in ["info", "off", "warn,idp=debug"] {
            assert!(good.parse::<Level>().is_ok(), "{good}");
        }
        for bad in ["", "loud", "info,idp", "idp=loud"] {
            assert!(bad.parse::<Level>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_second_start_is_silent() {
        let log = Log {
            level: "off".parse().expect("a level"),
            format: Format::Json,
        };
        init(&log);
        init(&log);
    }

    proptest! {
        #[test]
        fn what_is_a_level_is_a_filter(text in "((shared|idp=)?(info|debug|warn|loud|off),?){0,3}|\\PC{0,20}") {
            if let Ok(level) = text.parse::<Level>() {
                prop_assert_eq!(&level.0, &text);
                prop_assert!(EnvFilter::try_new(&level.0).is_ok());
            }
        }
    }
}
