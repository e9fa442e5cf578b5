//! The names under which clients know people (OpenID Connect Core §8).
//!
//! A pairwise name is a MAC over sector and account under a key of its own: the same for ever for
//! one sector, without a table, and worthless for finding the account or another sector's name.
//! Spaces are disjoint (RFC 9700 §4.15): accounts have 26 characters, pairwise names 43, ids of
//! clients neither.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::secret::{SealingKey, hmac_sha256};

use crate::clients::{Client, Clients, Subjects};

/// Knows every client's names for people.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    key: SealingKey,
    clients: Clients,
}

impl Names {
    /// `key` is derived for this purpose and no other.
    pub(crate) const fn new(key: SealingKey, clients: Clients) -> Self {
        Self { key, clients }
    }

    /// The `sub` of an account towards a client.
    pub(crate) fn of<'a>(&self, account: &'a str, client: &Client) -> Cow<'a, str> {
        let Subjects::Pairwise(sector) = &client.subjects else {
            return Cow::Borrowed(account);
        };
        let message = format!("{sector} {account}");
        let mac = hmac_sha256(self.key.as_bytes(), message.as_bytes());
        Cow::Owned(URL_SAFE_NO_PAD.encode(mac))
    }

    /// The name of an organisation towards a client; another one for each sector.
    pub(in crate::oauth) fn of_organization(&self, organization: &str, client: &Client) -> String {
        let sector = match &client.subjects {
            Subjects::Pairwise(sector) => sector.as_str(),
            Subjects::Public => "",
        };
        // No sector holds a line break, so none of these is a person's name.
        let message = format!("organization\n{sector} {organization}");
        let mac = hmac_sha256(self.key.as_bytes(), message.as_bytes());
        URL_SAFE_NO_PAD.encode(mac)
    }

    /// The `sub` in an access token of `client` for `audience`: a resource server knows people by
    /// its own names for them, the provider itself by those of the client.
    pub(in crate::oauth) fn at<'a>(
        &self,
        account: &'a str,
        audience: &str,
        client: &Client,
    ) -> Cow<'a, str> {
        match self.clients.serving(audience) {
            Some(server) => self.of(account, &server),
            None => self.of(account, client),
        }
    }
}
