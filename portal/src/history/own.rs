//! What a customer reads: the entries about themselves and about the cases that they have unlocked.

use std::collections::HashMap;

use shared::audit::{Entry, Place};
use shared::db::{StoreError, Tx};

use crate::audit::{self, Wanted, Whose};
use crate::profiles;
use crate::residents::ResidentId;

/// So many entries stand on a page.
const ON_A_PAGE: usize = 20;

/// A page of entries.
#[derive(Debug)]
pub(super) struct Own {
    pub(super) entries: Vec<Entry>,
    /// The cases by id, each as the customer knows it.
    pub(super) cases: Vec<(String, String)>,
    /// Who acts for which organisation (case, resident), as far as their colleagues may know it.
    pub(super) names: HashMap<(String, String), String>,
    /// Where the next page begins.
    pub(super) older: Option<Place>,
}

/// The newest entries of `resident`, or those before a place.
pub(super) async fn read(
    tx: &mut Tx,
    resident: &ResidentId,
    before: Option<Place>,
) -> Result<Own, StoreError> {
    let profiles = profiles::list(tx, resident).await?;
    let mut names = HashMap::new();
    let organisations = profiles
        .iter()
        .filter(|it| it.profile.member_role.is_some());
    for case in organisations.filter_map(|listed| listed.case.as_ref()) {
        let acting = profiles::names(tx, &case.id).await?.into_iter();
        names.extend(acting.map(|(id, name)| ((case.id.to_string(), id.to_string()), name)));
    }
    let cases: Vec<_> = profiles
        .into_iter()
        .filter_map(|listed| listed.case)
        .map(|case| {
            let record = &case.record;
            let name = format!("{} ({})", record.name(), record.customer_number);
            (case.id.to_string(), name)
        })
        .collect();
    let wanted = Wanted {
        whose: Whose::Own {
            resident: resident.to_string(),
            cases: cases.iter().map(|(id, _)| id.clone()).collect(),
        },
        before,
        most: i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX),
        ..Wanted::default()
    };
    let mut entries = audit::list(tx, &wanted).await?;
    let older = cut(&mut entries, ON_A_PAGE);
    Ok(Own {
        entries,
        cases,
        names,
        older,
    })
}

/// Keeps `most` of the entries; where those that follow begin, if there are any.
pub(super) fn cut(entries: &mut Vec<Entry>, most: usize) -> Option<Place> {
    let more = entries.len() > most;
    entries.truncate(most);
    let last = entries.last().filter(|_| more);
    last.map(Entry::place)
}
