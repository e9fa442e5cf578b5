//! `/sachbearbeitung/freigaben`.

mod code;
mod decide;
mod list;
mod one;
mod perform;
mod view;

use shared::claims::Action;
use shared::pages::{Pages, PagesError};

use crate::preview::{Preview, samples};
use crate::routes::{Access, Route};

const LIST: &str = "/sachbearbeitung/freigaben";

pub(crate) fn routes() -> Vec<Route> {
    let approve = Access::Staff(Action::Approve);
    vec![
        Route::get("/sachbearbeitung/freigaben", approve, list::show),
        Route::get("/sachbearbeitung/freigaben/{id}", approve, one::show),
        Route::post(
            "/sachbearbeitung/freigaben/{id}/bestaetigen",
            approve,
            decide::confirm,
        ),
        Route::post(
            "/sachbearbeitung/freigaben/{id}/ablehnen",
            approve,
            decide::refuse,
        ),
        Route::post(
            "/sachbearbeitung/freigaben/{id}/zurueckziehen",
            approve,
            decide::withdraw,
        ),
    ]
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<list::ListPage>(pages),
        samples::<one::ApprovalPage>(pages),
        samples::<code::CodePage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
