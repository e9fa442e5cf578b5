//! „Weiter arbeiten": keeps a session awake without leaving the page (S74).

use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use http::StatusCode;
use serde::{Deserialize, Serialize};

use super::{Cx, ProtectedJson};
use crate::app::App;
use crate::error::page::PageError;
use crate::sessions;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/sitzung/verlaengern", post(extend))
}

#[derive(Debug, Deserialize)]
struct Empty {}

#[derive(Debug, Serialize)]
struct Extended {
    /// Until the session ends.
    seconds_left: i64,
}

async fn extend(
    cx: Cx,
    ProtectedJson(Empty {}): ProtectedJson<Empty>,
) -> Result<Response, PageError> {
    let app = &cx.app;
    let Some(mut session) = cx.person.map(|person| person.session) else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let mut tx = app.db.write().await?;
    sessions::touch(&mut tx, &session.sid, cx.now, cx.app.lifetimes).await?;
    tx.commit().await?;
    session.last_seen_at = cx.now;
    let deadline = app.lifetimes.deadline(&session);
    let extended = Extended {
        seconds_left: deadline.seconds_since(cx.now),
    };
    Ok(Json(extended).into_response())
}
