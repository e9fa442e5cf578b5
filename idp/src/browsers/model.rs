use std::net::IpAddr;

use serde::Serialize;
use shared::clock::Timestamp;
use shared::secret::Token;

use crate::accounts::AccountId;
use crate::passkeys;

/// A cookie has tokens of so many accounts; the one that was used longest ago makes room.
const MOST: usize = 6;

/// Names a browser of an account; opens nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct BrowserId(String);

impl BrowserId {
    pub(crate) const fn new(id: String) -> Self {
        Self(id)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a browser shows and says of itself.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    tokens: Vec<Token>,
    /// Its common name; empty: not known.
    pub(crate) browser: &'static str,
    /// That of its system.
    pub(crate) system: &'static str,
    /// The network that it comes from: shortened, as people may read it.
    pub(crate) address: String,
}

impl Visit {
    pub(crate) fn new(shown: &str, user_agent: &str, address: IpAddr) -> Self {
        let (browser, system) = passkeys::recognise(user_agent);
        Self {
            tokens: shown
                .split('.')
                .filter_map(Token::parse)
                .take(MOST)
                .collect(),
            browser,
            system,
            address: shared::audit::shortened(address),
        }
    }

    pub(crate) fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// What the browser shows from now on: `token` first, then those of other accounts.
    pub(super) fn shows(&self, token: &Token) -> Shown {
        let others = self.tokens.iter().filter(|it| *it != token);
        let all: Vec<&str> = std::iter::once(token)
            .chain(others)
            .take(MOST)
            .map(Token::reveal)
            .collect();
        Shown(all.join("."))
    }
}

/// What a browser is to show at its next visits.
#[derive(Clone)]
pub(crate) struct Shown(String);

impl Shown {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shown(…)")
    }
}

/// A browser that the account has signed in with.
#[expect(clippy::struct_field_names, reason = "a browser of that name")]
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Browser {
    pub(crate) id: BrowserId,
    pub(crate) browser: String,
    pub(crate) system: String,
    pub(crate) first_seen_at: Timestamp,
    pub(crate) last_seen_at: Timestamp,
}

/// A sign-in that the owner was told of.
#[derive(Debug, Clone)]
pub(crate) struct Notice {
    pub(crate) account: AccountId,
    pub(crate) sid: String,
    pub(crate) browser_id: BrowserId,
    pub(crate) browser: String,
    pub(crate) system: String,
    pub(crate) address: String,
    pub(crate) at: Timestamp,
}

#[cfg(test)]
mod tests {
    use shared::clock::SystemEntropy;

    use super::*;

    #[test]
    fn a_cookie_keeps_the_latest_accounts() {
        let address = IpAddr::from([192, 0, 2, 7]);
        let mut shown = "no.token".to_owned();
        let tokens: Vec<Token> = (0..8).map(|_| Token::generate(&SystemEntropy)).collect();
        for token in &tokens {
            let visit = Visit::new(&shown, "", address);
            shown = visit.shows(token).as_str().to_owned();
        }
        let visit = Visit::new(&shown, "", address);
        let latest: Vec<_> = tokens.iter().rev().take(MOST).cloned().collect();
        assert_eq!(visit.tokens(), latest);
        let again = visit.shows(&latest[3]);
        assert!(again.as_str().starts_with(latest[3].reveal()));
        assert_eq!(Visit::new(again.as_str(), "", address).tokens().len(), MOST);
    }
}
