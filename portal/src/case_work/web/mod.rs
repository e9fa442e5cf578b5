//! `/sachbearbeitung/faelle` and what lies below it.

mod close;
mod edit;
mod fields;
mod find;
mod new;
mod show;

use shared::claims::Action;
use shared::pages::{Pages, PagesError};

use super::Desk;
use crate::preview::{Preview, samples};
use crate::request::Staff;
use crate::routes::{Access, Route};

pub(crate) fn routes() -> Vec<Route> {
    let read = Access::Staff(Action::ReadCase);
    let record = Access::Staff(Action::RecordCase);
    let change = Access::Staff(Action::ChangeCase);
    let close = Access::Staff(Action::CloseCase);
    vec![
        Route::get("/sachbearbeitung/faelle", read, find::show),
        Route::get("/sachbearbeitung/faelle/neu", record, new::show),
        Route::post("/sachbearbeitung/faelle/neu", record, new::send),
        Route::get("/sachbearbeitung/faelle/{case}", read, show::show),
        Route::get("/sachbearbeitung/faelle/{case}/aendern", change, edit::show),
        Route::post("/sachbearbeitung/faelle/{case}/aendern", change, edit::send),
        Route::post(
            "/sachbearbeitung/faelle/{case}/nachweis-erledigt",
            change,
            edit::settle,
        ),
        Route::get(
            "/sachbearbeitung/faelle/{case}/schliessen",
            close,
            close::show,
        ),
        Route::post(
            "/sachbearbeitung/faelle/{case}/schliessen",
            close,
            close::send,
        ),
        Route::post(
            "/sachbearbeitung/faelle/{case}/wieder-oeffnen",
            close,
            close::reopen,
        ),
    ]
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<find::FindPage>(pages),
        samples::<new::KindPage>(pages),
        samples::<edit::EditPage>(pages),
        samples::<show::CasePage>(pages),
        samples::<close::ClosePage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}

/// The area's first page.
const CASES: &str = "/sachbearbeitung/faelle";

/// Who works, and when.
fn desk(staff: &Staff) -> Desk<'_> {
    Desk {
        entropy: &*staff.app.entropy,
        now: staff.now,
        staff: staff.id(),
        on_behalf: None,
    }
}
