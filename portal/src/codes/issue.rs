//! A fresh code: in place of all earlier open ones of the case and purpose, or beside them.

use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use super::{CodeId, Purpose, UnlockCode, store};
use crate::cases::CaseId;

/// Keeps `code` with the hash of its secret; the ids of the codes that died for it. `None` when
/// another code has this name already: draw again.
pub(crate) async fn issue(
    tx: &mut Tx,
    (case, purpose): (&CaseId, Purpose),
    code: (&UnlockCode, &str),
    now: Timestamp,
    lifetime: Duration,
) -> Result<Option<Vec<CodeId>>, StoreError> {
    let dead = store::revoke_open(tx, case, purpose, now).await?;
    let kept = add(tx, (case, purpose), code, now, lifetime).await?;
    Ok(kept.then_some(dead))
}

/// The same beside the others; `false` when another code has this name already.
pub(crate) async fn add(
    tx: &mut Tx,
    (case, purpose): (&CaseId, Purpose),
    (code, secret_hash): (&UnlockCode, &str),
    now: Timestamp,
    lifetime: Duration,
) -> Result<bool, StoreError> {
    let new = store::NewCode {
        id: &code.id(),
        case,
        purpose,
        secret_hash,
        issued_at: now,
        expires_at: now + lifetime,
    };
    store::insert(tx, new).await
}
