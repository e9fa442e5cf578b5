//! A failure that a person sees: a page that says what happened and what comes next.

use std::error::Error;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{HeaderValue, RETRY_AFTER};
use http::{Method, StatusCode};
use serde::Serialize;
use shared::db::StoreError;
use shared::forms::FormRejection;
use shared::pages::{Frame, Page, Pages, PagesError};
use shared::secret::{Busy, random_id};

use crate::app::{App, MailFault};
use crate::preview::{Preview, samples};
use shared::provider::Away;

/// What a person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Problem {
    /// There is no such page.
    NotFound,
    /// The page is there, but not for this method.
    WrongMethod,
    /// The page is not for this person.
    Forbidden,
    /// The person's role does not cover it.
    RoleMissing,
    /// It is about the person's own case.
    OwnCase,
    /// Something else about the same waits for a second person.
    AlreadyWaiting,
    /// The form was not sent by a page of ours, or the page was too old.
    FormExpired,
    /// The request cannot be read.
    BadRequest,
    /// What was sent is too long.
    TooLarge,
    /// The limit is reached.
    TooManyTries,
    /// The identity provider cannot be reached.
    ProviderAway,
    /// Too much at once; soon again.
    Busy,
    /// The fault is ours.
    Internal,
}

impl Problem {
    const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Forbidden | Self::RoleMissing | Self::OwnCase => StatusCode::FORBIDDEN,
            Self::AlreadyWaiting => StatusCode::CONFLICT,
            Self::FormExpired | Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooManyTries => StatusCode::TOO_MANY_REQUESTS,
            Self::ProviderAway | Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// A request that ends in a page of its own.
#[derive(Debug, Clone)]
pub(crate) struct PageError {
    problem: Problem,
    retry_after: Option<i64>,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl PageError {
    /// Without a deeper reason.
    pub(crate) const fn new(problem: Problem) -> Self {
        Self {
            problem,
            retry_after: None,
            source: None,
        }
    }

    /// The fault is ours, and this is why.
    pub(crate) fn internal(source: impl Error + Send + Sync + 'static) -> Self {
        Self {
            problem: Problem::Internal,
            retry_after: None,
            source: Some(Arc::new(source)),
        }
    }

    /// The limit is reached; `seconds` until the next try.
    pub(crate) const fn too_many(seconds: i64) -> Self {
        Self {
            problem: Problem::TooManyTries,
            retry_after: Some(seconds),
            source: None,
        }
    }
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        Self::internal(error)
    }
}

impl From<PagesError> for PageError {
    fn from(error: PagesError) -> Self {
        Self::internal(error)
    }
}

impl From<Away> for PageError {
    fn from(_: Away) -> Self {
        Self {
            problem: Problem::ProviderAway,
            retry_after: Some(10),
            source: None,
        }
    }
}

impl From<MailFault> for PageError {
    fn from(error: MailFault) -> Self {
        Self::internal(error)
    }
}

impl From<Busy> for PageError {
    fn from(_: Busy) -> Self {
        Self {
            problem: Problem::Busy,
            retry_after: Some(5),
            source: None,
        }
    }
}

impl From<FormRejection> for PageError {
    fn from(rejection: FormRejection) -> Self {
        tracing::info!(reason = %rejection, "a form was refused");
        Self::new(match rejection {
            FormRejection::Refused(_) => Problem::FormExpired,
            FormRejection::TooLarge { .. } => Problem::TooLarge,
            _ => Problem::BadRequest,
        })
    }
}

impl IntoResponse for PageError {
    /// The bare status; [`show`] makes the page, because only it knows the visitor's language.
    fn into_response(self) -> Response {
        let mut response = self.problem.status().into_response();
        if let Some(seconds) = self.retry_after {
            let seconds = HeaderValue::from(seconds.max(1));
            response.headers_mut().insert(RETRY_AFTER, seconds);
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// The page of a failure.
#[derive(Debug, Serialize)]
struct ProblemPage {
    problem: Problem,
    minutes: i64,
    incident: Option<String>,
    /// The way back to the form, for a failure that trying again mends.
    again: Option<String>,
    home_url: String,
}

impl Page for ProblemPage {
    const TEMPLATE: &'static str = "error/problem.html";

    fn samples() -> Vec<Self> {
        use Problem as P;
        [
            P::NotFound,
            P::WrongMethod,
            P::Forbidden,
            P::RoleMissing,
            P::OwnCase,
            P::AlreadyWaiting,
            P::FormExpired,
            P::BadRequest,
            P::TooLarge,
            P::TooManyTries,
            P::ProviderAway,
            P::Busy,
            P::Internal,
        ]
        .map(|problem| Self {
            problem,
            minutes: 3,
            incident: (problem == P::Internal).then(|| "abc234".to_owned()),
            again: (problem == P::FormExpired).then(|| "/freischaltcode".to_owned()),
            home_url: "/".to_owned(),
        })
        .into()
    }
}

/// Middleware: turns a [`PageError`] into its page, in the visitor's language.
pub(crate) async fn show(State(app): State<App>, request: Request, next: Next) -> Response {
    let frame = request.extensions().get::<Frame>().cloned();
    let method = request.method().clone();
    let path = request
        .uri()
        .path_and_query()
        .map_or_else(|| "/".to_owned(), ToString::to_string);
    let mut response = next.run(request).await;
    let Some(error) = response.extensions_mut().remove::<PageError>() else {
        return response;
    };
    let incident = error.source.as_deref().map(|source| log(&app, source));
    let page = ProblemPage {
        problem: error.problem,
        minutes: (error.retry_after.unwrap_or(0) + 59) / 60,
        incident,
        again: way_back(error.problem, &method).then_some(path),
        home_url: "/".to_owned(),
    };
    let Some(frame) = frame else { return response };
    match app.pages.reply_with(response.status(), &page, &frame) {
        Ok(mut shown) => {
            if let Some(wait) = response.headers_mut().remove(RETRY_AFTER) {
                shown.headers_mut().insert(RETRY_AFTER, wait);
            }
            shown
        }
        Err(fault) => {
            tracing::error!(error = %fault, "the page of a failure failed");
            response
        }
    }
}

/// Whether opening the same address again is the way on.
fn way_back(problem: Problem, method: &Method) -> bool {
    match problem {
        Problem::FormExpired => method == Method::POST,
        Problem::ProviderAway | Problem::Busy => method == Method::GET,
        _ => false,
    }
}

/// Logs a failure once, with its whole chain, and names it for the person.
fn log(app: &App, error: &(dyn Error + Send + Sync + 'static)) -> String {
    let incident = random_id(&*app.entropy)[..8].to_owned();
    let mut chain = error.to_string();
    let mut deeper = error.source();
    while let Some(reason) = deeper {
        chain.push_str(": ");
        chain.push_str(&reason.to_string());
        deeper = reason.source();
    }
    tracing::error!(incident, error = chain, "a request failed");
    incident
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [samples::<ProblemPage>(pages)];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
