//! `/api/v1/measures/participations`: an education provider reports the courses of a customer who
//! allowed it to, and reads its own reports.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use http::header::CACHE_CONTROL;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::json;
use shared::claims::scope;

use super::bearer::authorize;
use super::customer::customer;
use super::json::read_json;
use crate::app::App;
use crate::error::api::ApiError;
use crate::measures::{self, Course, PostError, Reporter};

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
    let words = "The body must be an object with course, starts_on and ends_on as texts.";
    let report: Report = read_json(&headers, &body, words)?;
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
