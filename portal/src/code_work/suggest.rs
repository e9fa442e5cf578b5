//! Which cases a request may mean. A suggestion only: a person decides.

use shared::db::{StoreError, Tx};

use crate::cases::{self, Case, Proof, Query};
use crate::requests::Told;
use crate::residents::ResidentId;
use crate::unlock;

/// More are not shown; who needs others looks for them.
const MOST: usize = 8;

/// A case, and what of the request fits it.
#[derive(Debug)]
pub(super) struct Suggestion {
    pub(super) case: Case,
    /// Birth date or register number.
    pub(super) proof_fits: bool,
    /// `None`: no number was told.
    pub(super) number_fits: Option<bool>,
}

/// Looks by customer number, by name with birth date or register number, and by what was typed.
/// The cases of whoever looks are left out.
pub(super) async fn suggest(
    tx: &mut Tx,
    told: &Told,
    typed: &str,
    staff: &ResidentId,
) -> Result<Vec<Suggestion>, StoreError> {
    let proof = match &told.proof {
        Proof::BirthDate(date) => date.to_string(),
        Proof::RegisterNumber(number) => number.as_str().to_owned(),
    };
    let name = told.name.as_str();
    let number = told.customer_number.as_ref().map(ToString::to_string);
    let lines = if typed.is_empty() {
        vec![number.unwrap_or_default(), format!("{name} {proof}"), proof]
    } else {
        vec![typed.to_owned()]
    };
    let mut found: Vec<Case> = Vec::new();
    for line in lines {
        let Some(query) = Query::read(&line) else {
            continue;
        };
        for case in cases::search(tx, &query).await?.cases {
            let known = found.iter().any(|other| other.id == case.id);
            if known || found.len() >= MOST {
                continue;
            }
            if !unlock::is_own(tx, staff, &case.id).await? {
                found.push(case);
            }
        }
    }
    let mut all: Vec<Suggestion> = found
        .into_iter()
        .map(|case| Suggestion {
            proof_fits: case.record.is_proven_by(&told.proof),
            number_fits: told
                .customer_number
                .as_ref()
                .map(|number| *number == case.record.customer_number),
            case,
        })
        .collect();
    all.sort_by_key(|it| (it.number_fits != Some(true), !it.proof_fits));
    Ok(all)
}
