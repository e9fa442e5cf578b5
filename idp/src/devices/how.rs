//! How somebody signed in, in one word.

use serde::Serialize;
use shared::claims::Amr;

/// The first that is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum How {
    Bundid,
    MeinUk,
    Passkey,
    PasswordAndCode,
    Password,
}

impl How {
    /// By these methods.
    pub(crate) fn of(amr: &[Amr]) -> Self {
        let has = |one: Amr| amr.contains(&one);
        if has(Amr::BundId) {
            Self::Bundid
        } else if has(Amr::Muk) {
            Self::MeinUk
        } else if has(Amr::Hwk) || has(Amr::Swk) {
            Self::Passkey
        } else if has(Amr::Otp) {
            Self::PasswordAndCode
        } else {
            Self::Password
        }
    }

    /// The end of `history-how-…`.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Bundid => "bundid",
            Self::MeinUk => "mein-uk",
            Self::Passkey => "passkey",
            Self::PasswordAndCode => "password-and-code",
            Self::Password => "password",
        }
    }
}
