//! The words between the servers: scopes, claim names, strengths, roles. Two programs that
//! never import each other agree here.

mod level;
mod staff;
mod verified;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use level::IdentityLevel;
pub use staff::{Action, Role, may_grant};
pub use verified::{
    ORGANIZATION_ID, ORGANIZATION_LEGAL_FORM, ORGANIZATION_NAME, ORGANIZATION_REGISTER_COURT,
    ORGANIZATION_REGISTER_NUMBER, ORGANIZATION_REGISTER_TYPE, TRUST_FRAMEWORK, VERIFIABLE,
    VERIFIED_CLAIMS, Verification, VerifiedClaims, ask_verified, verified_text,
};

/// Scopes (RFC 6749 §3.3).
pub mod scope {
    /// An ID token is wanted (OpenID Connect Core §3.1.2.1).
    pub const OPENID: &str = "openid";
    /// Name, language and further details.
    pub const PROFILE: &str = "profile";
    /// E-mail address.
    pub const EMAIL: &str = "email";
    /// Postal address.
    pub const ADDRESS: &str = "address";
    /// Telephone number.
    pub const PHONE: &str = "phone";
    /// A refresh token is wanted.
    pub const OFFLINE_ACCESS: &str = "offline_access";
    /// Portal: the unlocked profile.
    pub const PORTAL_PROFILE: &str = "portal.profile";
    /// Portal: change the address on the profile.
    pub const PORTAL_PROFILE_WRITE: &str = "portal.profile.write";
    /// Portal: applications and their state.
    pub const PORTAL_PROCEEDINGS: &str = "portal.proceedings";
    /// Portal: messages.
    pub const PORTAL_MESSAGES: &str = "portal.messages";
    /// Portal: documents.
    pub const PORTAL_DOCUMENTS: &str = "portal.documents";
    /// Portal: appointments.
    pub const PORTAL_APPOINTMENTS: &str = "portal.appointments";
    /// Portal: jobs.
    pub const PORTAL_JOBS: &str = "portal.jobs";
    /// Portal: measures, for education providers.
    pub const PORTAL_MEASURES: &str = "portal.measures";
    /// Provider: accounts, for staff.
    pub const IDP_ACCOUNTS: &str = "idp.accounts";
    /// Provider: invitations, for staff.
    pub const IDP_INVITATIONS: &str = "idp.invitations";

    /// Provider: letters that bring recovery codes, for the program that posts them.
    pub const IDP_LETTERS: &str = "idp.letters";

    /// Whether it is granted to staff alone.
    #[must_use]
    pub fn is_for_staff(scope: &str) -> bool {
        [IDP_ACCOUNTS, IDP_INVITATIONS].contains(&scope)
    }

    /// Whether it is granted to no person at all: a program has it for itself.
    #[must_use]
    pub fn is_for_programs(scope: &str) -> bool {
        scope == IDP_LETTERS
    }

    /// Whether it is for the operator's own applications alone.
    #[must_use]
    pub fn is_for_operator(scope: &str) -> bool {
        is_for_staff(scope) || is_for_programs(scope)
    }

    /// Every scope there is.
    pub const ALL: &[&str] = &[
        OPENID,
        PROFILE,
        EMAIL,
        ADDRESS,
        PHONE,
        OFFLINE_ACCESS,
        PORTAL_PROFILE,
        PORTAL_PROFILE_WRITE,
        PORTAL_PROCEEDINGS,
        PORTAL_MESSAGES,
        PORTAL_DOCUMENTS,
        PORTAL_APPOINTMENTS,
        PORTAL_JOBS,
        PORTAL_MEASURES,
        IDP_ACCOUNTS,
        IDP_INVITATIONS,
        IDP_LETTERS,
    ];
}

/// `typ` header of an access token (RFC 9068 §2.1).
pub const ACCESS_TOKEN_TYPE: &str = "at+jwt";
/// `typ` header of a logout token (OpenID Connect Back-Channel Logout §2.4).
pub const LOGOUT_TOKEN_TYPE: &str = "logout+jwt";
/// The member of `events` that makes a logout token one.
pub const LOGOUT_EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// `typ` header of a security event token (RFC 8417 §2.3).
pub const EVENT_TOKEN_TYPE: &str = "secevent+jwt";

/// What happened to an account, as applications are told (`OpenID` RISC Profile 1.0 §2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountEvent {
    /// It opens nothing: its holder wants it gone, or the office has deactivated it.
    Disabled,
    /// It opens again.
    Enabled,
    /// It is gone for good.
    Purged,
}

impl AccountEvent {
    /// Every event.
    pub const ALL: [Self; 3] = [Self::Disabled, Self::Enabled, Self::Purged];

    /// Its word in a database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Disabled => "disabled",
            Self::Enabled => "enabled",
            Self::Purged => "purged",
        }
    }

    /// The event of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.word() == word)
    }

    /// The member of `events` that says so.
    #[must_use]
    pub const fn uri(self) -> &'static str {
        match self {
            Self::Disabled => {
                "https://schemas.openid.net/secevent/risc/event-type/account-disabled"
            }
            Self::Enabled => "https://schemas.openid.net/secevent/risc/event-type/account-enabled",
            Self::Purged => "https://schemas.openid.net/secevent/risc/event-type/account-purged",
        }
    }
}

/// How strongly a person signed in: the authentication context class (`acr`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Acr {
    /// Phishing-resistant: a passkey.
    PhishingResistant,
    /// Password and TOTP.
    MultiFactor,
    /// Password alone; reaches no relying party unless a setting allows it.
    Password,
}

impl Acr {
    /// The value in tokens and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PhishingResistant => "phr",
            Self::MultiFactor => "urn:schluesselbund:acr:mfa",
            Self::Password => "urn:schluesselbund:acr:password",
        }
    }
}

impl fmt::Display for Acr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is no value of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown value")]
pub struct UnknownValue;

impl FromStr for Acr {
    type Err = UnknownValue;

    fn from_str(text: &str) -> Result<Self, UnknownValue> {
        [Self::PhishingResistant, Self::MultiFactor, Self::Password]
            .into_iter()
            .find(|acr| acr.as_str() == text)
            .ok_or(UnknownValue)
    }
}

/// Means that were used (`amr`, RFC 8176).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Amr {
    /// Password.
    Pwd,
    /// One-time code.
    Otp,
    /// More than one factor.
    Mfa,
    /// A key that cannot leave its hardware.
    Hwk,
    /// A key that software keeps (a synced passkey).
    Swk,
    /// The person was present.
    User,
    /// Signed in at BundID.
    BundId,
    /// Signed in at Mein Unternehmenskonto.
    Muk,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acr_values_read_back() {
        for acr in [Acr::PhishingResistant, Acr::MultiFactor, Acr::Password] {
            assert_eq!(acr.as_str().parse(), Ok(acr));
        }
        assert_eq!("PHR".parse::<Acr>(), Err(UnknownValue));
    }
}
