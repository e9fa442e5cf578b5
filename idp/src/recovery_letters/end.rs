//! The account was secured anew in another way: no letter is needed any more, and none is to lie
//! around in a letter box.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use super::stop::record_stopped;
use super::store;
use crate::accounts::AccountId;
use crate::recovery_codes::{self, Kind};

/// Ends a letter that waits, and the code of one that is under way; says whether there was one.
/// The account must be locked, as whoever hands the letter over meanwhile locks it.
pub(crate) async fn end(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    account: &AccountId,
) -> Result<bool, StoreError> {
    let waited = store::end(tx, account, now).await?;
    let under_way = recovery_codes::revoke(tx, account, Kind::Letter, now).await?;
    if !waited && !under_way {
        return Ok(false);
    }
    record_stopped(tx, entropy, now, account).await?;
    Ok(true)
}
