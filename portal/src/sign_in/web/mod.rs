//! `/anmelden`, also begun elsewhere, and the way back; `/ausweisen`.

mod begin;
mod failed;
mod finish;
mod identify;
mod initiate;

use shared::pages::{Pages, PagesError};

use crate::preview::{Preview, samples};
use crate::routes::{Access, Route};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/anmelden", Access::Public, begin::begin),
        Route::get("/anmelden/beginnen", Access::Public, initiate::initiate),
        // Outside the frame: a post from another site comes without our cookies, and an answer
        // that sets new ones would take the place of those that the browser holds.
        Route::machine_post("/anmelden/beginnen", Access::Public, initiate::posted),
        Route::get("/anmelden/zurueck", Access::Public, finish::finish),
        Route::get("/anmelden/fehlgeschlagen", Access::Public, failed::show),
        Route::get("/ausweisen", Access::SignedIn, identify::show),
    ]
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<failed::Failed>(pages),
        samples::<identify::IdentifyPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
