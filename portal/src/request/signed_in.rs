//! Requests that need a person.

use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Redirect, Response};
use http::Method;
use http::request::Parts as RequestParts;
use url::form_urlencoded;

use super::{Cx, Person};
use crate::app::App;

/// A visit by someone who is signed in; everyone else is sent to sign in and comes back here.
#[derive(Debug)]
pub(crate) struct SignedIn {
    pub(crate) cx: Cx,
    pub(crate) person: Person,
}

impl Deref for SignedIn {
    type Target = Cx;

    fn deref(&self) -> &Cx {
        &self.cx
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut RequestParts, app: &App) -> Result<Self, Response> {
        let cx = Cx::from_request_parts(parts, app)
            .await
            .map_err(IntoResponse::into_response)?;
        match cx.person.clone() {
            Some(person) if leaves(&person, parts) => Err(Redirect::to(KEEP).into_response()),
            Some(person) => Ok(Self { cx, person }),
            None => Err(Redirect::to(&sign_in_for(parts)).into_response()),
        }
    }
}

/// All that somebody still opens who wants their data gone.
pub(crate) const KEEP: &str = "/meine-daten/behalten";

/// Whether this visit must first say whether it stays at that.
pub(super) fn leaves(person: &Person, parts: &RequestParts) -> bool {
    person.resident.leaving_at.is_some() && parts.uri.path() != KEEP
}

/// `/anmelden`, and from there back to the page that was asked for; a post is not repeated.
pub(super) fn sign_in_for(parts: &RequestParts) -> String {
    if parts.method != Method::GET {
        return "/anmelden".to_owned();
    }
    let wanted = parts.uri.path_and_query().map_or("/", |it| it.as_str());
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("weiter", wanted)
        .finish();
    format!("/anmelden?{query}")
}
