//! `POST /sitzung/verlaengern`: „Weiter arbeiten“ in the countdown (S74).

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::json;

use super::touch;
use crate::error::page::PageError;
use crate::request::{Cx, Nothing, ProtectedJson};
use crate::routes::{Access, Route};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::post(
        "/sitzung/verlaengern",
        Access::SignedIn,
        extend,
    )]
}

/// The session goes on from now; 401 when it is over.
async fn extend(cx: Cx, _sent: ProtectedJson<Nothing>) -> Result<Response, PageError> {
    let Some(person) = &cx.person else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let mut session = person.session.clone();
    let mut tx = cx.app.db.write().await?;
    touch(&mut tx, &session.id, cx.now).await?;
    tx.commit().await?;
    session.last_seen_at = cx.now;
    let deadline = cx.app.lifetimes().deadline(&session);
    let seconds_left = deadline.seconds_since(cx.now);
    Ok(Json(json!({ "seconds_left": seconds_left })).into_response())
}
