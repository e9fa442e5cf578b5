//! Everything that a sign-in opened is dead at once, here and at relying parties.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use crate::accounts::{self, AccountId};
use crate::{oauth, sessions};

/// Ends every session, grant, code and token of the account, and tells relying parties of all of
/// them: their own sessions may have outlived ours. Ring [`crate::app::Parts::sessions_ended`]
/// after the commit.
pub(super) async fn end_everything(
    tx: &mut Tx,
    account: &AccountId,
    now: Timestamp,
) -> Result<(), StoreError> {
    accounts::end_sessions(tx, account, now).await?;
    sessions::end_others(tx, account, None, now).await?;
    oauth::revoke_all(tx, account, now).await?;
    oauth::tell_account(tx, account, now).await
}
