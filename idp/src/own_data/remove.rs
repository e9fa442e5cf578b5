//! The time to think is over: the account goes, and everything that names its holder.

use serde_json::json;
use shared::claims::AccountEvent;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::SealingKey;

use super::forget::forget;
use super::leave::is_last_lead;
use crate::accounts::{self, Account, AccountId};
use crate::audit::{self, Keeper};
use crate::oauth::{self, Acquaintances};
use crate::{deletions, roles};

/// Removes the account if it is due, nothing holds it, and the office keeps a lead; the account as
/// it was, so that its holder can be told.
pub(crate) async fn remove(
    tx: &mut Tx,
    (keeping, acquaintances, entropy): ((&Keeper, &SealingKey), Acquaintances<'_>, &dyn Entropy),
    now: Timestamp,
    id: &AccountId,
) -> Result<Option<Account>, StoreError> {
    roles::lock(tx, now).await?;
    // Asked again under the lock: the holder, the operator or another process may have been first.
    accounts::lock(tx, id, now).await?;
    if !deletions::is_due(tx, id, now).await? {
        return Ok(None);
    }
    if is_last_lead(tx, id).await? {
        tracing::warn!(account.id = id.as_str(), "the last lead is not deleted");
        return Ok(None);
    }
    let Some(account) = accounts::find(tx, id).await? else {
        return Ok(None);
    };
    let told = (acquaintances, entropy);
    oauth::announce(tx, told, now, id, AccountEvent::Purged).await?;
    forget(tx, keeping, &account).await?;
    let event = audit::Event {
        name: "account.deleted",
        by: audit::By::System,
        about: None,
        on_behalf: None,
        details: json!({}),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok(Some(account))
}
