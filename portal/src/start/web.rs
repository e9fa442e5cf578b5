//! `/`.

use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use shared::pages::{Page, Pages, PagesError};

use crate::error::page::PageError;
use crate::preview::{Preview, samples};
use crate::request::Cx;
use crate::routes::{Access, Route};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/", Access::Public, show)]
}

#[derive(Debug, Serialize)]
struct Welcome {}

impl Page for Welcome {
    const TEMPLATE: &'static str = "start/welcome.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

/// The start page; who is signed in is at home elsewhere.
async fn show(cx: Cx) -> Result<Response, PageError> {
    if cx.person.is_some() {
        return Ok(Redirect::to("/start").into_response());
    }
    cx.render(&Welcome {})
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [samples::<Welcome>(pages)];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
