//! Everything that is kept about a person, capability by capability, and what they may read of the
//! cases that they have unlocked. No secret is among it.

use shared::db::{StoreError, Tx};
use shared::own_data::Section;

use crate::cases::CaseId;
use crate::residents::ResidentId;
use crate::{
    approvals, audit, cases, letters_outbox, measures, profiles, requests, residents, sessions,
};

/// What is kept about `resident`.
pub(super) async fn gather(tx: &mut Tx, resident: &ResidentId) -> Result<Vec<Section>, StoreError> {
    let unlocked = profiles::list(tx, resident).await?.into_iter();
    let own: Vec<CaseId> = unlocked.filter_map(|it| it.profile.case).collect();
    let names: Vec<&str> = own.iter().map(CaseId::as_str).collect();
    let read = own.iter().map(CaseId::to_string).collect();
    Ok(vec![
        residents::export(tx, resident).await?,
        profiles::export(tx, resident).await?,
        profiles::export_names(tx, resident).await?,
        cases::export(tx, &own).await?,
        measures::export(tx, &own).await?,
        letters_outbox::export(tx, &names).await?,
        requests::export(tx, resident).await?,
        approvals::export(tx, resident).await?,
        sessions::export(tx, resident).await?,
        audit::export(tx, resident.as_str(), read).await?,
    ])
}
