//! Writing down what the office tells: a new case, or an old one whose address or name has changed.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::random_id;

use super::{Case, CaseId, Record, store};

/// Why the case was not kept.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeepError {
    /// A mistyped number must not send one person's code to another.
    #[error(
        "this customer number belongs to a case with another birth date, register number or kind"
    )]
    SomeoneElse,
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
    let Some(known) = store::find_by_customer_number(tx, &record.customer_number).await? else {
        let id = CaseId::new(random_id(entropy));
        let case = Case { id, record };
        store::insert(tx, &case, now).await?;
        return Ok(case);
    };
    if !known.record.same_as(&record) {
        return Err(KeepError::SomeoneElse);
    }
    let case = Case {
        id: known.id,
        record,
    };
    store::update(tx, &case, now).await?;
    Ok(case)
}
