//! Which profile a session has.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::random_id;

use super::{Listed, ProfileId, acting, store};
use crate::cases::{CaseId, Kind};
use crate::residents::ResidentId;
use crate::sessions::{Session, SessionId};

/// A fresh session goes on with the profile that was used last, if there is one; one that is proven
/// for an organisation with that organisation's, or asks.
pub(crate) async fn begin(tx: &mut Tx, session: &Session) -> Result<(), StoreError> {
    let Some(organisation) = &session.organisation else {
        return match store::last_used(tx, &session.resident).await? {
            Some(profile) => store::set_choice(tx, &session.id, Some(&profile)).await,
            None => Ok(()),
        };
    };
    let all = store::list(tx, &session.resident).await?;
    let own = all.iter().find_map(|listed| {
        let case = listed.case.as_ref()?;
        acting::is_own(session, case).then_some((&listed.profile.id, case))
    });
    if let Some((profile, case)) = own {
        store::set_choice(tx, &session.id, Some(profile)).await?;
        if let Some(person) = &organisation.person {
            acting::remember(tx, session, case, person).await?;
        }
    }
    Ok(())
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

/// What became of a choice.
#[derive(Debug)]
pub(crate) enum Chosen {
    Done,
    /// The profile is not this person's.
    NotTheirs,
    /// It is another organisation's than the one that this session is proven for.
    AnotherOrganisation(Box<Listed>),
}

/// Chooses a profile, or none.
pub(crate) async fn choose(
    tx: &mut Tx,
    (entropy, now): (&dyn Entropy, Timestamp),
    session: &Session,
    profile: Option<&ProfileId>,
) -> Result<Chosen, StoreError> {
    let Some(profile) = profile else {
        store::set_choice(tx, &session.id, None).await?;
        return Ok(Chosen::Done);
    };
    let Some(listed) = store::of_resident(tx, &session.resident, profile).await? else {
        return Ok(Chosen::NotTheirs);
    };
    if !acting::may_act(session, &listed) {
        return Ok(Chosen::AnotherOrganisation(Box::new(listed)));
    }
    if let Some(case) = &listed.case
        && (acting::is_own(session, case) || acting::is_own_by_register(session, case))
    {
        acting::act(tx, entropy, now, session, case).await?;
    }
    if !store::use_now(tx, &session.resident, profile, now).await? {
        return Ok(Chosen::NotTheirs);
    }
    store::set_choice(tx, &session.id, Some(profile)).await?;
    Ok(Chosen::Done)
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
