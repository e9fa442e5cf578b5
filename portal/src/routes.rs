//! Every address of the portal, with who may use it. The router is made from the same list that
//! tests read, so that no route can be missing there.

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any, get, post, put};
use http::StatusCode;
use shared::claims::Action;
use shared::forms::is_legible;
use shared::{pages, serve, telemetry};

use crate::app::App;
use crate::error::api::ApiError;
use crate::error::page::{self, PageError, Problem};
use crate::{
    account_events, account_work, address, api, approval_work, case_work, code_work, colleagues,
    drafts, help, history, home, own_data, profiles, request, requests, sessions, sign_in,
    sign_out, staff, start, unlock,
};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anyone.
    Public,
    /// Who is signed in; others are sent to sign in.
    SignedIn,
    /// Who of the staff may do this; for a grave action the sign-in must be fresh.
    Staff(Action),
    /// Who holds an access token with this scope.
    Token(&'static str),
    /// The identity provider, by a logout token.
    LogoutToken,
    /// The identity provider, by a security event token.
    EventToken,
}

/// A route as tests see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteEntry {
    /// `GET`, `POST` or `PUT`.
    pub method: &'static str,
    /// The path, with `{name}` for what varies.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
}

/// A route with its handler. Pages stand inside the frame; what only programs use does not.
#[derive(Debug)]
pub(crate) struct Route {
    entry: RouteEntry,
    framed: bool,
    handler: MethodRouter<App>,
}

impl Route {
    /// A page.
    pub(crate) fn get<T: 'static>(
        path: &'static str,
        access: Access,
        handler: impl Handler<T, App>,
    ) -> Self {
        Self::new(("GET", path, access), true, get(handler))
    }

    /// A form or a script's post.
    pub(crate) fn post<T: 'static>(
        path: &'static str,
        access: Access,
        handler: impl Handler<T, App>,
    ) -> Self {
        Self::new(("POST", path, access), true, post(handler))
    }

    /// What a program reads.
    pub(crate) fn machine_get<T: 'static>(
        path: &'static str,
        access: Access,
        handler: impl Handler<T, App>,
    ) -> Self {
        Self::new(("GET", path, access), false, get(handler))
    }

    /// What a program posts.
    pub(crate) fn machine_post<T: 'static>(
        path: &'static str,
        access: Access,
        handler: impl Handler<T, App>,
    ) -> Self {
        Self::new(("POST", path, access), false, post(handler))
    }

    /// What a program puts in the place of what is there.
    pub(crate) fn machine_put<T: 'static>(
        path: &'static str,
        access: Access,
        handler: impl Handler<T, App>,
    ) -> Self {
        Self::new(("PUT", path, access), false, put(handler))
    }

    const fn new(
        (method, path, access): (&'static str, &'static str, Access),
        framed: bool,
        handler: MethodRouter<App>,
    ) -> Self {
        let entry = RouteEntry {
            method,
            path,
            access,
        };
        Self {
            entry,
            framed,
            handler,
        }
    }
}

/// Every route, by capability.
fn all() -> Vec<Route> {
    [
        start::routes(),
        sign_in::routes(),
        sign_out::routes(),
        sessions::routes(),
        home::routes(),
        profiles::routes(),
        address::routes(),
        unlock::routes(),
        colleagues::routes(),
        staff::routes(),
        case_work::routes(),
        requests::routes(),
        code_work::routes(),
        account_work::routes(),
        approval_work::routes(),
        help::routes(),
        history::routes(),
        own_data::routes(),
        api::routes(),
        account_events::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The table of routes, for tests.
#[must_use]
pub fn route_table() -> Vec<RouteEntry> {
    let health = ["/health/live", "/health/ready"].map(|path| RouteEntry {
        method: "GET",
        path,
        access: Access::Public,
    });
    let mut table: Vec<_> = all().iter().map(|route| route.entry).collect();
    table.extend(health);
    table
}

/// The whole server.
pub(crate) fn router(app: &App) -> Router {
    let (mut people, mut programs) = (Router::new(), Router::new());
    for route in all() {
        let handler = match route.entry.access {
            Access::Staff(action) => route
                .handler
                .route_layer(from_fn_with_state((app.clone(), action), request::vet)),
            _ => route.handler,
        };
        let side = if route.framed {
            &mut people
        } else {
            &mut programs
        };
        *side = std::mem::take(side).route(route.entry.path, handler);
    }
    let people = people
        .fallback(async || PageError::new(Problem::NotFound))
        .method_not_allowed_fallback(async || PageError::new(Problem::WrongMethod))
        .layer(from_fn_with_state(app.clone(), drafts::keep_typed))
        .layer(from_fn(legible))
        .layer(from_fn_with_state(app.clone(), page::show))
        .layer(from_fn_with_state(app.framing(), pages::frame));
    let health = app.clone();
    let router = Router::new()
        .merge(pages::assets_router(&app.pages))
        .merge(telemetry::health(move || ready(health.clone())))
        .merge(programs)
        .route("/api/{*rest}", any(no_resource))
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

/// What no page can have as its name is not looked up.
async fn legible(request: Request, next: Next) -> Response {
    if is_legible(request.uri()) {
        next.run(request).await
    } else {
        PageError::new(Problem::BadRequest).into_response()
    }
}

async fn no_resource(_request: Request) -> ApiError {
    ApiError::not_found()
}

/// Ready without the provider: it is asked when it is needed.
async fn ready(app: App) -> Result<(), String> {
    app.db.ping().await.map_err(|error| error.to_string())
}

/// The last resort, in the form of who is asked: no template may be trusted any more.
fn bare(status: StatusCode, path: &str, hosts: &serve::Hosts) -> Response {
    if path.starts_with("/api/") {
        return ApiError::unread(status).into_response();
    }
    if status == StatusCode::MISDIRECTED_REQUEST {
        return hosts.way_home();
    }
    let words = "Es ist ein Fehler aufgetreten. Bitte versuchen Sie es noch einmal.";
    (status, words).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_route_is_listed_twice() {
        let table = route_table();
        let distinct: BTreeSet<_> = table.iter().map(|it| (it.method, it.path)).collect();
        assert_eq!(distinct.len(), table.len());
    }
}
