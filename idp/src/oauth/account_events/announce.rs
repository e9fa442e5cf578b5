//! Something has become of an account.

use shared::claims::AccountEvent;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::random_id;

use super::store::{self, Message};
use crate::accounts::AccountId;
use crate::clients::Clients;
use crate::disclosures;
use crate::oauth::{Names, grants};

/// Applications, and by which names they know people.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Acquaintances<'a> {
    pub(crate) clients: &'a Clients,
    pub(crate) names: &'a Names,
}

/// Notes every application that has been told of this account and wants to hear such things. They
/// are told by the name by which they know the person, as the account may be gone by then.
pub(crate) async fn announce(
    tx: &mut Tx,
    (acquaintances, entropy): (Acquaintances<'_>, &dyn Entropy),
    now: Timestamp,
    account: &AccountId,
    event: AccountEvent,
) -> Result<(), StoreError> {
    let mut known = disclosures::clients(tx, account).await?;
    known.extend(grants::clients_of(tx, account).await?);
    known.sort_unstable();
    known.dedup();
    for id in known {
        let Some(client) = acquaintances.clients.find(tx, &id).await? else {
            continue;
        };
        if client.account_events_uri.is_none() {
            continue;
        }
        let message = Message {
            id: random_id(entropy),
            client: id,
            sub: acquaintances
                .names
                .of(account.as_str(), &client)
                .into_owned(),
            event,
            created_at: now,
            tries: 0,
        };
        store::insert(tx, &message).await?;
    }
    Ok(())
}
