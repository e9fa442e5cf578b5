//! Every address of the provider, grouped by capability.

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use http::StatusCode;
use shared::forms::is_legible;
use shared::{pages, serve, telemetry};

use crate::app::{self, App};
use crate::error::api::ApiError;
use crate::error::page::{self, PageError, Problem};
use crate::error::protocol;
use crate::{
    admin, consents, devices, drafts, email_change, factors, help, history, invitations, oauth,
    own_data, recovery, recovery_codes, recovery_letters, registration, request, sign_in, sign_up,
};

/// The whole server.
pub(crate) fn router(app: &App) -> Router {
    let people = Router::new()
        .route("/", get(begin))
        .merge(sign_up::routes())
        .merge(sign_in::routes())
        .merge(factors::routes())
        .merge(email_change::routes())
        .merge(recovery::routes())
        .merge(recovery_codes::routes())
        .merge(recovery_letters::routes())
        .merge(consents::routes())
        .merge(devices::routes())
        .merge(oauth::routes())
        .merge(invitations::routes())
        .merge(help::routes())
        .merge(history::routes())
        .merge(own_data::routes())
        .merge(request::routes())
        .fallback(not_found)
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn_with_state(app.clone(), drafts::keep_typed))
        .layer(from_fn(legible))
        .layer(from_fn_with_state(app.clone(), page::show))
        .layer(from_fn_with_state(app.clone(), request::allow_goals))
        .layer(from_fn_with_state(app.framing(), pages::frame));
    let health = app.clone();
    let router = Router::new()
        .merge(pages::assets_router(&app.pages))
        .merge(telemetry::health(move || ready(health.clone())))
        .merge(oauth::machine_routes(app))
        .merge(registration::routes())
        .merge(recovery_letters::machine_routes())
        .merge(admin::routes())
        .merge(people)
        .layer(from_fn_with_state(app.clone(), request::note_origin))
        .with_state(app.clone());
    let limits = serve::Limits {
        duration: app.settings.http.request,
        body_bytes: app.settings.http.body_bytes(),
        hosts: app.settings.http.hosts(),
        page: bare,
    };
    telemetry::log_requests(serve::guard(router, limits))
}

/// Who opens the bare address wants to begin.
async fn begin(State(app): State<App>) -> Redirect {
    Redirect::to(&app::front_door(&app.settings))
}

async fn not_found() -> PageError {
    PageError::new(Problem::NotFound)
}

async fn wrong_method() -> PageError {
    PageError::new(Problem::WrongMethod)
}

/// What no page can have as its name is not looked up.
async fn legible(request: Request, next: Next) -> Response {
    if is_legible(request.uri()) {
        next.run(request).await
    } else {
        PageError::new(Problem::BadRequest).into_response()
    }
}

async fn ready(app: App) -> Result<(), String> {
    app.db.ping().await.map_err(|error| error.to_string())
}

/// The last resort, in the form of who is asked: no template may be trusted any more.
fn bare(status: StatusCode, path: &str, hosts: &serve::Hosts) -> Response {
    const PEOPLE: [&str; 2] = ["/oauth/authorize", "/oauth/logout"];
    let is_for_people = PEOPLE.iter().any(|it| path.starts_with(it));
    if path.starts_with("/admin/") || path.starts_with("/letters/") {
        return ApiError::unread(status).into_response();
    }
    let is_protocol = path.starts_with("/oauth/") || path.starts_with("/.well-known/");
    if is_protocol && !is_for_people {
        return protocol::unread(status);
    }
    if status == StatusCode::MISDIRECTED_REQUEST {
        return hosts.way_home();
    }
    (
        status,
        "Es ist ein Fehler aufgetreten. Bitte versuchen Sie es noch einmal.",
    )
        .into_response()
}
