//! What goes with an account beside the rows that hang on it.

use shared::db::{StoreError, Tx};
use shared::secret::SealingKey;

use crate::accounts::{self, Account};
use crate::audit::Keeper;
use crate::{counter_codes, interactions, invitations, mail, oauth, roles, sign_up};

/// Removes the account and everything that names its holder.
pub(super) async fn forget(
    tx: &mut Tx,
    (keeper, sealing): (&Keeper, &SealingKey),
    account: &Account,
) -> Result<(), StoreError> {
    let (id, email) = (&account.id, &account.email);
    mail::forget(tx, sealing, email.as_str()).await?;
    interactions::forget(tx, [id.as_str(), email.as_str()]).await?;
    sign_up::forget(tx, email).await?;
    invitations::forget(tx, (id, email)).await?;
    oauth::forget(tx, id).await?;
    roles::forget(tx, id).await?;
    counter_codes::forget(tx, id).await?;
    keeper.forget_account(tx, id.as_str()).await?;
    accounts::forget(tx, id).await
}
