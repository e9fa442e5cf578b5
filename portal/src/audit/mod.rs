//! What happened, append-only: who, whom, what, when, from where. Holds no secret, no token, no
//! code, and no free text about third persons.

mod keeper;
mod list;
mod store;

use serde_json::Value;
pub(crate) use shared::audit::By;
use shared::audit::Personal;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::random_id;

pub(crate) use keeper::Keeper;
pub(crate) use list::{BEGINNING, Wanted, Whose, list};
pub(crate) use store::export;

/// Something that happened.
#[derive(Debug, Clone)]
pub(crate) struct Event<'a> {
    /// Dotted name: `sign_in.succeeded`. The person reads the text `history-event-…` of that name.
    pub(crate) name: &'static str,
    /// Who did it.
    pub(crate) by: By<'a>,
    /// Whom it was about: a resident.
    pub(crate) about: Option<&'a str>,
    /// Which case it was about; whoever has unlocked it reads the entry.
    pub(crate) case: Option<&'a str>,
    /// For whom it was done, if for somebody else.
    pub(crate) on_behalf: Option<&'a str>,
    /// What else is worth knowing; never a secret.
    pub(crate) details: Value,
}

/// Writes `event` in the transaction of what it tells about.
pub(crate) async fn record(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    event: Event<'_>,
) -> Result<(), StoreError> {
    tracing::info!(event = event.name, resident.id = event.about, "audit");
    let own = |text: Option<&str>| text.map(str::to_owned);
    let personal = Personal {
        by: Some(event.by.into()),
        about: own(event.about),
        case: own(event.case),
        on_behalf: own(event.on_behalf),
        address: shared::audit::origin(),
        details: event.details,
    };
    store::insert(tx, &random_id(entropy), now, (event.name, &personal)).await
}
