//! What goes with a person beside the rows that hang on them.

use shared::db::{StoreError, Tx};
use shared::secret::SealingKey;

use crate::audit::Keeper;
use crate::residents::{self, Resident};
use crate::{approvals, codes, mail, readings, requests};

/// Removes the person and what names them; says whether they were there.
pub(super) async fn forget(
    tx: &mut Tx,
    (keeper, sealing): (&Keeper, &SealingKey),
    resident: &Resident,
) -> Result<bool, StoreError> {
    let id = &resident.id;
    if let Some(email) = &resident.email {
        mail::forget(tx, sealing, email).await?;
    }
    codes::forget(tx, id.as_str()).await?;
    requests::forget(tx, id).await?;
    approvals::forget(tx, id).await?;
    readings::forget(tx, id).await?;
    let was_there = residents::forget(tx, id).await?;
    keeper.forget_resident(tx, id.as_str()).await?;
    Ok(was_there)
}
