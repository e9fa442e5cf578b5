//! `GET` and `POST /oauth/userinfo`.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::CACHE_CONTROL;
use http::{HeaderMap, StatusCode};

use crate::app::App;
use crate::error::protocol::BearerRefusal;
use crate::oauth::userinfo::{UserInfoError, tell};
use crate::request::bearer_token;

pub(super) async fn show(State(app): State<App>, headers: HeaderMap) -> Response {
    let Some(token) = bearer_token(&headers) else {
        return BearerRefusal(None).into_response();
    };
    let desk = app.desk(app.clock.now());
    match tell(&app.db, &app.clients, desk, token).await {
        Ok(claims) => ([(CACHE_CONTROL, "no-store")], Json(claims)).into_response(),
        Err(UserInfoError::Refused(fault)) => BearerRefusal(Some(fault)).into_response(),
        Err(UserInfoError::Store(error)) => {
            tracing::error!(error = %error, "userinfo failed");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
