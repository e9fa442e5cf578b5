//! The code that a letter's QR code brought, kept on the server for this browser until its form is
//! sent: it stands in no address, no log, no cookie.

use std::time::Duration;

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{SealingKey, TokenHash};

use super::{UnlockCode, store};

/// Long enough to register on the way, confirmation mail included.
const LIFETIME: Duration = Duration::from_hours(25);

const CONTEXT: &str = "brought_codes";

/// Keeps the code for this browser, in place of an earlier one.
pub(crate) async fn bring(
    tx: &mut Tx,
    (entropy, sealing): (&dyn Entropy, &SealingKey),
    now: Timestamp,
    visitor: &TokenHash,
    code: &UnlockCode,
) -> Result<(), StoreError> {
    let sealed = sealing.seal(entropy, CONTEXT, code.reveal().as_bytes());
    store::put_brought(tx, visitor, sealed, now + LIFETIME).await
}

/// The code that this browser brought. Who asks first is the only one to see it: on a shared
/// computer the next person does not.
pub(crate) async fn see_brought(
    tx: &mut Tx,
    sealing: &SealingKey,
    now: Timestamp,
    visitor: &TokenHash,
    resident: &str,
) -> Result<Option<UnlockCode>, StoreError> {
    let sealed = store::claim_brought(tx, visitor, resident, now).await?;
    let plain = sealed.and_then(|sealed| sealing.open(CONTEXT, &sealed));
    Ok(plain.and_then(|plain| std::str::from_utf8(&plain).ok()?.parse().ok()))
}

/// The code has been redeemed: it waits no longer.
pub(crate) async fn drop_brought(tx: &mut Tx, visitor: &TokenHash) -> Result<(), StoreError> {
    store::delete_brought(tx, visitor).await
}
