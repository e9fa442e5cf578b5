//! The profile under which a person acts (S2–S6).

use shared::db::{StoreError, Tx};
use shared::pages::NavLink;

use crate::residents::Resident;
use crate::sessions::Session;

/// How the frame names who is signed in (S75–S82).
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) name: String,
    pub(crate) detail: Option<String>,
    pub(crate) menu: Vec<NavLink>,
}

/// An unlocked profile, as the API tells of it.
#[derive(Debug, Clone)]
pub(crate) struct Unlocked {
    pub(crate) kind: &'static str,
    pub(crate) name: String,
    pub(crate) customer_number: String,
}

/// How to name the person in the frame.
#[expect(clippy::unused_async, reason = "asks the database as soon as there are profiles")]
pub(crate) async fn shown(
    _tx: &mut Tx,
    _session: &Session,
    resident: &Resident,
) -> Result<Shown, StoreError> {
    Ok(Shown {
        name: resident.email.clone().unwrap_or_default(),
        detail: None,
        menu: Vec::new(),
    })
}

/// Where a person goes who has just signed in.
#[expect(clippy::unused_async, reason = "asks the database as soon as there are profiles")]
pub(crate) async fn after_sign_in(
    _tx: &mut Tx,
    _resident: &Resident,
) -> Result<&'static str, StoreError> {
    Ok("/start")
}

/// The unlocked profile of the person whom the provider calls `sub`.
#[expect(clippy::unused_async, reason = "asks the database as soon as there are profiles")]
pub(crate) async fn of_subject(_tx: &mut Tx, _sub: &str) -> Result<Option<Unlocked>, StoreError> {
    Ok(None)
}
