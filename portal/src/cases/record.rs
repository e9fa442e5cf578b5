//! Recording a case, changing it, closing it and opening it again. Two people may do so at the same
//! time: the second one is told and nothing is lost.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::random_id;

use super::fold::{bare, fold};
use super::likeness::likeness;
use super::search::entry;
use super::{Address, ByCustomer, Case, CaseId, CloseReason, Record, Whom, store};

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RecordError {
    /// Another case has this customer number.
    #[error("the customer number is taken")]
    Taken,
    /// The case is not any more what it was when it was shown.
    #[error("the case was changed meanwhile")]
    Meanwhile,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps a new case.
pub(crate) async fn record(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    record: Record,
) -> Result<Case, RecordError> {
    let case = Case::new(CaseId::new(random_id(entropy)), record, now);
    if !store::insert(tx, &case, now).await? {
        return Err(RecordError::Taken);
    }
    store::index::index(tx, &case.id, &entry(&case.record)).await?;
    Ok(case)
}

/// Changes an open case of which this version was seen.
pub(crate) async fn change(
    tx: &mut Tx,
    now: Timestamp,
    (case, version): (&Case, i64),
    record: Record,
) -> Result<(), RecordError> {
    if let Some(other) = store::find_by_customer_number(tx, &record.customer_number).await?
        && other.id != case.id
    {
        return Err(RecordError::Taken);
    }
    let changed = Case {
        record,
        version,
        ..case.clone()
    };
    match store::update(tx, &changed, now).await {
        Ok(true) => {}
        Ok(false) => return Err(RecordError::Meanwhile),
        Err(StoreError::Unique(_)) => return Err(RecordError::Taken),
        Err(error) => return Err(error.into()),
    }
    store::index::index(tx, &case.id, &entry(&changed.record)).await?;
    Ok(())
}

/// Changes the address of a person's open case of which this version was seen, as they told it
/// themselves.
pub(crate) async fn change_address(
    tx: &mut Tx,
    now: Timestamp,
    seen: (&CaseId, i64),
    address: &Address,
    by: &ByCustomer,
) -> Result<(), RecordError> {
    let changed = store::change_address(tx, seen, address, by, now).await?;
    changed.then_some(()).ok_or(RecordError::Meanwhile)
}

/// Closes an open case of which this version was seen. Whoever calls revokes its open codes.
pub(crate) async fn close(
    tx: &mut Tx,
    now: Timestamp,
    seen: (&CaseId, i64),
    reason: CloseReason,
) -> Result<(), RecordError> {
    let closed = store::close(tx, seen, reason, now).await?;
    closed.then_some(()).ok_or(RecordError::Meanwhile)
}

/// Opens a closed case of which this version was seen.
pub(crate) async fn reopen(
    tx: &mut Tx,
    now: Timestamp,
    seen: (&CaseId, i64),
) -> Result<(), RecordError> {
    let opened = store::reopen(tx, seen, now).await?;
    opened.then_some(()).ok_or(RecordError::Meanwhile)
}

/// Names of two who were born on the same day are alike from here on.
const ALIKE: f64 = 0.8;

/// Cases that may be about the same one: born on the same day with a similar name, or registered
/// under the same number.
pub(crate) async fn alike(tx: &mut Tx, record: &Record) -> Result<Vec<Case>, StoreError> {
    match &record.whom {
        Whom::Person { birth_date, .. } => {
            let mut all = store::search::born_on(tx, &birth_date.to_string()).await?;
            all.retain(|other| named_alike(record, &other.record));
            Ok(all)
        }
        Whom::Organisation { register, .. } => {
            let mut all = store::search::numbered(tx, &bare(register.number.as_str())).await?;
            all.retain(|other| other.record.kind() != super::Kind::Person);
            Ok(all)
        }
    }
}

/// Whether they share a name that is more than a particle: sisters are told apart by a person, and
/// who has married is still the same.
fn named_alike(one: &Record, other: &Record) -> bool {
    let (one, other) = (fold(&one.name()), fold(&other.name()));
    let near = |word: &String| {
        let likest = |known: &String| likeness(word, known).max(likeness(known, word));
        word.chars().count() >= 3 && other.iter().any(|known| likest(known) >= ALIKE)
    };
    one.iter().any(near)
}
