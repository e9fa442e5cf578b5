//! `/abmelden`, `/abgemeldet`, `/abmelden/back-channel`.

mod back_channel;
mod leave;

use shared::pages::{Pages, PagesError};

use crate::preview::{Preview, samples};
use crate::routes::{Access, Route};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post("/abmelden", Access::Public, leave::leave),
        Route::get("/abgemeldet", Access::Public, leave::left),
        Route::machine_post(
            "/abmelden/back-channel",
            Access::LogoutToken,
            back_channel::receive,
        ),
    ]
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [samples::<leave::Left>(pages)];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
