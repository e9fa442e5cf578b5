//! A request from asking to its end.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::random_id;

use super::{Closing, RequestId, Told, store};
use crate::audit;
use crate::residents::ResidentId;

/// Keeps a request; `false` when this account has an open one already.
pub(crate) async fn place(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    resident: &ResidentId,
    told: &Told,
) -> Result<bool, StoreError> {
    let id = RequestId::new(random_id(entropy));
    if !store::insert(tx, &id, resident, told, now).await? {
        return Ok(false);
    }
    let event = own("code.requested", &id, resident);
    audit::record(tx, entropy, now, event).await?;
    Ok(true)
}

/// Takes the open request of this account back; `false` when there is none.
pub(crate) async fn withdraw(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    resident: &ResidentId,
) -> Result<bool, StoreError> {
    let Some(id) = store::withdraw(tx, resident, now).await? else {
        return Ok(false);
    };
    let event = own("code.request_withdrawn", &id, resident);
    audit::record(tx, entropy, now, event).await?;
    Ok(true)
}

/// The office closes an open request, once; who had asked. `None`: somebody else was faster. The
/// caller writes the log: it knows the case.
pub(crate) async fn close(
    tx: &mut Tx,
    id: &RequestId,
    closing: Closing,
    (staff, now): (&ResidentId, Timestamp),
) -> Result<Option<ResidentId>, StoreError> {
    store::close(tx, id, closing, (staff, now)).await
}

fn own<'a>(name: &'static str, id: &RequestId, resident: &'a ResidentId) -> audit::Event<'a> {
    audit::Event {
        name,
        by: audit::By::Resident(resident.as_str()),
        about: Some(resident.as_str()),
        case: None,
        on_behalf: None,
        details: json!({ "request": id.as_str() }),
    }
}
