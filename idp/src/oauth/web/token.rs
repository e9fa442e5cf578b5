//! `POST /oauth/token`.

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use http::HeaderMap;
use http::header::{CACHE_CONTROL, PRAGMA};

use super::form::Form;
use super::token_request;
use crate::app::App;
use crate::error::protocol::TokenRefusal;
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::token::{self, TokenError};

pub(super) async fn exchange(
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
    match token::exchange(&app.db, &app.clients, desk, &request).await {
        Ok(tokens) => {
            let headers = [(CACHE_CONTROL, "no-store"), (PRAGMA, "no-cache")];
            (headers, Json(tokens)).into_response()
        }
        Err(error) => refusal(error),
    }
}

/// The refusal of whatever a client asked for in its own name.
pub(super) fn refusal(error: TokenError) -> Response {
    let fault = match error {
        TokenError::Refused(fault) => {
            tracing::info!(
                error = fault.code.as_str(),
                fault.description,
                "a client was refused"
            );
            fault
        }
        TokenError::Store(error) => {
            tracing::error!(error = %error, "an exchange failed");
            Fault::new(OAuthCode::ServerError, "try again")
        }
    };
    TokenRefusal(fault).into_response()
}
