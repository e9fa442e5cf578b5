use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use shared::claims::{ACCESS_TOKEN_TYPE, EVENT_TOKEN_TYPE, LOGOUT_TOKEN_TYPE};

/// What a signed token is, as its `typ` header says: one kind never passes for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenType {
    /// OpenID Connect Core §2.
    Id,
    /// RFC 9068 §2.1.
    Access,
    /// Back-Channel Logout §2.4.
    Logout,
    /// RFC 8417 §2.3.
    Event,
    /// Signed userinfo (OpenID Connect Core §5.3.2), for which no `typ` is agreed on.
    UserInfo,
}

impl TokenType {
    pub(super) const fn header(self) -> Option<&'static str> {
        match self {
            Self::Id => Some("JWT"),
            Self::Access => Some(ACCESS_TOKEN_TYPE),
            Self::Logout => Some(LOGOUT_TOKEN_TYPE),
            Self::Event => Some(EVENT_TOKEN_TYPE),
            Self::UserInfo => None,
        }
    }
}

/// What tokens are signed with (RFC 7518 §3, RFC 8037 §3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Algorithm {
    /// P-256; everything is signed with it unless a client names another.
    #[serde(rename = "ES256")]
    Es256,
    /// PKCS#1 v1.5, for clients that know nothing else (OpenID Connect Core §15.1).
    #[serde(rename = "RS256")]
    Rs256,
    #[serde(rename = "PS256")]
    Ps256,
    /// Ed25519.
    #[serde(rename = "EdDSA")]
    EdDsa,
}

impl Algorithm {
    pub(crate) const ALL: [Self; 4] = [Self::Es256, Self::Rs256, Self::Ps256, Self::EdDsa];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
            Self::EdDsa => "EdDSA",
        }
    }

    pub(super) const fn jws(self) -> jsonwebtoken::Algorithm {
        match self {
            Self::Es256 => jsonwebtoken::Algorithm::ES256,
            Self::Rs256 => jsonwebtoken::Algorithm::RS256,
            Self::Ps256 => jsonwebtoken::Algorithm::PS256,
            Self::EdDsa => jsonwebtoken::Algorithm::EdDSA,
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Algorithm {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut all = Self::ALL.into_iter();
        let found = all.find(|it| it.as_str() == text);
        found.ok_or("must be ES256, RS256, PS256 or EdDSA")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_other_word_is_an_algorithm(text in "(ES|RS|PS|HS)(256|384|512)|[nN][oO][nN][eE]|EdDSA|\\PC{0,12}") {
            if let Ok(algorithm) = text.parse::<Algorithm>() {
                prop_assert_eq!(algorithm.to_string(), text.as_str());
                prop_assert!(!text.starts_with("HS"));
            }
        }
    }
}
