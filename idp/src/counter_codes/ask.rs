//! The first of the two.

use std::time::Duration;

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::Tx;
use shared::secret::random_id;

use super::{CounterError, store};
use crate::accounts::{self, Account, AccountId};
use crate::audit;

/// So long a second person may approve.
const WAITS: Duration = Duration::from_hours(7 * 24);

/// It waits for a second person.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) expires_at: Timestamp,
}

/// `by` has seen the person and says how they proved who they are.
pub(crate) async fn ask(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    by: &AccountId,
    (id, evidence): (&AccountId, &str),
) -> Result<Asked, CounterError> {
    target(tx, by, id).await?;
    let asked = Asked {
        id: random_id(entropy),
        expires_at: now + WAITS,
    };
    store::insert(tx, &asked, (id, by), evidence, now).await?;
    let event = audit::Event {
        name: "account.recovery_asked",
        by: audit::By::Staff(by.as_str()),
        about: Some(id.as_str()),
        on_behalf: None,
        // What was shown stays with the request: the log tells no free text about third persons.
        details: json!({ "request": asked.id }),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok(asked)
}

/// The account, if `by` may do this to it.
pub(super) async fn target(
    tx: &mut Tx,
    by: &AccountId,
    id: &AccountId,
) -> Result<Account, CounterError> {
    if by == id {
        return Err(CounterError::OwnAccount);
    }
    let account = accounts::find(tx, id).await?;
    let account = account.ok_or(CounterError::Unknown)?;
    if account.deactivated_at.is_some() {
        return Err(CounterError::Deactivated);
    }
    Ok(account)
}
