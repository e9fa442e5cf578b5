//! `[unlock]`.

use std::num::NonZeroU32;
use std::time::Duration;

use serde::Deserialize;
use shared::secret::PasswordWork;
use shared::settings::{Check, days};

/// What an unlock code allows.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Unlock {
    /// How long a code is good for.
    #[serde(rename = "code_days", deserialize_with = "days")]
    pub code: Duration,
    /// How long a code is good for that an organisation's admin issues.
    #[serde(rename = "colleague_code_days", deserialize_with = "days")]
    pub colleague_code: Duration,
    /// How many of them an organisation may have open.
    pub colleague_codes_open: NonZeroU32,
    /// So many wrong tries kill a code.
    pub tries: NonZeroU32,
    /// So often an account may try.
    pub per_account_per_hour: NonZeroU32,
    memory_kib: u32,
    iterations: u32,
    parallel: usize,
    waiting: usize,
}

impl Unlock {
    /// What hashing a code's secret costs.
    #[must_use]
    pub const fn work(&self) -> PasswordWork {
        PasswordWork {
            memory_kib: self.memory_kib,
            iterations: self.iterations,
            parallel: self.parallel,
            waiting: self.waiting,
        }
    }

    pub(super) fn validate(&self, production: bool, check: &mut Check) {
        check.refuse_if(
            production && self.tries.get() > 10,
            "unlock.tries",
            "must be at most 10 in production: a letter's code must not be guessed",
        );
        check.refuse_if(
            self.memory_kib < 8 || self.iterations == 0 || self.parallel == 0,
            "unlock.memory_kib",
            "must be at least 8, with 1 or more iterations and 1 or more in parallel",
        );
        let cheap = "is too cheap for production: a stolen database would be guessed through";
        check.refuse_if(
            production && self.memory_kib < 19_456,
            "unlock.memory_kib",
            cheap,
        );
        check.refuse_if(
            production && self.iterations < 2,
            "unlock.iterations",
            cheap,
        );
    }
}
