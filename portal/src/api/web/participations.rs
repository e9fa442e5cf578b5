//! `/api/v1/measures/participations`: an education provider reports the courses of a customer who
//! allowed it to, and reads its own reports.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::json;
use shared::claims::scope;
use shared::db::Tx;

use super::bearer::authorize;
use crate::app::App;
use crate::cases::{Case, Kind};
use crate::error::api::ApiError;
use crate::measures::{self, Course, PostError, Reporter};
use crate::profiles;
use crate::residents::{self, Resident};
use crate::resource::AccessToken;

const NEVER_KEPT: [(http::HeaderName, &str); 1] = [(CACHE_CONTROL, "no-store")];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Report {
    course: String,
    starts_on: String,
    ends_on: String,
}

/// `POST`: 201 with the report as kept; 409 when it has been reported before.
pub(super) async fn post(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    let now = app.clock.now();
    let wanted = scope::PORTAL_MEASURES;
    let token = authorize(&app, &headers, query.as_deref(), wanted, now).await?;
    let report = read(&headers, &body)?;
    let course = Course::read(&report.course, &report.starts_on, &report.ends_on)
        .map_err(|fault| ApiError::invalid(fault.to_string()))?;
    let mut tx = app.db.write().await?;
    let (resident, case) = customer(&app, &mut tx, &token).await?;
    let reporter = Reporter {
        client: &token.client_id,
        name: token.client_name.as_deref().unwrap_or(&token.client_id),
        resident: &resident.id,
        case: &case.id,
    };
    let posted = measures::post(&mut tx, &*app.entropy, now, reporter, &course).await;
    let posted = posted.map_err(|error| match error {
        PostError::Twice => ApiError::duplicate(error.to_string()),
        PostError::TooMany => ApiError::invalid(error.to_string()),
        PostError::Store(error) => error.into(),
    })?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, NEVER_KEPT, Json(posted)).into_response())
}

/// `GET`: the reports of this education provider about this customer.
pub(super) async fn list(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let now = app.clock.now();
    let wanted = scope::PORTAL_MEASURES;
    let token = authorize(&app, &headers, query.as_deref(), wanted, now).await?;
    let mut tx = app.db.read().await?;
    let (_, case) = customer(&app, &mut tx, &token).await?;
    let own = measures::of_client(&mut tx, &case.id, &token.client_id).await?;
    tx.commit().await?;
    Ok((NEVER_KEPT, Json(json!({ "participations": own }))).into_response())
}

/// The person behind the token and their unlocked case; courses are for persons.
async fn customer(
    app: &App,
    tx: &mut Tx,
    token: &AccessToken,
) -> Result<(Resident, Case), ApiError> {
    let missing = || ApiError::profile_required(app.url("/freischaltcode"));
    let resident = residents::find_by_sub(tx, app.rp.issuer(), &token.sub).await?;
    let resident = resident.ok_or_else(missing)?;
    let profiles = profiles::list(tx, &resident.id).await?;
    let mut cases = profiles.into_iter().filter_map(|listed| listed.case);
    let case = cases.find(|case| case.record.kind() == Kind::Person);
    Ok((resident, case.ok_or_else(missing)?))
}

fn read(headers: &HeaderMap, body: &[u8]) -> Result<Report, ApiError> {
    let kind = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let kind = kind
        .and_then(|kind| kind.split(';').next())
        .unwrap_or_default();
    if !kind.trim().eq_ignore_ascii_case("application/json") {
        return Err(ApiError::no_json());
    }
    let words = "The body must be an object with course, starts_on and ends_on as texts.";
    serde_json::from_slice(body).map_err(|_| ApiError::invalid(words))
}
