//! Signing out.

use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use http::header::SET_COOKIE;
use serde::Deserialize;
use serde_json::json;

use crate::audit;
use crate::error::page::PageError;
use crate::request::{Cx, Protected, clear_session_cookie};
use crate::sessions;

#[derive(Debug, Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn send(
    cx: Cx,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    let app = &cx.app;
    if let Some(person) = &cx.person {
        let mut tx = app.db.write().await?;
        sessions::end(&mut tx, &person.session.sid, cx.now).await?;
        let event = audit::Event {
            name: "sign_out",
            account: Some(person.account.id.as_str()),
            details: json!({}),
        };
        audit::record(&mut tx, &*app.entropy, cx.now, event).await?;
        tx.commit().await?;
        app.sessions_ended();
    }
    let cookie = AppendHeaders([(SET_COOKIE, clear_session_cookie(app))]);
    Ok((cookie, Redirect::to(&cx.carry("/anmelden"))).into_response())
}
