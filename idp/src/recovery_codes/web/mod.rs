//! `/konto/wiederherstellungscodes`: how many are left, and making new ones.

mod codes;
mod made;

use axum::Router;
use axum::routing::get;
use shared::pages::{Pages, PagesError};

use crate::app::App;
use crate::preview::{Preview, samples};

/// The page of the codes.
const PATH: &str = "/konto/wiederherstellungscodes";

pub(crate) fn routes() -> Router<App> {
    Router::new().route(
        "/konto/wiederherstellungscodes",
        get(codes::show).post(made::send),
    )
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<codes::CodesPage>(pages),
        samples::<made::MadePage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
