//! `GET` and `POST /oauth/userinfo`.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};

use super::form::{Form, FormFault};
use crate::app::App;
use crate::error::protocol::BearerRefusal;
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;
use crate::oauth::userinfo::{Told, UserInfoError, tell};
use crate::request::{bearer_token, has_several_tokens};

pub(super) async fn show(State(app): State<App>, headers: HeaderMap) -> Response {
    if has_several_tokens(&headers) {
        return ambiguous();
    }
    answer(&app, bearer_token(&headers)).await
}

/// The token stands in the header or in the form (RFC 6750 §2.2), never in both.
pub(super) async fn show_by_form(
    State(app): State<App>,
    headers: HeaderMap,
    form: Result<Form, FormFault>,
) -> Response {
    let params = match form.and_then(|Form(text)| Ok(Params::parse(&[&text])?)) {
        Ok(params) => params,
        // Whatever else the body is, it holds no token.
        Err(FormFault::Kind) => Params::default(),
        Err(fault) => {
            let mut response = BearerRefusal(Some(fault.fault())).into_response();
            *response.status_mut() = fault.status();
            return response;
        }
    };
    let presented = (bearer_token(&headers), params.get("access_token"));
    if presented.0.is_some() && params.is_there("access_token")
        || params.is_repeated("access_token")
        || has_several_tokens(&headers)
    {
        return ambiguous();
    }
    answer(&app, presented.0.or(presented.1)).await
}

fn ambiguous() -> Response {
    let fault = "the access token is presented in more than one way";
    let fault = Fault::new(OAuthCode::InvalidRequest, fault);
    BearerRefusal(Some(fault)).into_response()
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
