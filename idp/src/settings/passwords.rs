//! `[passwords]`, `[sign_in]`.

use std::path::PathBuf;

use serde::Deserialize;
use shared::secret::PasswordWork;
use shared::settings::{Check, optional};

/// What a password must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PasswordRule {
    /// 12 to 128 characters of four kinds (S29).
    Seeds,
    /// 15 to 128 characters of any kind.
    Length,
}

/// What a password must be and costs.
#[derive(Debug, Clone, Deserialize)]
pub struct Passwords {
    /// What it must be.
    pub rule: PasswordRule,
    /// What counts as special by the rule of the seeds.
    pub special_characters: String,
    /// The operator's file of passwords that nobody may choose.
    #[serde(deserialize_with = "optional")]
    pub blocklist: Option<PathBuf>,
    memory_kib: u32,
    iterations: u32,
    parallel: usize,
    waiting: usize,
}

impl Passwords {
    /// What hashing costs.
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
            self.blocklist.as_ref().is_some_and(|file| !file.is_file()),
            "passwords.blocklist",
            "is no file that can be read",
        );
        let special = &self.special_characters;
        check.refuse_if(
            self.rule == PasswordRule::Seeds && special.is_empty(),
            "passwords.special_characters",
            "must not be empty by the rule seeds, which asks for one of them",
        );
        check.refuse_if(
            special
                .chars()
                .any(|c| c.is_alphanumeric() || c.is_whitespace() || c.is_control()),
            "passwords.special_characters",
            "must hold no letters, digits or spaces",
        );
        check.refuse_if(
            self.memory_kib < 8 || self.iterations == 0 || self.parallel == 0,
            "passwords.memory_kib",
            "must be at least 8, with 1 or more iterations and 1 or more in parallel",
        );
        let cheap = "is too cheap for production: a stolen database would be guessed through";
        check.refuse_if(
            production && self.memory_kib < 19_456,
            "passwords.memory_kib",
            cheap,
        );
        check.refuse_if(
            production && self.iterations < 2,
            "passwords.iterations",
            cheap,
        );
    }
}

/// Whether a password needs company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SecondFactor {
    /// Every account needs a passkey or a second factor.
    Required,
    /// A password alone is enough, but for staff.
    Off,
}

/// What signing in takes.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct SignIn {
    /// Whether a password needs company.
    pub second_factor: SecondFactor,
}

impl SignIn {
    pub(super) fn validate(self, production: bool, check: &mut Check) {
        check.refuse_if(
            production && self.second_factor == SecondFactor::Off,
            "sign_in.second_factor",
            "must be required in production: a password alone is not enough for these data",
        );
    }
}
