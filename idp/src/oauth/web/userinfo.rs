//! `GET` and `POST /oauth/userinfo`.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};

use crate::app::App;
use crate::error::protocol::BearerRefusal;
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;
use crate::oauth::userinfo::{Told, UserInfoError, tell};
use crate::request::bearer_token;

pub(super) async fn show(State(app): State<App>, headers: HeaderMap) -> Response {
    answer(&app, bearer_token(&headers)).await
}

/// The token stands in the header or in the form (RFC 6750 §2.2), never in both.
pub(super) async fn show_by_form(
    State(app): State<App>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let kind = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let is_form = kind.is_some_and(|it| it.starts_with("application/x-www-form-urlencoded"));
    let text = std::str::from_utf8(&body).ok().filter(|_| is_form);
    let params = text.and_then(|text| Params::parse(&[text]).ok());
    let params = params.unwrap_or_default();
    let presented = (bearer_token(&headers), params.get("access_token"));
    if presented.0.is_some() && params.is_there("access_token")
        || params.is_repeated("access_token")
    {
        let fault = "the access token is presented in more than one way";
        let fault = Fault::new(OAuthCode::InvalidRequest, fault);
        return BearerRefusal(Some(fault)).into_response();
    }
    answer(&app, presented.0.or(presented.1)).await
}

async fn answer(app: &App, token: Option<&str>) -> Response {
    let Some(token) = token else {
        return BearerRefusal(None).into_response();
    };
    let desk = app.desk(app.clock.now());
    match tell(&app.db, &app.clients, desk, token).await {
        Ok(Told::Plain(claims)) => ([(CACHE_CONTROL, "no-store")], Json(claims)).into_response(),
        Ok(Told::Signed(token)) => {
            let headers = [
                (CACHE_CONTROL, "no-store"),
                (CONTENT_TYPE, "application/jwt"),
            ];
            (headers, token).into_response()
        }
        Err(UserInfoError::Refused(fault)) => BearerRefusal(Some(fault)).into_response(),
        Err(UserInfoError::Store(error)) => {
            tracing::error!(error = %error, "userinfo failed");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
