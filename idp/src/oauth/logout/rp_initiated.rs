//! What a relying party's sign-out request is good for (RP-Initiated Logout §2, §3).

use std::sync::Arc;

use shared::db::{Db, StoreError};

use crate::accounts::AccountId;
use crate::clients::{Client, Clients};
use crate::keys::Keyring;
use crate::oauth::Names;
use crate::oauth::params::Params;
use crate::oauth::token::id_token;

/// Where the browser goes when the session has ended: a registered address, never another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::oauth) struct Way {
    address: String,
    state: Option<String>,
}

impl Way {
    /// The address with `state`.
    pub(in crate::oauth) fn location(&self) -> String {
        let Some(state) = &self.state else {
            return self.address.clone();
        };
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("state", state)
            .finish();
        let joint = if self.address.contains('?') { '&' } else { '?' };
        format!("{}{joint}{query}", self.address)
    }
}

/// A request, judged.
#[derive(Debug)]
pub(in crate::oauth) struct Asked {
    /// The person whom an ID token of ours names; none: the request proves nothing.
    sub: Option<String>,
    /// Where to go; only with such an ID token.
    pub(in crate::oauth) way: Option<Way>,
    /// Whether something in it does not fit: an address that is not registered, a hint that is
    /// none, another client's name.
    is_faulty: bool,
    client: Option<Arc<Client>>,
}

impl Asked {
    /// Whether the request may end this person's session without asking: only with an ID token
    /// of the same person, and when everything in it fits.
    pub(in crate::oauth) fn may_end(&self, account: &AccountId, names: &Names) -> bool {
        let client = self.client.as_ref();
        let meant = client.map(|client| names.of(account.as_str(), client));
        !self.is_faulty && meant.is_some() && self.sub.as_deref() == meant.as_deref()
    }

    /// The client's name, for the page.
    pub(in crate::oauth) fn client(&self) -> Option<String> {
        self.client.as_ref().map(|client| client.name.clone())
    }

    /// Whether a client sent the browser here, so that it may go on where nobody is signed in.
    pub(in crate::oauth) fn is_proven(&self) -> bool {
        !self.is_faulty && self.sub.is_some()
    }
}

/// Judges a request.
pub(in crate::oauth) async fn read(
    params: &Params,
    (db, clients): (&Db, &Clients),
    keys: &Keyring,
    issuer: &str,
) -> Result<Asked, StoreError> {
    let presented = params.get("id_token_hint");
    let hint = presented.and_then(|hint| id_token::read_hint(keys, issuer, hint));
    let named = params.get("client_id");
    let known = match &hint {
        Some(hint) => clients.look_up(db, &hint.aud).await?,
        None => None,
    };
    let client = known.filter(|client| named.is_none_or(|id| id == client.id.as_str()));
    let way = client.as_ref().and_then(|client| way(params, client));
    let is_lost = params.get("post_logout_redirect_uri").is_some() && way.is_none();
    let is_unproven = client.is_none() && (presented.is_some() || named.is_some());
    Ok(Asked {
        sub: client.as_ref().and(hint.as_ref()).map(|it| it.sub.clone()),
        way,
        is_faulty: params.repeated() || is_lost || is_unproven,
        client,
    })
}

/// Byte for byte: no port may vary here.
fn way(params: &Params, client: &Client) -> Option<Way> {
    let address = params.get("post_logout_redirect_uri")?;
    client
        .post_logout_redirect_uris
        .iter()
        .any(|registered| registered.is(address))
        .then(|| Way {
            address: address.to_owned(),
            state: params.get("state").map(str::to_owned),
        })
}
