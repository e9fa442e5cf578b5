use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use shared::clock::Timestamp;
use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;

/// Names an account; also its `sub` towards first-party clients.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct AccountId(String);

impl AccountId {
    pub(crate) const fn new(id: String) -> Self {
        Self(id)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An e-mail address, kept as written. What looks and arrives the same is the same: capitals, the
/// Unicode form of a letter, and how a domain with umlauts is written do not count (T38).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct EmailAddress(String);

/// The text is no e-mail address that mail can be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub(crate) struct InvalidEmail;

impl EmailAddress {
    /// As the person wrote it.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// What addresses are compared by.
    pub(crate) fn key(&self) -> String {
        let (local, domain) = self.0.rsplit_once('@').unwrap_or((&self.0, ""));
        let local = local.nfc().collect::<String>().to_lowercase();
        let domain = match url::Host::parse(domain) {
            Ok(url::Host::Domain(ascii)) => ascii,
            _ => domain.to_lowercase(),
        };
        format!("{}@{domain}", local.nfc().collect::<String>())
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidEmail;

    fn from_str(text: &str) -> Result<Self, InvalidEmail> {
        // One form of the same letters: mail programs refuse the other.
        let text: String = text.trim().nfc().collect();
        let address: lettre::Address = text.parse().map_err(|_| InvalidEmail)?;
        let reachable = text.len() <= 254
            && (address.domain().contains('.') || address.domain() == "localhost")
            && !text.chars().any(char::is_control);
        if reachable {
            Ok(Self(text))
        } else {
            Err(InvalidEmail)
        }
    }
}

/// The address until a change, as long as its owner may bring it back.
#[derive(Debug, Clone)]
pub(crate) struct Former {
    pub(crate) email: EmailAddress,
    pub(crate) until: Timestamp,
}

/// An account with a confirmed address.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) id: AccountId,
    /// WebAuthn `user.id`.
    pub(crate) handle: Uuid,
    pub(crate) email: EmailAddress,
    pub(super) former: Option<Former>,
    /// The language that the person chose.
    pub(crate) locale: Option<String>,
    /// Sessions, grants and tokens from before this instant are dead.
    pub(crate) sessions_valid_from: Timestamp,
    pub(crate) created_at: Timestamp,
    /// The last full sign-in.
    pub(crate) last_sign_in_at: Option<Timestamp>,
    /// When the office deactivated it (S94).
    pub(crate) deactivated_at: Option<Timestamp>,
    /// Why, in the office's words, which the person never reads.
    pub(crate) deactivated_reason: Option<String>,
    /// Whose deed that was; none: the operator's.
    pub(crate) deactivated_by: Option<String>,
}

impl Account {
    /// The address until a change, while that may be undone.
    pub(crate) fn former(&self, now: Timestamp) -> Option<&Former> {
        self.former.as_ref().filter(|former| former.until > now)
    }

    /// Where the owner is told of what concerns the account's safety: also at the former address,
    /// while the change may be undone.
    pub(crate) fn addresses(&self, now: Timestamp) -> impl Iterator<Item = &EmailAddress> {
        let former = self.former(now).map(|former| &former.email);
        std::iter::once(&self.email).chain(former)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_that_mail_can_reach_are_accepted() {
        for (text, key) in [
            ("kim.klicker@example.org", "kim.klicker@example.org"),
            (" Kim+jc@Example.ORG ", "kim+jc@example.org"),
            ("kim@localhost", "kim@localhost"),
        ] {
            let email: EmailAddress = text.parse().expect(text);
            assert_eq!(email.as_str(), text.trim());
            assert_eq!(email.key(), key);
        }
    }

    #[test]
    fn what_arrives_at_the_same_place_is_the_same() {
        for text in [
            "ü@exämple.de",
            "Ü@EXÄMPLE.de",
            "u\u{308}@exa\u{308}mple.de",
            "ü@xn--exmple-cua.de",
            "U\u{308}@XN--EXMPLE-CUA.DE",
        ] {
            let email: EmailAddress = text.parse().expect(text);
            assert_eq!(email.key(), "ü@xn--exmple-cua.de", "{text}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long = format!("{}@example.org", "a".repeat(250));
        for text in [
            "",
            "kim",
            "kim@",
            "@example.org",
            "kim@host",
            "a b@example.org",
            &long,
            "a@b.c\r\nBcc: x@y.z",
        ] {
            assert_eq!(text.parse::<EmailAddress>(), Err(InvalidEmail), "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_address_is_one_line_and_reads_back(text in "[a-z.+-]{1,70}@[a-z0-9.-]{1,200}|[ -~\r\n\t\\x00äß]{0,20}@?[ -~\r\n]{0,20}|\\PC{0,60}") {
            if let Ok(email) = text.parse::<EmailAddress>() {
                let kept = email.as_str();
                prop_assert!(kept.len() <= 254 && !kept.contains(char::is_control) && kept.contains('@'));
                prop_assert_eq!(kept, text.trim());
                prop_assert_eq!(kept.parse(), Ok(email.clone()));
                let key: Result<EmailAddress, _> = email.key().parse();
                prop_assert_eq!(key.map(|it| it.key()), Ok(email.key()));
            }
        }
    }
}
