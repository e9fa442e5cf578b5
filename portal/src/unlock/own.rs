//! Whose case it is, for the rule that nobody works on their own.

use shared::db::{StoreError, Tx};

use crate::cases::CaseId;
use crate::residents::ResidentId;
use crate::{codes, profiles};

/// Whether the case is this person's own: they have a profile of it, or had one. Removing a profile
/// or leaving an organisation makes nobody a stranger to it.
pub(crate) async fn is_own(
    tx: &mut Tx,
    resident: &ResidentId,
    case: &CaseId,
) -> Result<bool, StoreError> {
    Ok(profiles::holds(tx, resident, case).await?
        || codes::has_redeemed(tx, resident.as_str(), case).await?)
}
