//! `POST /oauth/introspect`.

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use http::header::{CACHE_CONTROL, PRAGMA};

use super::form::Form;
use super::token::refusal;
use super::token_request;
use crate::app::App;
use crate::oauth::introspection::introspect;

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
    match introspect(&app.db, &app.clients, desk, &request).await {
        Ok(told) => {
            let headers = [(CACHE_CONTROL, "no-store"), (PRAGMA, "no-cache")];
            (headers, Json(told)).into_response()
        }
        Err(error) => refusal(error),
    }
}
