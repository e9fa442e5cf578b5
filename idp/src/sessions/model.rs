use std::fmt;

use serde::{Deserialize, Serialize};
use shared::claims::{Acr, Amr, IdentityLevel};
use shared::clock::Timestamp;

use super::level::Assurance;
use crate::accounts::AccountId;
use crate::upstream::Service;

/// Names a session towards relying parties (`sid`); opens nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Sid(String);

impl Sid {
    pub(crate) const fn new(sid: String) -> Self {
        Self(sid)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Sid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a session is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Everything of the account.
    Full,
    /// Securing an account that has no factor yet, nothing else (S48).
    Enrolling,
    /// Securing an account anew whose factor is lost, nothing else.
    Recovering,
    /// Keeping an account that is about to be deleted, nothing else (S89).
    Leaving,
}

impl Stage {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Enrolling => "enrolling",
            Self::Recovering => "recovering",
            Self::Leaving => "leaving",
        }
    }
}

/// What a sign-in at an upstream provider was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Factors {
    /// No more than a password there.
    One,
    Two,
    /// And the code of this account.
    OneAndCode,
}

/// How a person proved who they are, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Strength {
    pub(crate) acr: Acr,
    pub(crate) amr: Vec<Amr>,
    pub(crate) auth_time: Timestamp,
    /// What of a proven identity still holds.
    pub(crate) assurance: Option<Assurance>,
}

impl Strength {
    /// Password alone.
    pub(crate) fn password(at: Timestamp) -> Self {
        Self {
            acr: Acr::Password,
            amr: vec![Amr::Pwd],
            auth_time: at,
            assurance: None,
        }
    }

    /// Password and TOTP code.
    pub(crate) fn password_and_totp(at: Timestamp) -> Self {
        Self {
            acr: Acr::MultiFactor,
            amr: vec![Amr::Pwd, Amr::Otp, Amr::Mfa],
            auth_time: at,
            assurance: None,
        }
    }

    /// A sign-in at an upstream provider, with our `code` as a further factor.
    pub(crate) fn upstream(at: Timestamp, service: Service, factors: Factors) -> Self {
        let amr = match factors {
            Factors::One => vec![service.amr()],
            Factors::Two => vec![service.amr(), Amr::Mfa],
            Factors::OneAndCode => vec![service.amr(), Amr::Otp, Amr::Mfa],
        };
        Self {
            acr: match factors {
                Factors::One => Acr::Password,
                Factors::Two | Factors::OneAndCode => Acr::MultiFactor,
            },
            amr,
            auth_time: at,
            assurance: None,
        }
    }

    /// The `acr` for who asked for at least `level`, or for none. The level that was reached is
    /// told to who asked for one, and where it was the sign-in itself; a local sign-in never claims
    /// one.
    pub(crate) fn acr_for(&self, level: Option<IdentityLevel>) -> &'static str {
        let by_identity = self
            .amr
            .iter()
            .any(|it| matches!(it, Amr::BundId | Amr::Muk));
        match self.assurance {
            Some(proven) if level.map_or(by_identity, |level| proven.level >= level) => {
                proven.level.as_str()
            }
            _ => self.acr.as_str(),
        }
    }

    /// A passkey with user verification; `synced` when it can leave its device.
    pub(crate) fn passkey(at: Timestamp, synced: bool) -> Self {
        Self {
            acr: Acr::PhishingResistant,
            amr: vec![
                if synced { Amr::Swk } else { Amr::Hwk },
                Amr::User,
                Amr::Mfa,
            ],
            auth_time: at,
            assurance: None,
        }
    }
}

/// A living session.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) sid: Sid,
    pub(crate) account: AccountId,
    pub(crate) stage: Stage,
    pub(crate) strength: Strength,
    pub(crate) created_at: Timestamp,
    pub(crate) last_seen_at: Timestamp,
    /// The language that was chosen during the session.
    pub(crate) locale: Option<String>,
}

/// Where a session was opened.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place<'a> {
    /// Which of the account's browsers; none: not for a full sign-in.
    pub(crate) browser_id: Option<&'a str>,
    /// What browser and system are called; empty: not known.
    pub(crate) browser: &'a str,
    pub(crate) system: &'a str,
    /// The network, shortened.
    pub(crate) address: &'a str,
}

/// A session as its person reads of it, also after its end.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) sid: Sid,
    pub(crate) amr: Vec<Amr>,
    pub(crate) auth_time: Timestamp,
    pub(crate) created_at: Timestamp,
    pub(crate) last_seen_at: Timestamp,
    pub(crate) is_ended: bool,
    pub(crate) browser: String,
    pub(crate) system: String,
    pub(crate) address: String,
}
