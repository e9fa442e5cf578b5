//! Mail: written into an outbox in the transaction of what it tells about, delivered by a job
//! that tries again. It may hold a link that opens something: until it leaves it is sealed, and a
//! delivered message leaves no copy.

mod deliver;
mod samples;
mod store;

pub(crate) use deliver::Postman;
pub(crate) use samples::samples;

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::mail::Message;
use shared::secret::{SealingKey, hmac_sha256, random_id};

/// The outbox' own key; `sealing` is the server's.
fn sealing(sealing: &SealingKey) -> SealingKey {
    sealing.derive("mail outbox")
}

/// What finds the messages to an address: nothing that a reader of the database could try
/// addresses on.
fn recipient(sealing: &SealingKey, address: &str) -> Vec<u8> {
    let key = sealing.derive("recipients");
    hmac_sha256(key.as_bytes(), address.to_lowercase().as_bytes()).to_vec()
}

/// Puts `message` into the outbox; it leaves once `tx` is committed.
pub(crate) async fn enqueue(
    tx: &mut Tx,
    (entropy, sealing): (&dyn Entropy, &SealingKey),
    now: Timestamp,
    message: &Message,
) -> Result<(), StoreError> {
    let (id, sealing) = (random_id(entropy), self::sealing(sealing));
    let plain = serde_json::to_vec(message).map_err(|_| StoreError::Corrupt {
        table: "mail_outbox",
        column: "sealed",
    })?;
    let new = store::New {
        id: &id,
        sealed: sealing.seal(entropy, &id, &plain),
        recipient: recipient(&sealing, &message.to),
    };
    store::insert(tx, now, new).await
}

/// Removes what is still to leave for this address.
pub(crate) async fn forget(
    tx: &mut Tx,
    sealing: &SealingKey,
    address: &str,
) -> Result<(), StoreError> {
    store::forget(tx, &recipient(&self::sealing(sealing), address)).await
}
