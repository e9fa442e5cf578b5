//! Writing down what the office tells at the shell: a new case, or an old one whose address or name
//! has changed.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::random_id;

use super::search::entry;
use super::{Case, CaseId, Record, store};

/// Why the case was not kept.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeepError {
    /// A mistyped number must not send one person's code to another.
    #[error(
        "this customer number belongs to a case with another birth date, register number or kind"
    )]
    SomeoneElse,
    /// A closed case gets no code.
    #[error("this case is closed; staff can open it again")]
    Closed,
    /// Somebody else wrote at the same moment.
    #[error("this case was changed by someone else at the same moment; try again")]
    Meanwhile,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The case of this customer number, made or brought up to date.
pub(crate) async fn keep(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    record: Record,
) -> Result<Case, KeepError> {
    let known = store::find_by_customer_number(tx, &record.customer_number).await?;
    let (case, kept) = match known {
        None => {
            let case = Case::new(CaseId::new(random_id(entropy)), record, now);
            let kept = store::insert(tx, &case, now).await?;
            (case, kept)
        }
        Some(known) if !known.record.same_as(&record) => return Err(KeepError::SomeoneElse),
        Some(known) if !known.is_open() => return Err(KeepError::Closed),
        Some(known) => {
            let case = Case { record, ..known };
            let kept = store::update(tx, &case, now).await?;
            (case, kept)
        }
    };
    if !kept {
        return Err(KeepError::Meanwhile);
    }
    store::index::index(tx, &case.id, &entry(&case.record)).await?;
    let kept = store::find(tx, &case.id).await?;
    kept.ok_or(KeepError::Meanwhile)
}
