//! Whoever is signed in by Mein Unternehmenskonto acts for that organisation and for no other. The
//! organisation belongs to the case, the acting person to the account. Without Mein
//! Unternehmenskonto a membership opens as ever: a code gave it to the account.

mod store;

use serde::Serialize;
use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use super::Listed;
use crate::audit;
use crate::cases::{self, Case, Entry, Kind, Proven};
use crate::rp::{ActingPerson, ProvenOrganisation, ProvenRegister};
use crate::sessions::Session;

pub(crate) use store::{export_names, name, names, sweep};

/// The organisation that this session proved, as cases compare it.
pub(crate) fn proven(session: &Session) -> Option<Proven> {
    session.organisation.as_ref().and_then(of)
}

fn of(organisation: &ProvenOrganisation) -> Option<Proven> {
    let entry = match &organisation.register {
        Some(register) => Some(Entry::new(
            &register.entry(),
            &register.number,
            register.court.as_deref(),
        )?),
        None => None,
    };
    Some(Proven {
        id: organisation.id.clone(),
        entry,
    })
}

/// Whether this session may act as this profile: not as another organisation's.
pub(crate) fn may_act(session: &Session, listed: &Listed) -> bool {
    match (proven(session), &listed.case) {
        (Some(proven), Some(case)) if case.record.kind() != Kind::Person => case.may_be_of(&proven),
        _ => true,
    }
}

/// Whether the case is that of the organisation that this session proved.
pub(crate) fn is_own(session: &Session, case: &Case) -> bool {
    proven(session).is_some_and(|proven| case.is_of(&proven))
}

/// Whether it would be bound to it by being chosen: the register says so.
pub(crate) fn is_own_by_register(session: &Session, case: &Case) -> bool {
    proven(session).is_some_and(|proven| case.is_entered_as(&proven))
}

/// Binds the case to the organisation of `session` and remembers who acts for it; does nothing in
/// another session. Ask before whether it may be this organisation's.
pub(crate) async fn act(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    session: &Session,
    case: &Case,
) -> Result<(), StoreError> {
    let (Some(organisation), Some(proven)) = (&session.organisation, proven(session)) else {
        return Ok(());
    };
    if !cases::bind(tx, &case.id, &proven.id).await? {
        return Ok(());
    }
    if let Some(person) = &organisation.person {
        remember(tx, session, case, person).await?;
    }
    if case.is_of(&proven) {
        return Ok(());
    }
    let resident = session.resident.as_str();
    let event = audit::Event {
        name: "company.organisation_bound",
        by: audit::By::Resident(resident),
        about: None,
        case: Some(case.id.as_str()),
        on_behalf: Some(case.id.as_str()),
        details: json!({ "organisation": proven.id, "level": organisation.level }),
    };
    audit::record(tx, entropy, now, event).await
}

/// Remembers who acts for an organisation.
pub(crate) async fn remember(
    tx: &mut Tx,
    session: &Session,
    case: &Case,
    person: &ActingPerson,
) -> Result<(), StoreError> {
    let at = session.organisation.as_ref().map_or(0, |it| it.proven_at);
    store::put(tx, (&case.id, &session.resident), person, at).await
}

/// For whom this session acts, as the pages show it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ActingFor {
    pub(crate) organisation: String,
    legal_form: Option<String>,
    /// `HRB 204711`; sole traders have none.
    pub(crate) entry: Option<String>,
    court: Option<String>,
    pub(crate) person: Option<String>,
}

impl ActingFor {
    /// What Mein Unternehmenskonto proved in this session.
    pub(crate) fn of(session: &Session) -> Option<Self> {
        let it = session.organisation.as_ref()?;
        let register = it.register.as_ref();
        Some(Self {
            organisation: it.name.clone(),
            legal_form: it.legal_form.clone(),
            entry: register.map(ProvenRegister::entry),
            court: register.and_then(|register| register.court.clone()),
            person: it.person.as_ref().map(ActingPerson::name),
        })
    }

    /// A company and a sole trader who is not named.
    pub(crate) fn samples() -> [Self; 2] {
        let text = |text: &str| Some(text.to_owned());
        [
            Self {
                organisation: "Lernwerk Musterstadt gGmbH".to_owned(),
                legal_form: text("Gesellschaft mit beschränkter Haftung"),
                entry: text("HRB 204711"),
                court: text("Musterstadt"),
                person: text("Leyla Lernfeld"),
            },
            Self {
                organisation: "Tischlerei Tara Holz".to_owned(),
                legal_form: None,
                entry: None,
                court: None,
                person: None,
            },
        ]
    }
}
