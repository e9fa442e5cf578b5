//! `GET /api/v1/profile`: the unlocked profile of the person behind the token.

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use http::header::CACHE_CONTROL;
use serde_json::json;
use shared::claims::scope;

use super::bearer::authorize;
use crate::app::App;
use crate::error::api::ApiError;
use crate::profiles;

/// 200 with the profile, or 403 that names what is missing (S2).
pub(super) async fn show(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let now = app.clock.now();
    let wanted = scope::PORTAL_PROFILE;
    let token = authorize(&app, &headers, query.as_deref(), wanted, now).await?;
    let mut tx = app.db.read().await?;
    let profile = profiles::of_subject(&mut tx, app.rp.issuer(), &token.sub).await?;
    tx.commit().await?;
    let role = profile.as_ref().and_then(|it| it.profile.member_role);
    let Some(case) = profile.and_then(|profile| profile.case) else {
        return Err(ApiError::profile_required(app.url("/freischaltcode")));
    };
    let mut body = json!({
        "kind": case.record.kind(),
        "name": case.record.name(),
        "customer_number": case.record.customer_number.as_str(),
    });
    if let Some(role) = role {
        body["member_role"] = json!(role);
    }
    Ok(([(CACHE_CONTROL, "no-store")], Json(body)).into_response())
}
