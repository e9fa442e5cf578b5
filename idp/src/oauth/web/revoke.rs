//! `POST /oauth/revoke`.

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use http::header::CACHE_CONTROL;

use super::form::Form;
use super::token::refusal;
use super::token_request;
use crate::app::App;
use crate::oauth::revocation::revoke;

/// 200 also for what is no token: there is nothing left to be taken back (RFC 7009 §2.2).
pub(super) async fn answer(
    State(app): State<App>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    Form(body): Form,
) -> Response {
    let request = match token_request::read(&headers, query.as_deref(), &body) {
        Ok(request) => request,
        Err(fault) => return refusal(fault.into()),
    };
    let desk = app.desk(app.clock.now());
    match revoke(&app.db, &app.clients, desk, &request).await {
        Ok(()) => [(CACHE_CONTROL, "no-store")].into_response(),
        Err(error) => refusal(error),
    }
}
