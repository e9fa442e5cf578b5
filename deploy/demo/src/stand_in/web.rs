//! The addresses that both stand-ins have.

use axum::Json;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use shared::forms::{FORM_LIMIT, Visitor, read_form};
use shared::pages::{Frame, assets_router, frame};
use shared::telemetry::{health, log_requests};

use super::authorize::{self, Refusal};
use super::pages::{Problem, show_with, strange};
use super::{Ending, Provider, metadata, token};
use crate::this_machine::for_this_machine;

/// Every address of a stand-in whose own pages are `own`.
pub(crate) fn routes(provider: Provider, own: Router<Provider>) -> Router {
    let assets = assets_router(provider.pages());
    let framing = provider.framing();
    let shown = own
        .route("/authorize", get(begin))
        .route("/abbrechen", post(cancel))
        .fallback(nothing)
        .layer(from_fn_with_state(framing, frame));
    let routes = Router::new()
        .route("/.well-known/openid-configuration", get(discovery))
        .route("/jwks", get(jwks))
        .route("/token", post(redeem))
        .route("/userinfo", get(userinfo).post(userinfo))
        .merge(shown)
        .with_state(provider)
        .merge(assets)
        .merge(health(|| std::future::ready(Ok(()))))
        .layer(from_fn(for_this_machine));
    log_requests(routes)
}

async fn discovery(State(provider): State<Provider>) -> Response {
    Json(metadata::metadata(&provider)).into_response()
}

async fn jwks(State(provider): State<Provider>) -> Response {
    Json(provider.published()).into_response()
}

async fn redeem(State(provider): State<Provider>, headers: HeaderMap, body: Bytes) -> Response {
    let no_store = [
        (header::CACHE_CONTROL, "no-store"),
        (header::PRAGMA, "no-cache"),
    ];
    match token::redeem(&provider, &headers, &body) {
        Ok(answer) => (no_store, Json(answer)).into_response(),
        Err(fault) => fault.into_response(),
    }
}

async fn userinfo(State(provider): State<Provider>, headers: HeaderMap) -> Response {
    match token::userinfo(&provider, &headers) {
        Ok(claims) => ([(header::CACHE_CONTROL, "no-store")], Json(claims)).into_response(),
        Err(fault) => fault.into_response(),
    }
}

/// Keeps the request; the pages after it carry its name alone. `ui_locales` becomes the language
/// that the browser keeps.
async fn begin(
    State(provider): State<Provider>,
    visitor: Visitor,
    frame: Frame,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let parameters = super::parameters(query.as_bytes()).unwrap_or_default();
    let locales = parameters.get("ui_locales").map(String::as_str);
    let frame = frame.in_ui_locales(locales);
    match authorize::begin(&provider, &query, &visitor) {
        Ok(id) if locales.is_some() => {
            let to = format!("/anmelden?vorgang={id}&lang={}", frame.lang);
            Redirect::to(&to).into_response()
        }
        Ok(id) => Redirect::to(&format!("/anmelden?vorgang={id}")).into_response(),
        Err(Refusal::Redirect(to)) => Redirect::to(&to).into_response(),
        Err(Refusal::Page(what)) => {
            let page = Problem::new(what);
            show_with(&provider, StatusCode::BAD_REQUEST, &page, &frame)
        }
    }
}

#[derive(Debug, Deserialize)]
struct Cancelled {
    vorgang: String,
}

async fn cancel(
    State(provider): State<Provider>,
    visitor: Visitor,
    frame: Frame,
    request: Request,
) -> Response {
    let form = match form::<Cancelled>(&provider, request, &frame).await {
        Ok(form) => form,
        Err(page) => return *page,
    };
    let ending = Ending::Failed {
        error: "access_denied",
        description: "The person cancelled the sign-in".to_owned(),
    };
    match provider.answer(&form.vorgang, &visitor, |_| Some(ending)) {
        Ok(to) => Redirect::to(&to.unwrap_or_default()).into_response(),
        Err(lost) => strange(&provider, &lost, &frame),
    }
}

/// What a form of ours sent, or the page that says why it does not count.
pub(crate) async fn form<T: serde::de::DeserializeOwned>(
    provider: &Provider,
    request: Request<Body>,
    frame: &Frame,
) -> Result<T, Box<Response>> {
    let read = read_form(provider.guard(), request, FORM_LIMIT).await;
    read.map_err(|_| {
        let page = Problem::new("form");
        Box::new(show_with(provider, StatusCode::BAD_REQUEST, &page, frame))
    })
}

async fn nothing(State(provider): State<Provider>, frame: Frame) -> Response {
    let page = Problem::new("missing");
    show_with(&provider, StatusCode::NOT_FOUND, &page, &frame)
}
