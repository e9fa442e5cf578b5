//! Bodies that only our own pages in the same browser may send.

use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;
use shared::forms::{FORM_LIMIT, read_form, read_json};

use crate::app::App;
use crate::error::page::PageError;

/// A form with a CSRF token.
#[derive(Debug)]
pub(crate) struct Protected<T>(pub(crate) T);

/// JSON from one of our scripts, with the token in a header.
#[derive(Debug)]
pub(crate) struct ProtectedJson<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<App> for Protected<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        Ok(Self(read_form(&app.guard, request, FORM_LIMIT).await?))
    }
}

impl<T: DeserializeOwned> FromRequest<App> for ProtectedJson<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        Ok(Self(read_json(&app.guard, request, FORM_LIMIT).await?))
    }
}
