//! `/einladung`: the page that the mailed link opens. A GET changes nothing; a button does the
//! deed.

mod open;
mod pages;

use axum::Router;
use axum::routing::get;
use shared::pages::{Pages, PagesError};

use crate::app::App;
use crate::preview::{Preview, samples};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/einladung", get(open::show).post(open::send))
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<pages::NewPage>(pages),
        samples::<pages::KnownPage>(pages),
        samples::<pages::OtherPage>(pages),
        samples::<pages::OverPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
