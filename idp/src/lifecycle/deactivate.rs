//! Deactivating (S94): the account keeps everything and opens nothing.

use serde_json::json;
use shared::claims::AccountEvent;
use shared::clock::{Entropy, Timestamp};
use shared::db::Tx;

use super::{DeedError, refuse_last_lead, target};
use crate::accounts::{self, Account, AccountId};
use crate::invitations;
use crate::oauth::{self, Acquaintances};
use crate::roles::Actor;
use crate::{audit, endings};

/// Deactivates the account; the account as it is now, and whether that is new.
pub(crate) async fn deactivate(
    tx: &mut Tx,
    (acquaintances, entropy): (Acquaintances<'_>, &dyn Entropy),
    now: Timestamp,
    actor: Actor<'_>,
    (id, reason): (&AccountId, &str),
) -> Result<(Account, bool), DeedError> {
    let (account, roles) = target(tx, actor, id).await?;
    refuse_last_lead(tx, &account, &roles).await?;
    if !accounts::deactivate(tx, id, now, (reason, actor.id())).await? {
        return Ok((account, false));
    }
    endings::everything(tx, id, now).await?;
    let told = (acquaintances, entropy);
    oauth::announce(tx, told, now, id, AccountEvent::Disabled).await?;
    invitations::withdraw_of(tx, entropy, now, (actor, id)).await?;
    let event = audit::Event {
        name: "account.deactivated",
        by: actor.by(),
        about: Some(id.as_str()),
        on_behalf: None,
        // The reason stays with the account: the log tells no free text about third persons.
        details: json!({}),
    };
    audit::record(tx, entropy, now, event).await?;
    let account = accounts::find(tx, id).await?.ok_or(DeedError::Unknown)?;
    Ok((account, true))
}
