//! Whether a letter with a recovery code may be posted, and where to. Whoever could read this letter
//! and has the password has the account: therefore the address must have stood for a while.

use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use crate::cases::{Case, Kind};
use crate::residents::ResidentId;
use crate::{profiles, residents};

/// For so long the address must have been the same: the customer hears of a change by mail and has
/// the time to object.
const STANDING: Duration = Duration::from_hours(14 * 24);
/// Fewer lines reach nobody: the street and the town.
const ADDRESS_LINES: usize = 2;

/// Why no letter is posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The account has unlocked no person's case.
    NoCase,
    /// The address is younger than two weeks.
    AddressNew,
    /// The case is closed, or its address is not one.
    Blocked,
}

impl Refusal {
    /// Its word at the provider and in the log.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::NoCase => "no_case",
            Self::AddressNew => "address_new",
            Self::Blocked => "blocked",
        }
    }
}

/// What is to be done about a letter.
#[derive(Debug)]
pub(super) enum Verdict {
    /// It goes to this case's address.
    Post(Box<Case>, ResidentId),
    /// About whose profile, if they have one.
    Refuse(Refusal, Option<(Box<Case>, ResidentId)>),
}

/// Decides about a letter for the person whom the provider `issuer` calls `sub`.
pub(super) async fn decide(
    tx: &mut Tx,
    (issuer, sub): (&str, &str),
    now: Timestamp,
) -> Result<Verdict, StoreError> {
    let nobody = Verdict::Refuse(Refusal::NoCase, None);
    let Some(resident) = residents::find_by_sub(tx, issuer, sub).await? else {
        return Ok(nobody);
    };
    let mut refused = None;
    for listed in profiles::list(tx, &resident.id).await? {
        let own = listed
            .case
            .filter(|case| case.record.kind() == Kind::Person);
        let Some(case) = own else { continue };
        match obstacle(&case, now) {
            None => return Ok(Verdict::Post(Box::new(case), resident.id)),
            Some(why) => {
                refused.get_or_insert((why, case));
            }
        }
    }
    Ok(refused.map_or(nobody, |(why, case)| {
        Verdict::Refuse(why, Some((Box::new(case), resident.id)))
    }))
}

fn obstacle(case: &Case, now: Timestamp) -> Option<Refusal> {
    if !case.is_open() || case.record.address.lines().len() < ADDRESS_LINES {
        return Some(Refusal::Blocked);
    }
    let is_new = case.address_told.at + STANDING > now;
    is_new.then_some(Refusal::AddressNew)
}
