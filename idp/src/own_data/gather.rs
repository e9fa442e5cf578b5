//! Everything that is kept about a person, capability by capability. No secret is among it.

use shared::db::{StoreError, Tx};
use shared::own_data::Section;
use shared::secret::SealingKey;

use crate::accounts::Account;
use crate::{
    accounts, audit, browsers, consents, deletions, disclosures, email_change, identities,
    invitations, oauth, passkeys, passwords, profiles, recovery_codes, recovery_letters, roles,
    sessions, sign_up, totp,
};

/// What opens that which lies sealed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys<'a> {
    pub(super) identities: &'a SealingKey,
    pub(super) profiles: &'a SealingKey,
}

/// What is kept about the holder of `account`.
pub(super) async fn gather(
    tx: &mut Tx,
    keys: Keys<'_>,
    account: &Account,
) -> Result<Vec<Section>, StoreError> {
    let id = &account.id;
    Ok(vec![
        accounts::export(tx, id).await?,
        profiles::export(tx, keys.profiles, id).await?,
        identities::export(tx, keys.identities, id).await?,
        sign_up::export(tx, id).await?,
        passwords::export(tx, id).await?,
        totp::export(tx, id).await?,
        passkeys::export(tx, id).await?,
        recovery_codes::export(tx, id).await?,
        recovery_letters::export(tx, id).await?,
        email_change::export(tx, id).await?,
        browsers::export(tx, id).await?,
        sessions::export(tx, id).await?,
        consents::export(tx, id).await?,
        disclosures::export(tx, id).await?,
        oauth::export(tx, id).await?,
        roles::export(tx, id).await?,
        invitations::export(tx, &account.email).await?,
        deletions::export(tx, id).await?,
        audit::export(tx, id.as_str()).await?,
    ])
}
