//! Mail: written into an outbox in the transaction of what it tells about, delivered by a job
//! that tries again. A delivered message leaves no copy: it may hold a link that opens something.

mod deliver;
mod store;
mod writer;

pub(crate) use deliver::Postman;
pub(crate) use store::forget;
pub(crate) use writer::{MailFault, Writer};

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::mail::Message;
use shared::secret::random_id;

/// Puts `message` into the outbox; it leaves once `tx` is committed.
pub(crate) async fn enqueue(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    message: &Message,
) -> Result<(), StoreError> {
    store::insert(tx, &random_id(entropy), now, message).await
}
