//! A failure that a person sees: a page that says what happened and what comes next.

use std::error::Error;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use http::{Method, StatusCode};
use serde::Serialize;
use shared::db::StoreError;
use shared::forms::FormRejection;
use shared::pages::{Frame, Page, Pages, PagesError};
use shared::secret::{Busy, random_id};

use crate::app::App;
use crate::limits::Refusal;
use crate::preview::{Preview, samples};
use crate::request::Seen;

/// What a person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Problem {
    /// There is no such page.
    NotFound,
    /// The address is known, but not asked for like this.
    WrongMethod,
    /// The page is not for this person.
    Forbidden,
    /// The form was not sent by a page of ours, or the page was too old.
    FormExpired,
    /// The request cannot be read.
    BadRequest,
    /// What was sent is too long.
    TooLarge,
    /// The limit is reached.
    TooManyTries,
    /// Too many wrong guesses in a row: this way in stays closed until the owner opens it.
    SwitchedOff,
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
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::FormExpired | Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooManyTries | Self::SwitchedOff => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
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

impl From<Refusal> for PageError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Wait(seconds) => Self::too_many(seconds),
            Refusal::Off => Self::new(Problem::SwitchedOff),
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
    /// The way to a new password, where that opens what is closed.
    reset: Option<&'static str>,
    /// Whether the way on is that of a person who is signed in.
    signed_in: bool,
}

const RESET: &str = "/passwort-vergessen";

impl Page for ProblemPage {
    const TEMPLATE: &'static str = "error/problem.html";

    fn title(&self) -> Option<String> {
        let problem = serde_json::to_value(self.problem).ok()?;
        Some(format!("error-problem-{}-title", problem.as_str()?))
    }

    fn samples() -> Vec<Self> {
        use Problem::{
            BadRequest, Busy, Forbidden, FormExpired, Internal, NotFound, SwitchedOff, TooLarge,
            TooManyTries, WrongMethod,
        };
        [
            NotFound,
            Forbidden,
            FormExpired,
            BadRequest,
            TooLarge,
            TooManyTries,
            SwitchedOff,
            Busy,
            Internal,
            WrongMethod,
        ]
        .map(|problem| Self {
            problem,
            minutes: 3,
            incident: (problem == Internal).then(|| "abc234".to_owned()),
            again: (problem == FormExpired).then(|| "/registrieren".to_owned()),
            reset: (problem == SwitchedOff).then_some(RESET),
            signed_in: false,
        })
        .into_iter()
        .chain([Self {
            problem: TooManyTries,
            minutes: 3,
            incident: None,
            again: None,
            reset: None,
            signed_in: true,
        }])
        .collect()
    }
}

/// Middleware: turns a [`PageError`] into its page, in the visitor's language.
pub(crate) async fn show(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let frame = request.extensions().get::<Frame>().cloned();
    let seen = Seen::default();
    request.extensions_mut().insert(seen.clone());
    let method = request.method().clone();
    let path = request
        .uri()
        .path_and_query()
        .map_or_else(|| "/".to_owned(), ToString::to_string);
    let mut response = next.run(request).await;
    let error = response.extensions_mut().remove::<PageError>();
    let Some(error) = error.or_else(|| unread(&response)) else {
        return response;
    };
    let incident = error.source.as_deref().map(|source| log(&app, source));
    let (frame, signed_in) = match seen.get() {
        Some((frame, signed_in)) => (Some(frame), signed_in),
        None => (frame, false),
    };
    let page = ProblemPage {
        problem: error.problem,
        minutes: (error.retry_after.unwrap_or(0) + 59) / 60,
        incident,
        again: (error.problem == Problem::FormExpired && method == Method::POST).then_some(path),
        reset: (error.problem == Problem::SwitchedOff).then_some(RESET),
        signed_in,
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

/// What an extractor refused, in words that are not for people.
fn unread(response: &Response) -> Option<PageError> {
    let kind = response.headers().get(CONTENT_TYPE);
    let is_bare = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let problem = match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        status if status.is_client_error() => Problem::BadRequest,
        _ => return None,
    };
    is_bare.then(|| PageError::new(problem))
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
