//! Requests that need a person.

use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Redirect, Response};
use http::request::Parts as RequestParts;

use super::{Cx, Person};
use crate::app::App;
use crate::sessions::Stage;

/// A visit by someone with a full session; everyone else is sent to sign in.
#[derive(Debug)]
pub(crate) struct SignedIn {
    pub(crate) cx: Cx,
    pub(crate) person: Person,
}

/// A visit by someone who may secure the account: a full session, or one that is good for
/// nothing else (S48).
#[derive(Debug)]
pub(crate) struct Securing {
    pub(crate) cx: Cx,
    pub(crate) person: Person,
}

/// Where someone goes whose account is about to be deleted, to keep it: nothing else is open to
/// them (S89).
pub(crate) const KEEP: &str = "/konto/behalten";

impl Deref for SignedIn {
    type Target = Cx;

    fn deref(&self) -> &Cx {
        &self.cx
    }
}

impl Deref for Securing {
    type Target = Cx;

    fn deref(&self) -> &Cx {
        &self.cx
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut RequestParts, app: &App) -> Result<Self, Response> {
        let Securing { cx, person } = Securing::from_request_parts(parts, app).await?;
        match person.session.stage {
            Stage::Full => Ok(Self { cx, person }),
            Stage::Enrolling | Stage::Recovering | Stage::Leaving => {
                Err(Redirect::to("/absichern").into_response())
            }
        }
    }
}

impl FromRequestParts<App> for Securing {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut RequestParts, app: &App) -> Result<Self, Response> {
        let cx = Cx::from_request_parts(parts, app)
            .await
            .map_err(IntoResponse::into_response)?;
        match cx.person.clone() {
            Some(person) if person.session.stage == Stage::Leaving => {
                Err(Redirect::to(KEEP).into_response())
            }
            Some(person) => Ok(Self { cx, person }),
            None => Err(Redirect::to(&cx.carry("/anmelden")).into_response()),
        }
    }
}
