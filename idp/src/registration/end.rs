//! What an application was allowed dies with it.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use crate::{consents, oauth};

/// Ends grants, codes, tokens and consents of this application.
pub(super) async fn end(tx: &mut Tx, client: &str, now: Timestamp) -> Result<(), StoreError> {
    oauth::revoke_client(tx, client, now).await?;
    consents::forget_client(tx, client).await
}
