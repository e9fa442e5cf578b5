//! `/freischaltcode/beantragen`.

mod page;
mod send;

use shared::pages::{Pages, PagesError};

use crate::preview::{Preview, samples};
use crate::routes::{Access, Route};

const PATH: &str = "/freischaltcode/beantragen";

pub(crate) fn routes() -> Vec<Route> {
    let signed_in = Access::SignedIn;
    vec![
        Route::get(PATH, signed_in, page::show),
        Route::post(PATH, signed_in, send::send),
        Route::post(
            "/freischaltcode/beantragen/zurueckziehen",
            signed_in,
            send::withdraw,
        ),
    ]
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    samples::<page::RequestPage>(pages)
}
