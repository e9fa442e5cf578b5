//! Which profile a session has.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::random_id;

use super::{ProfileId, store};
use crate::cases::{CaseId, Kind};
use crate::residents::ResidentId;
use crate::sessions::SessionId;

/// A fresh session goes on with the profile that was used last, if there is one.
pub(crate) async fn begin(
    tx: &mut Tx,
    session: &SessionId,
    resident: &ResidentId,
) -> Result<(), StoreError> {
    match store::last_used(tx, resident).await? {
        Some(profile) => store::set_choice(tx, session, Some(&profile)).await,
        None => Ok(()),
    }
}

/// Where a person goes who has just signed in.
pub(crate) async fn after_sign_in(
    tx: &mut Tx,
    session: &SessionId,
) -> Result<&'static str, StoreError> {
    let chosen = store::has_chosen(tx, session).await?;
    Ok(if chosen {
        "/start"
    } else {
        "/profil-auswaehlen"
    })
}

/// Chooses a profile, or none; `false` when it is not this person's.
pub(crate) async fn choose(
    tx: &mut Tx,
    now: Timestamp,
    session: &SessionId,
    resident: &ResidentId,
    profile: Option<&ProfileId>,
) -> Result<bool, StoreError> {
    if let Some(profile) = profile
        && !store::use_now(tx, resident, profile, now).await?
    {
        return Ok(false);
    }
    store::set_choice(tx, session, profile).await?;
    Ok(true)
}

/// The Standardprofil of this person, made if it is missing; `None` for who has unlocked a person.
pub(crate) async fn create_standard(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    resident: &ResidentId,
) -> Result<Option<ProfileId>, StoreError> {
    if let Some(known) = store::standard(tx, resident).await? {
        return Ok(Some(known));
    }
    if store::has_person(tx, resident).await? {
        return Ok(None);
    }
    let id = ProfileId::new(random_id(entropy));
    store::insert(tx, (&id, resident), Kind::Person, (None, None), now).await?;
    store::standard(tx, resident).await
}

/// Whether this person has a profile of the case.
pub(crate) async fn holds(
    tx: &mut Tx,
    resident: &ResidentId,
    case: &CaseId,
) -> Result<bool, StoreError> {
    Ok(store::find_of(tx, resident, case).await?.is_some())
}
