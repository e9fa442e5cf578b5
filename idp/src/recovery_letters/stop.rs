//! „Ich war das nicht": the link that every address got stops the letter, wherever it is.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::Token;

use super::store;
use crate::accounts::{self, AccountId};
use crate::audit;
use crate::recovery_codes::{self, Kind};

/// Whether the link still stops anything.
pub(super) async fn look(tx: &mut Tx, token: &Token, now: Timestamp) -> Result<bool, StoreError> {
    Ok(store::stoppable(tx, &token.hash(), now).await?.is_some())
}

/// Uses the link up: the letter is not handed over any more, and a code that is under way is dead.
/// Says whether the link was good.
pub(super) async fn stop(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    token: &Token,
) -> Result<bool, StoreError> {
    let Some(account) = store::stoppable(tx, &token.hash(), now).await? else {
        return Ok(false);
    };
    // In the order of whoever hands the letter over meanwhile.
    accounts::lock(tx, &account, now).await?;
    let Some(had_code) = store::stop(tx, &token.hash(), now).await? else {
        return Ok(false);
    };
    if had_code {
        recovery_codes::revoke(tx, &account, Kind::Letter, now).await?;
    }
    record_stopped(tx, entropy, now, &account).await?;
    Ok(true)
}

/// Writes into the history that no letter comes any more.
pub(super) async fn record_stopped(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    account: &AccountId,
) -> Result<(), StoreError> {
    let event = audit::Event {
        name: "recovery_letter.stopped",
        by: audit::By::Account(account.as_str()),
        about: Some(account.as_str()),
        on_behalf: None,
        details: json!({}),
    };
    audit::record(tx, entropy, now, event).await
}
