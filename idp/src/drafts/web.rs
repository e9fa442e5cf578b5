//! The layer around every page: a form that could not be sent for want of a sign-in is kept, and the
//! page that comes after the sign-in is filled in.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequestParts as _, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION};
use http::{Method, StatusCode, Uri};
use serde::Serialize;
use shared::clock::Timestamp;
use shared::db::StoreError;
use shared::forms::{
    AUTHOR_FIELD, Author, CSRF_FIELD, DRAFT_PARAMETER, Draft, FORM_LIMIT, ShownAt, field,
};
use shared::secret::Token;
use url::form_urlencoded;

use super::keep::{self, Taken};
use crate::app::App;
use crate::error::page::{PageError, Problem};
use crate::request::Cx;

/// Where people sign in.
const SIGN_IN: &str = "/anmelden";
/// No page of ours is longer.
const LONGEST_PAGE: usize = 4 * 1024 * 1024;

/// The layer; inside the ones that frame pages and show failures.
pub(crate) async fn keep_typed(State(app): State<App>, request: Request, next: Next) -> Response {
    match *request.method() {
        Method::POST if is(request.headers(), "application/x-www-form-urlencoded") => {
            posted(&app, request, next).await
        }
        Method::GET => match named(request.uri()) {
            Some(token) => opened(&app, request, &token, next).await,
            None => next.run(request).await,
        },
        _ => next.run(request).await,
    }
}

async fn posted(app: &App, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, FORM_LIMIT).await else {
        return PageError::new(Problem::TooLarge).into_response();
    };
    let key = app.sealing.derive("drafts");
    let author = field(&bytes, AUTHOR_FIELD).and_then(|it| Author::open(&key, &it));
    if let Some(author) = &author {
        parts.extensions.insert(ShownAt(author.page.clone()));
    }
    let (headers, action) = (parts.headers.clone(), address(&parts.uri));
    let request = Request::from_parts(parts, Body::from(bytes.clone()));
    let mut response = next.run(request).await;
    let (Some(author), Some(query)) = (author, asks_to_sign_in(&response)) else {
        return response;
    };
    match kept(app, (&headers, &bytes), (&author, &action)).await {
        Ok(Some(token)) => {
            let onward = with_draft(&author.page, &token);
            if let Ok(place) = HeaderValue::from_str(&sign_in(&query, &onward)) {
                response.headers_mut().insert(LOCATION, place);
            }
        }
        Ok(None) => {}
        Err(error) => tracing::warn!(error = %error, "what was typed could not be kept"),
    }
    response
}

/// What names the draft, if there is something to keep and a page of ours in this browser sent it.
async fn kept(
    app: &App,
    (headers, body): (&HeaderMap, &Bytes),
    (author, action): (&Author, &str),
) -> Result<Option<Token>, StoreError> {
    let csrf = field(body, CSRF_FIELD);
    let Some(draft) = Draft::of(action, body) else {
        return Ok(None);
    };
    if app.guard.check(headers, csrf.as_deref()).is_err() {
        return Ok(None);
    }
    let key = app.sealing.derive("drafts");
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let token = keep::keep(&mut tx, (&*app.entropy, &key), now, (author, &draft)).await?;
    tx.commit().await?;
    Ok(Some(token))
}

/// The query of the sign-in page to which a response sends.
fn asks_to_sign_in(response: &Response) -> Option<String> {
    let place = response.headers().get(LOCATION)?.to_str().ok()?;
    let (path, query) = place.split_once('?').unwrap_or((place, ""));
    let sends = response.status().is_redirection() && path == SIGN_IN;
    sends.then(|| query.to_owned())
}

fn sign_in(query: &str, onward: &str) -> String {
    let others = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "weiter");
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(others)
        .append_pair("weiter", onward)
        .finish();
    format!("{SIGN_IN}?{query}")
}

fn with_draft(page: &str, token: &Token) -> String {
    let joint = if page.contains('?') { '&' } else { '?' };
    format!("{page}{joint}{DRAFT_PARAMETER}={}", token.reveal())
}

/// The words above a form that was filled in.
#[derive(Debug, Serialize)]
struct Restored {}

async fn opened(app: &App, request: Request, token: &Token, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let page = address(&parts.uri);
    let cx = Cx::from_request_parts(&mut parts, app).await;
    let request = Request::from_parts(parts, body);
    let Ok(cx) = cx else {
        return next.run(request).await;
    };
    let Some(person) = &cx.person else {
        return next.run(request).await;
    };
    let author = Author::new(person.account.id.as_str(), &page);
    let kept = match taken(app, cx.now, (&author, token)).await {
        Ok(Some(kept)) => kept,
        Ok(None) => return next.run(request).await,
        Err(error) => {
            tracing::warn!(error = %error, "what was typed could not be read");
            return next.run(request).await;
        }
    };
    let response = next.run(request).await;
    let is_page = response.status() == StatusCode::OK && is(response.headers(), "text/html");
    if is_page {
        let notice = app
            .pages
            .render_template("frame/restored.html", &Restored {}, &cx.frame);
        match notice {
            Ok(notice) => return filled(response, &kept.draft, (&page, &notice)).await,
            Err(error) => tracing::error!(error = %error, "the words about a draft failed"),
        }
    }
    // Another page came first; it may lead here in the end.
    if let Err(error) = put_back(app, &kept).await {
        tracing::warn!(error = %error, "what was typed could not be put back");
    }
    response
}

async fn taken(
    app: &App,
    now: Timestamp,
    what: (&Author, &Token),
) -> Result<Option<Taken>, StoreError> {
    let key = app.sealing.derive("drafts");
    let mut tx = app.db.write().await?;
    let taken = keep::take(&mut tx, &key, now, what).await?;
    tx.commit().await?;
    Ok(taken)
}

async fn put_back(app: &App, taken: &Taken) -> Result<(), StoreError> {
    let mut tx = app.db.write().await?;
    keep::put_back(&mut tx, taken).await?;
    tx.commit().await
}

/// The page with the form as it was left; as it is, if it does not show the form.
async fn filled(response: Response, draft: &Draft, (page, notice): (&str, &str)) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST_PAGE).await else {
        return PageError::new(Problem::Internal).into_response();
    };
    let html = String::from_utf8_lossy(&bytes);
    let body = match draft.fill(&html, page, notice) {
        Some(filled) => Body::from(filled),
        None => Body::from(bytes),
    };
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, body)
}

fn named(uri: &Uri) -> Option<Token> {
    let query = uri.query().unwrap_or_default();
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (_, value) = pairs.find(|(name, _)| name == DRAFT_PARAMETER)?;
    Token::parse(&value)
}

fn address(uri: &Uri) -> String {
    uri.path_and_query()
        .map_or_else(|| "/".to_owned(), ToString::to_string)
}

fn is(headers: &HeaderMap, kind: &str) -> bool {
    let sent = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let sent = sent.unwrap_or_default().split(';').next();
    sent.is_some_and(|it| it.trim().eq_ignore_ascii_case(kind))
}
