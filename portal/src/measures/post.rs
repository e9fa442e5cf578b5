//! An education provider reports a course of a customer who allowed it to.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::random_id;

use super::{Course, Participation, store};
use crate::audit;
use crate::cases::CaseId;
use crate::residents::ResidentId;

/// So many reports of one education provider about one customer are kept.
const MOST: i64 = 100;

/// Who reports, and about whom.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reporter<'a> {
    pub(crate) client: &'a str,
    /// Its name for people.
    pub(crate) name: &'a str,
    pub(crate) resident: &'a ResidentId,
    pub(crate) case: &'a CaseId,
}

/// Why a report is not kept.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PostError {
    #[error("the same course on the same days has been reported before")]
    Twice,
    #[error("there are {MOST} reports already")]
    TooMany,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps the report.
pub(crate) async fn post(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    reporter: Reporter<'_>,
    course: &Course,
) -> Result<Participation, PostError> {
    if store::count(tx, reporter).await? >= MOST {
        return Err(PostError::TooMany);
    }
    let participation = Participation {
        id: random_id(entropy),
        course: course.title.as_str().to_owned(),
        provider: reporter.name.to_owned(),
        starts_on: course.starts_on.to_string(),
        ends_on: course.ends_on.to_string(),
        created_at: now,
    };
    if !store::insert(tx, reporter, &participation).await? {
        return Err(PostError::Twice);
    }
    let event = audit::Event {
        name: "participation.posted",
        by: audit::By::Client(reporter.client),
        about: Some(reporter.resident.as_str()),
        case: Some(reporter.case.as_str()),
        on_behalf: None,
        details: json!({
            "course": participation.course, "provider": participation.provider,
            "starts_on": participation.starts_on, "ends_on": participation.ends_on,
        }),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok(participation)
}
