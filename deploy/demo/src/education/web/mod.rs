//! Every address, and what handlers have in common.

mod back;
mod customers;
mod staff;

use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::de::DeserializeOwned;
use shared::forms::{FORM_LIMIT, read_form};
use shared::pages::{Frame, Page, assets_router, frame};
use shared::telemetry::{health, log_requests};

use super::app::App;
use super::pages::{Imprint, Privacy, ProblemPage, SignedOut, Start};
use super::problem::Problem;
use super::sessions::{Staff, Who};
use crate::this_machine::for_this_machine;

pub(super) use staff::COURSE_FAULTS;

/// Names of the session cookies: one browser may be both.
const STAFF: &str = "staff";
const CUSTOMER: &str = "customer";

pub(super) fn routes(app: App) -> Router {
    let ready = app.clone();
    let assets = assets_router(&app.pages);
    let framing = app.framing();
    let shown = Router::new()
        .route("/", get(start))
        .route("/impressum", get(imprint))
        .route("/datenschutz", get(privacy))
        .route("/abgemeldet", get(signed_out))
        .route("/zurueck/personal", get(back::staff))
        .route("/zurueck/verbinden", get(back::customer))
        .merge(staff::routes())
        .merge(customers::routes())
        .fallback(nothing)
        .layer(from_fn_with_state(framing, frame));
    let routes = Router::new()
        .route("/abmelden/back-channel", post(back::signed_out))
        .merge(shown)
        .with_state(app)
        .merge(assets)
        .merge(health(move || {
            let app = ready.clone();
            async move {
                let known = app.provider.metadata().await;
                known.map(drop).map_err(|fault| fault.to_string())
            }
        }))
        .layer(from_fn(for_this_machine));
    log_requests(routes)
}

/// A handler that ended early.
#[derive(Debug)]
struct Stop(Box<Response>);

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl From<Response> for Stop {
    fn from(response: Response) -> Self {
        Self(Box::new(response))
    }
}

type Shown = Result<Response, Stop>;

/// One request: the application, the page's frame, the cookies.
#[derive(Debug)]
struct Visit {
    app: App,
    frame: Frame,
    headers: HeaderMap,
}

impl FromRequestParts<App> for Visit {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, StatusCode> {
        Ok(Self {
            frame: Frame::from_request_parts(parts, app).await?,
            headers: parts.headers.clone(),
            app: app.clone(),
        })
    }
}

impl Visit {
    fn show<P: Page>(&self, page: &P) -> Response {
        self.show_with(StatusCode::OK, page)
    }

    fn show_with<P: Page>(&self, status: StatusCode, page: &P) -> Response {
        let shown = self.app.pages.reply_with(status, page, &self.frame);
        shown.unwrap_or_else(|error| {
            tracing::error!(%error, "a page cannot be shown");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        })
    }

    /// The page of a problem; `back` is where it goes on.
    fn problem(&self, problem: &Problem, back: &str) -> Stop {
        tracing::info!(%problem, "a request did not end well");
        let page = ProblemPage::new(problem, back);
        let mut response = self.show_with(problem.status(), &page);
        if let Problem::Busy(seconds) = problem
            && let Ok(value) = HeaderValue::from_str(&seconds.to_string())
        {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response.into()
    }

    /// What a form of ours sent.
    async fn form<T: DeserializeOwned>(&self, request: Request<Body>) -> Result<T, Stop> {
        let read = read_form(&self.app.guard, request, FORM_LIMIT).await;
        read.map_err(|_| self.problem(&Problem::Form, "/"))
    }

    fn who(&self, kind: &str) -> Option<Who> {
        let cookie = self.app.guard.cookies().read(&self.headers, kind)?;
        let now = self.app.now();
        self.app.sessions().who(&cookie, now)
    }

    /// Who is signed in of the staff; others are led to the start.
    fn staff(&self) -> Result<Staff, Stop> {
        match self.who(STAFF) {
            Some(Who::Staff(staff)) => Ok(*staff),
            _ => Err(Redirect::to("/").into_response().into()),
        }
    }

    /// A new session under a new name; an older one of this browser ends.
    fn begin(&self, kind: &str, who: Who, to: &str) -> Response {
        let token = self.app.token();
        let cookies = self.app.guard.cookies();
        let now = self.app.now();
        let mut sessions = self.app.sessions();
        if let Some(before) = cookies.read(&self.headers, kind) {
            sessions.end(&before);
        }
        sessions.begin(&token, who, now);
        drop(sessions);
        let mut response = Redirect::to(to).into_response();
        if let Some(cookie) = cookies.set(kind, token.reveal(), None) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// Ends the session of this browser.
    fn end(&self, kind: &str, to: &str) -> Response {
        let cookies = self.app.guard.cookies();
        if let Some(cookie) = cookies.read(&self.headers, kind) {
            self.app.sessions().end(&cookie);
        }
        let mut response = Redirect::to(to).into_response();
        let gone = cookies.clear(kind);
        response.headers_mut().append(header::SET_COOKIE, gone);
        response
    }
}

async fn start(visit: Visit) -> Response {
    let signed_in = matches!(visit.who(STAFF), Some(Who::Staff(_)));
    visit.show(&Start { signed_in })
}

async fn imprint(visit: Visit) -> Response {
    visit.show(&Imprint {})
}

async fn privacy(visit: Visit) -> Response {
    visit.show(&Privacy {})
}

async fn signed_out(visit: Visit) -> Response {
    visit.show(&SignedOut {})
}

async fn nothing(State(_): State<App>, visit: Visit) -> Stop {
    visit.problem(&Problem::Missing, "/")
}
