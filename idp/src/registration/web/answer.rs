//! How registrations are told (RFC 7591 §3.2, RFC 7592 §3), and how they are refused.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, PRAGMA};
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use crate::app::App;
use crate::error::protocol::{BearerRefusal, TokenRefusal};
use crate::oauth::{Fault, OAuthCode};
use crate::registration::register::{Counter, Refusal, Told};
use crate::request::bearer_token;

pub(super) fn counter(app: &App) -> Counter<'_> {
    Counter {
        db: &app.db,
        entropy: &*app.entropy,
        clients: &app.clients,
        keys: &app.keys,
        settings: &app.settings.registration,
        now: app.clock.now(),
    }
}

/// The token that is presented; a header that holds none is no token that is missing.
pub(super) fn token(headers: &HeaderMap) -> Result<Option<&str>, Refusal> {
    let is_there = headers.contains_key(http::header::AUTHORIZATION);
    match bearer_token(headers) {
        None if is_there => Err(Refusal::Token),
        token => Ok(token),
    }
}

/// Everything that was accepted, and what was made here.
pub(super) fn told(app: &App, status: StatusCode, told: &Told) -> Response {
    let mut answer = serde_json::to_value(&told.client.kept.metadata).unwrap_or_default();
    if let Value::Object(answer) = &mut answer {
        let id = &told.client.id;
        let own = app.rules.at(&format!("/oauth/register/{id}"));
        answer.insert("client_id".to_owned(), json!(id));
        let issued_at = told.client.issued_at.unix();
        answer.insert("client_id_issued_at".to_owned(), json!(issued_at));
        answer.insert("registration_access_token".to_owned(), json!(told.access));
        answer.insert("registration_client_uri".to_owned(), json!(own));
        if let Some(secret) = &told.secret {
            answer.insert("client_secret".to_owned(), json!(secret.reveal()));
        }
        if told.client.is_secretive() {
            // It does not expire.
            answer.insert("client_secret_expires_at".to_owned(), json!(0));
        }
    }
    let headers = [(CACHE_CONTROL, "no-store"), (PRAGMA, "no-cache")];
    (status, headers, Json(answer)).into_response()
}

pub(super) fn refused(refusal: Refusal) -> Response {
    match refusal {
        Refusal::Fault(fault) => {
            tracing::info!(fault.description, "a registration was refused");
            TokenRefusal(fault).into_response()
        }
        Refusal::Token => {
            let fault = "the token is missing, or is not good for this";
            let fault = Fault::new(OAuthCode::InvalidToken, fault);
            BearerRefusal(Some(fault)).into_response()
        }
        Refusal::Closed => {
            let fault = "applications are registered by the operator alone";
            let mut response =
                TokenRefusal(Fault::new(OAuthCode::AccessDenied, fault)).into_response();
            *response.status_mut() = StatusCode::FORBIDDEN;
            response
        }
        Refusal::Keys(error) => {
            tracing::error!(error = %error, "a registration failed");
            TokenRefusal(Fault::new(OAuthCode::ServerError, "try again")).into_response()
        }
    }
}
