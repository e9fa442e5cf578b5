//! The holder has changed their mind: the account stays as it was, and they sign in anew.

use serde_json::json;
use shared::claims::AccountEvent;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use crate::accounts::{self, Account, AccountId};
use crate::oauth::{self, Acquaintances};
use crate::{audit, deletions, endings};

/// The account, if it was still there to be kept.
pub(super) async fn keep(
    tx: &mut Tx,
    (acquaintances, entropy): (Acquaintances<'_>, &dyn Entropy),
    now: Timestamp,
    id: &AccountId,
) -> Result<Option<Account>, StoreError> {
    // The job that deletes waits for this lock, or has had it: then there is nothing to keep.
    accounts::lock(tx, id, now).await?;
    if !deletions::keep(tx, id).await? {
        return Ok(None);
    }
    // Sessions that were good only for this.
    endings::everything(tx, id, now).await?;
    let told = (acquaintances, entropy);
    oauth::announce(tx, told, now, id, AccountEvent::Enabled).await?;
    let event = audit::Event {
        name: "account.kept",
        by: audit::By::Account(id.as_str()),
        about: Some(id.as_str()),
        on_behalf: None,
        details: json!({}),
    };
    audit::record(tx, entropy, now, event).await?;
    accounts::find(tx, id).await
}
