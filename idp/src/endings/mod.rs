//! What ends when an account changes hands or ways in: sessions, grants, codes and tokens, here and
//! at relying parties, before the answer is sent (ASVS 7.4.2, 7.4.3). Ring
//! [`crate::app::Parts::sessions_ended`] after the commit.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use crate::accounts::{self, AccountId};
use crate::oauth;
use crate::sessions::{self, Sid};

/// Ends every session, grant, code and token of the account, and tells relying parties of all of
/// them: their own sessions may have outlived ours.
pub(crate) async fn everything(
    tx: &mut Tx,
    account: &AccountId,
    now: Timestamp,
) -> Result<(), StoreError> {
    accounts::end_sessions(tx, account, now).await?;
    sessions::end_others(tx, account, None, now).await?;
    oauth::revoke_all(tx, account, now).await?;
    oauth::tell_account(tx, account, now).await
}

/// The same but for the session `kept` and what was allowed in it. Grants that outlive their
/// session (`offline_access`) end as well.
pub(crate) async fn others(
    tx: &mut Tx,
    account: &AccountId,
    kept: &Sid,
    now: Timestamp,
) -> Result<(), StoreError> {
    sessions::end_others(tx, account, Some(kept), now).await?;
    oauth::tell_others(tx, account, kept, now).await?;
    oauth::revoke_others(tx, account, kept, now).await
}

/// Ends one session of the account with everything that was allowed in it. A session of somebody
/// else is none; says whether it still lived.
pub(crate) async fn one(
    tx: &mut Tx,
    account: &AccountId,
    sid: &Sid,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let lived = sessions::end_own(tx, account, sid, now).await?;
    oauth::tell_session(tx, account, sid, now).await?;
    oauth::revoke_session(tx, account, sid, now).await?;
    Ok(lived)
}
