//! A fresh code: in place of all earlier open ones of the case and purpose, or beside them.

use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use super::{CodeId, Purpose, UnlockCode, store};
use crate::cases::CaseId;

/// What a code is issued for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub(crate) case: &'a CaseId,
    pub(crate) purpose: Purpose,
    /// The member of the staff (a resident's id).
    pub(crate) by: Option<&'a str>,
    pub(crate) lifetime: Duration,
}

/// Keeps `code` with the hash of its secret; the ids of the codes that died for it. `None` when
/// another code has this name already: draw again.
pub(crate) async fn issue(
    tx: &mut Tx,
    wanted: Wanted<'_>,
    code: (&UnlockCode, &str),
    now: Timestamp,
) -> Result<Option<Vec<CodeId>>, StoreError> {
    let dead = store::revoke_open(tx, wanted.case, wanted.purpose, now).await?;
    let kept = keep(tx, wanted, code, now).await?;
    Ok(kept.then_some(dead))
}

/// The same beside the others; `false` when another code has this name already.
pub(crate) async fn add(
    tx: &mut Tx,
    (case, purpose): (&CaseId, Purpose),
    code: (&UnlockCode, &str),
    now: Timestamp,
    lifetime: Duration,
) -> Result<bool, StoreError> {
    let wanted = Wanted {
        case,
        purpose,
        by: None,
        lifetime,
    };
    keep(tx, wanted, code, now).await
}

async fn keep(
    tx: &mut Tx,
    wanted: Wanted<'_>,
    (code, secret_hash): (&UnlockCode, &str),
    now: Timestamp,
) -> Result<bool, StoreError> {
    let new = store::NewCode {
        id: &code.id(),
        case: wanted.case,
        purpose: wanted.purpose,
        secret_hash,
        issued_by: wanted.by,
        issued_at: now,
        expires_at: now + wanted.lifetime,
    };
    store::insert(tx, new).await
}
