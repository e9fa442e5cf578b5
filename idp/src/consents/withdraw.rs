//! A person ends what a client was allowed: from the commit on nothing that stood on it is good.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use super::{Consent, store};
use crate::accounts::AccountId;
use crate::audit;

/// The consent that was withdrawn; none when there was none of this person's.
pub(super) async fn withdraw(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    account: &AccountId,
    id: &str,
) -> Result<Option<Consent>, StoreError> {
    let Some(consent) = store::take(tx, account, id).await? else {
        return Ok(None);
    };
    let event = audit::Event {
        name: "consent.withdrawn",
        by: audit::By::Account(account.as_str()),
        about: Some(account.as_str()),
        on_behalf: None,
        details: json!({ "client": consent.client, "name": consent.client_name }),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok(Some(consent))
}
