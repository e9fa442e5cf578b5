//! The layer around every page: a form that could not be sent for want of a sign-in is kept, and the
//! page that comes after the sign-in is filled in.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequestParts as _, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::Method;
use http::header::{HeaderMap, HeaderValue, LOCATION};
use serde::Serialize;
use shared::clock::Timestamp;
use shared::db::StoreError;
use shared::forms::{
    AUTHOR_FIELD, Author, CSRF_FIELD, Draft, FORM_LIMIT, ShownAt, asks_to_sign_in, field,
    is_of_type, is_page, named_draft, own_address, sign_in_with_draft,
};
use shared::secret::Token;

use super::keep::{self, Taken};
use crate::app::App;
use crate::error::page::{PageError, Problem};
use crate::request::Cx;

/// No page of ours is longer.
const LONGEST_PAGE: usize = 4 * 1024 * 1024;

/// The layer; inside the ones that frame pages and show failures.
pub(crate) async fn keep_typed(State(app): State<App>, request: Request, next: Next) -> Response {
    match *request.method() {
        Method::POST if is_of_type(request.headers(), "application/x-www-form-urlencoded") => {
            posted(&app, request, next).await
        }
        Method::GET => match named_draft(request.uri()) {
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
    let (headers, action) = (parts.headers.clone(), own_address(&parts.uri));
    let request = Request::from_parts(parts, Body::from(bytes.clone()));
    let mut response = next.run(request).await;
    let (Some(author), Some(query)) = (author, asks_to_sign_in(&response)) else {
        return response;
    };
    match kept(app, (&headers, &bytes), (&author, &action)).await {
        Ok(Some(token)) => {
            let place = sign_in_with_draft(&query, &author.page, &token);
            if let Ok(place) = HeaderValue::from_str(&place) {
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

/// The words above a form that was filled in.
#[derive(Debug, Serialize)]
struct Restored {}

async fn opened(app: &App, request: Request, token: &Token, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let page = own_address(&parts.uri);
    let cx = Cx::from_request_parts(&mut parts, app).await;
    let request = Request::from_parts(parts, body);
    let Ok(cx) = cx else {
        return next.run(request).await;
    };
    let Some(person) = &cx.person else {
        return next.run(request).await;
    };
    let author = Author::new(person.resident.id.as_str(), &page);
    let kept = match taken(app, cx.now, (&author, token)).await {
        Ok(Some(kept)) => kept,
        Ok(None) => return next.run(request).await,
        Err(error) => {
            tracing::warn!(error = %error, "what was typed could not be read");
            return next.run(request).await;
        }
    };
    let response = next.run(request).await;
    if is_page(&response) {
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
async fn filled(response: Response, draft: &Draft, shown: (&str, &str)) -> Response {
    let (parts, body) = response.into_parts();
    match to_bytes(body, LONGEST_PAGE).await {
        Ok(html) => draft.fill_response(parts, html, shown),
        Err(_) => PageError::new(Problem::Internal).into_response(),
    }
}
