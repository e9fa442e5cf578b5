//! `/sachbearbeitung`.

mod home;

use shared::claims::Action;
use shared::pages::{Pages, PagesError};

use crate::preview::{Preview, samples};
use crate::routes::{Access, Route};

pub(crate) fn routes() -> Vec<Route> {
    let enter = Access::Staff(Action::Enter);
    vec![Route::get("/sachbearbeitung", enter, home::show)]
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    samples::<home::HomePage>(pages)
}
