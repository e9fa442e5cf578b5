//! Reactivating (S95): the person signs in as before; what was open before stays dead.

use serde_json::json;
use shared::claims::AccountEvent;
use shared::clock::{Entropy, Timestamp};
use shared::db::Tx;

use super::{DeedError, target};
use crate::accounts::{self, Account, AccountId};
use crate::oauth::{self, Acquaintances};
use crate::roles::Actor;
use crate::{audit, endings};

/// Reactivates the account; the account as it is now, and whether that is new.
pub(crate) async fn reactivate(
    tx: &mut Tx,
    (acquaintances, entropy): (Acquaintances<'_>, &dyn Entropy),
    now: Timestamp,
    actor: Actor<'_>,
    id: &AccountId,
) -> Result<(Account, bool), DeedError> {
    let (account, _) = target(tx, actor, id).await?;
    if !accounts::reactivate(tx, id, now).await? {
        return Ok((account, false));
    }
    // A sign-in that overlapped the deactivation may have left something.
    endings::everything(tx, id, now).await?;
    let told = (acquaintances, entropy);
    oauth::announce(tx, told, now, id, AccountEvent::Enabled).await?;
    let event = audit::Event {
        name: "account.reactivated",
        by: actor.by(),
        about: Some(id.as_str()),
        on_behalf: None,
        details: json!({}),
    };
    audit::record(tx, entropy, now, event).await?;
    let account = accounts::find(tx, id).await?.ok_or(DeedError::Unknown)?;
    Ok((account, true))
}
