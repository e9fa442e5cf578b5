use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};
use shared::claims::Role;

/// The text is no id that a provider would give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub(crate) struct NoId;

/// Fit to stand in a path: what else a visitor writes there never reaches the provider.
fn is_id(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    (1..=100).contains(&text.len()) && text.chars().all(plain)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub(crate) struct $name(String);

        impl $name {
            pub(crate) fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NoId;

            fn from_str(text: &str) -> Result<Self, NoId> {
                is_id(text).then(|| Self(text.to_owned())).ok_or(NoId)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NoId;

            fn try_from(text: String) -> Result<Self, NoId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// Names an account at the provider: its `sub` towards us.
    AccountId;
    /// Names an invitation at the provider.
    InvitationId;
    /// Names a request for a recovery code at the provider.
    RecoveryId;
}

/// An account as the provider tells it: never a secret.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Account {
    pub(crate) id: AccountId,
    pub(crate) email: String,
    /// None: it is active.
    #[serde(default)]
    pub(crate) deactivated: Option<Deactivated>,
    pub(crate) created_at: i64,
    #[serde(default)]
    pub(crate) last_sign_in_at: Option<i64>,
    #[serde(default)]
    pub(crate) factors: Factors,
    /// None: a citizen's.
    #[serde(default, deserialize_with = "known_roles")]
    pub(crate) roles: Vec<Role>,
    /// After a change: it was not so before.
    #[serde(default = "yes")]
    pub(crate) changed: bool,
}

const fn yes() -> bool {
    true
}

/// What someone may do in the office right now.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Standing {
    #[serde(deserialize_with = "known_roles")]
    pub(super) roles: Vec<Role>,
}

impl Account {
    /// Whether it belongs to the office.
    pub(crate) fn is_staff(&self) -> bool {
        !self.roles.is_empty()
    }
}

/// Since when, why.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Deactivated {
    pub(crate) at: i64,
    #[serde(default)]
    pub(crate) reason: String,
}

/// With what the person signs in.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Factors {
    #[serde(default)]
    pub(crate) password: bool,
    #[serde(default)]
    pub(crate) totp: Option<Totp>,
    #[serde(default)]
    pub(crate) passkeys: Vec<Passkey>,
    /// `bundid`, `mein-uk`.
    #[serde(default)]
    pub(crate) identities: Vec<String>,
}

/// A second factor.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Totp {
    pub(crate) since: i64,
}

/// A passkey, without its name: that is the person's own.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Passkey {
    pub(crate) created_at: i64,
    #[serde(default)]
    pub(crate) last_used_at: Option<i64>,
}

/// A recovery code that waits for a second person.
#[derive(Debug, Deserialize)]
pub(super) struct AskedRecovery {
    pub(super) request: RecoveryId,
}

/// A recovery code for the hands of the person. Nothing of it is kept here.
#[derive(Clone, Deserialize)]
pub(crate) struct HandedCode {
    code: String,
    pub(crate) expires_at: i64,
}

impl HandedCode {
    /// For the one page that shows it.
    pub(crate) fn reveal(&self) -> &str {
        &self.code
    }
}

impl fmt::Debug for HandedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HandedCode(…)")
    }
}

/// Someone who has been invited and has not come yet.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Invitation {
    pub(crate) id: InvitationId,
    pub(crate) email: String,
    #[serde(default, deserialize_with = "known_roles")]
    pub(crate) roles: Vec<Role>,
    pub(crate) created_at: i64,
    pub(crate) expires_at: i64,
    /// In which language it was written, if the provider tells.
    #[serde(default)]
    pub(crate) lang: Option<String>,
}

/// The roles that this portal knows.
fn known_roles<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Role>, D::Error> {
    let words = Vec::<String>::deserialize(from)?;
    Ok(words.iter().filter_map(|word| word.parse().ok()).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use serde_json::json;

    #[test]
    fn an_id_stays_one_segment_of_a_path() {
        for text in ["abc", "01HZ-x_y", "a"] {
            assert_eq!(text.parse::<AccountId>().map(String::from), Ok(text.into()));
        }
        let long = "a".repeat(101);
        for text in [
            "",
            ".",
            "..",
            "a/b",
            "a?b",
            "a%2fb",
            "ä",
            " a",
            long.as_str(),
        ] {
            assert_eq!(text.parse::<AccountId>(), Err(NoId), "{text:?}");
        }
    }

    #[test]
    fn what_is_new_or_missing_in_an_answer_harms_nothing() {
        let told = json!({
            "id": "a", "email": "kim@example.org", "state": "active", "created_at": 1,
            "roles": ["staff.lead", "staff.of-tomorrow"], "something": { "new": true },
        });
        let account: Account = serde_json::from_value(told).expect("reads");
        assert_eq!(account.roles, [Role::Lead]);
        assert!(account.deactivated.is_none() && account.factors.passkeys.is_empty());
    }

    proptest! {
        #[test]
        fn an_id_stays_in_its_part_of_a_path(text in "[a-z2-7_-]{0,110}|\\PC{0,30}") {
            if let Ok(id) = text.parse::<AccountId>() {
                prop_assert_eq!(id.to_string(), text.as_str());
                prop_assert!((1..=100).contains(&text.len()) && !text.contains(['/', '.', '%', '?', '#']));
            }
        }
    }
}
