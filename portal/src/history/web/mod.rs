//! `/verlauf`, `/sachbearbeitung/protokoll`.

mod own;
mod protocol;
mod row;

use shared::claims::Action;
use shared::pages::{Pages, PagesError};

use crate::preview::{Preview, samples};
use crate::routes::{Access, Route};

pub(crate) fn routes() -> Vec<Route> {
    let audit = Access::Staff(Action::ReadAudit);
    vec![
        Route::get("/verlauf", Access::SignedIn, own::show),
        Route::get("/sachbearbeitung/protokoll", audit, protocol::show),
        Route::post("/sachbearbeitung/protokoll/pruefen", audit, protocol::check),
    ]
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<own::OwnPage>(pages),
        samples::<protocol::ProtocolPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}

/// The text that says what happened; a general one for a name that has none (any more).
fn event_text(pages: &Pages, lang: &str, event: &str) -> String {
    let key = format!("history-event-{}", shared::audit::event_key(event));
    if pages.text(lang, &key, &[]).is_ok() {
        key
    } else {
        "history-event-unknown".to_owned()
    }
}
