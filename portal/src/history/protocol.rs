//! What the auditor reads: every entry, and whether the log was tampered with. Reading and checking
//! are entries as well.

use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::audit::{Entry, Place, Report};
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use super::own::cut;
use crate::audit::{self, Wanted, Whose};
use crate::cases::{self, CaseId, CustomerNumber};
use crate::residents::{self, ResidentId};

/// So many entries stand on a page.
const ON_A_PAGE: usize = 50;
/// So many faults of a check are kept; who finds more has no use for them.
const MOST_FAULTS: usize = 50;

/// Who reads, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) entropy: &'a dyn Entropy,
    pub(super) now: Timestamp,
    pub(super) staff: &'a ResidentId,
}

/// Finds out whom or what `words` name: a Kundennummer, an id of a case or person, an e-mail
/// address. `None`: nobody knows.
pub(super) async fn whose(
    tx: &mut Tx,
    issuer: &str,
    words: &str,
) -> Result<Option<Whose>, StoreError> {
    if words.is_empty() {
        return Ok(Some(Whose::Anyones));
    }
    if let Ok(number) = words.parse::<CustomerNumber>() {
        let case = cases::find_by_customer_number(tx, &number).await?;
        return Ok(case.map(|case| Whose::Case(case.id.to_string())));
    }
    if let Some(case) = cases::find(tx, &CaseId::new(words.to_owned())).await? {
        return Ok(Some(Whose::Case(case.id.to_string())));
    }
    let found = match residents::find(tx, &ResidentId::new(words.to_owned())).await? {
        Some(resident) => Some(resident),
        None => match residents::find_by_sub(tx, issuer, words).await? {
            Some(resident) => Some(resident),
            None => residents::find_by_email(tx, issuer, words).await?,
        },
    };
    Ok(found.map(|resident| Whose::Of(resident.id.to_string())))
}

/// A page of entries and where the next one begins; that they were read is written down.
pub(super) async fn read(
    tx: &mut Tx,
    reader: Reader<'_>,
    mut wanted: Wanted,
) -> Result<(Vec<Entry>, Option<Place>), StoreError> {
    wanted.most = i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX);
    let mut entries = audit::list(tx, &wanted).await?;
    let older = cut(&mut entries, ON_A_PAGE);
    let (about, case) = match &wanted.whose {
        Whose::Own { resident, .. } | Whose::Of(resident) => (Some(resident.as_str()), None),
        Whose::Case(case) => (None, Some(case.as_str())),
        Whose::Anyones => (None, None),
    };
    let event = audit::Event {
        name: "audit.read",
        by: audit::By::Staff(reader.staff.as_str()),
        about,
        case,
        on_behalf: None,
        details: json!({ "entries": entries.len() }),
    };
    audit::record(tx, reader.entropy, reader.now, event).await?;
    Ok((entries, older))
}

/// A fault as it is kept: its kind, and the places from first to last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Spot {
    pub(super) kind: String,
    pub(super) from: i64,
    pub(super) to: i64,
}

/// The newest check, as its entry tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checked {
    #[serde(default)]
    pub(super) at: i64,
    pub(super) entries: u64,
    pub(super) forgotten: u64,
    pub(super) faults: Vec<Spot>,
    /// Faults that were not kept.
    pub(super) more: usize,
}

/// Writes down what a check has found.
pub(super) async fn note_check(
    tx: &mut Tx,
    reader: Reader<'_>,
    report: &Report,
) -> Result<(), StoreError> {
    let spot = |fault: &shared::audit::Fault| {
        let (kind, from, to) = fault.parts();
        let kind = kind.to_owned();
        Spot { kind, from, to }
    };
    let checked = Checked {
        at: reader.now.unix(),
        entries: report.entries,
        forgotten: report.forgotten,
        faults: report.faults.iter().take(MOST_FAULTS).map(spot).collect(),
        more: report.faults.len().saturating_sub(MOST_FAULTS),
    };
    let event = audit::Event {
        name: "audit.verified",
        by: audit::By::Staff(reader.staff.as_str()),
        about: None,
        case: None,
        on_behalf: None,
        details: json!(checked),
    };
    audit::record(tx, reader.entropy, reader.now, event).await
}

/// What the newest check has found.
pub(super) async fn last_check(tx: &mut Tx) -> Result<Option<Checked>, StoreError> {
    let wanted = Wanted {
        event: Some("audit.verified".to_owned()),
        most: 1,
        ..Wanted::default()
    };
    let entries = audit::list(tx, &wanted).await?;
    let details = entries.first().and_then(Entry::personal);
    Ok(details.and_then(|personal| serde_json::from_value(personal.details).ok()))
}
