//! The old address takes the account back: for whoever did not want the change.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::Token;

use super::store::{self, Change};
use crate::accounts::{self, Account};
use crate::{audit, endings, passwords, recovery};

/// The account has its old address again.
#[derive(Debug)]
pub(super) struct Stopped {
    pub(super) account: Account,
    /// The link by which a new password is to be chosen, if the account had one.
    pub(super) reset: Option<Token>,
}

/// The change that a link undoes, while it is good.
pub(super) async fn look(
    tx: &mut Tx,
    token: &Token,
    now: Timestamp,
) -> Result<Option<Change>, StoreError> {
    store::stoppable(tx, &token.hash(), now).await
}

/// Uses the link up, brings the old address back and ends everything that is open. A password counts
/// no more: `nobodys` is the hash of one that nobody knows. `None`: the link is dead; the transaction
/// is not to be committed then.
pub(super) async fn stop(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    token: &Token,
    nobodys: &str,
) -> Result<Option<Stopped>, StoreError> {
    let Some(id) = store::consume_stop(tx, &token.hash(), now).await? else {
        return Ok(None);
    };
    if !accounts::restore_email(tx, &id, now).await? {
        return Ok(None);
    }
    endings::everything(tx, &id, now).await?;
    recovery::void(tx, &id, now).await?;
    let has_password = passwords::stored(tx, &id).await?.is_some();
    let reset = if has_password {
        passwords::set(tx, &id, nobodys, now).await?;
        Some(recovery::link(tx, entropy, now, &id).await?)
    } else {
        None
    };
    let event = audit::Event {
        name: "email.change_stopped",
        by: audit::By::Account(id.as_str()),
        about: Some(id.as_str()),
        on_behalf: None,
        details: serde_json::json!({}),
    };
    audit::record(tx, entropy, now, event).await?;
    let account = accounts::find(tx, &id).await?;
    Ok(account.map(|account| Stopped { account, reset }))
}
