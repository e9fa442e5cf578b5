//! Sending a browser to the provider.

use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError};
use shared::secret::{SealingKey, TokenHash};
use url::Url;

use super::{OwnPath, store};
use crate::rp::{Demand, Greeting, RelyingParty};
use shared::provider::Known;

/// Who wants to sign in, and where to go on.
#[derive(Debug)]
pub(super) struct Wish<'a> {
    pub(super) visitor: &'a TokenHash,
    pub(super) greeting: Greeting<'a>,
    pub(super) onward: Option<&'a OwnPath>,
    pub(super) demand: Demand,
}

/// Keeps what the answer will be checked against; the address to send the browser to.
pub(super) async fn begin(
    (db, rp, known): (&Db, &RelyingParty, &Known),
    (entropy, sealing): (&dyn Entropy, &SealingKey),
    now: Timestamp,
    wish: Wish<'_>,
) -> Result<Url, StoreError> {
    let begun = rp.begin(known, entropy, wish.greeting, wish.demand);
    let state = begun.state.hash();
    let plain = serde_json::to_vec(&begun.secrets).map_err(|_| CORRUPT)?;
    let sealed = sealing.seal(entropy, CONTEXT, &plain);
    let onward = wish.onward.map(OwnPath::as_str);
    let mut tx = db.write().await?;
    store::insert(&mut tx, (&state, wish.visitor), sealed, onward, now).await?;
    tx.commit().await?;
    Ok(begun.url)
}

pub(super) const CONTEXT: &str = "sign_ins";

pub(super) const CORRUPT: StoreError = StoreError::Corrupt {
    table: "sign_ins",
    column: "secrets",
};
