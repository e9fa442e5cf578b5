//! Stopping a letter, by people; taking it, by a program.

mod program;
mod stop;

use axum::Router;
use axum::routing::{any, get, post};
use serde::Deserialize;
use shared::pages::{Pages, PagesError};

use crate::app::App;
use crate::error::api::ApiError;
use crate::preview::{Preview, samples};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/brief-stoppen", get(stop::show).post(stop::send))
}

/// What the program that posts letters meets.
pub(crate) fn machine_routes() -> Router<App> {
    Router::new()
        .route("/letters/v1/requests", get(program::list))
        .route("/letters/v1/requests/{id}/code", post(program::code))
        .route("/letters/v1/requests/{id}/outcome", post(program::settle))
        .method_not_allowed_fallback(async || ApiError::Method)
        .route("/letters/v1/{*rest}", any(async || ApiError::NotFound))
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<stop::StopPage>(pages),
        samples::<stop::StoppedPage>(pages),
        samples::<stop::DeadLinkPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}

/// A mailed link's token, in its address and in its form.
#[derive(Debug, Deserialize)]
struct Link {
    #[serde(default)]
    id: String,
}
