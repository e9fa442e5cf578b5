//! `/meine-daten` and what lies below.

mod delete;
mod keep;
mod take;

use shared::clock::Timestamp;
use shared::pages::{Pages, PagesError};

use crate::preview::{Preview, samples};
use crate::request::{Cx, KEEP, Person, Stop, fresh_sign_in};
use crate::routes::{Access, Route};

/// A sign-in is fresh for so long (seconds).
const FRESH: i64 = 5 * 60;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get(take::PATH, Access::SignedIn, take::show),
        Route::post("/meine-daten/mitnehmen", Access::SignedIn, take::send),
        Route::get(delete::PATH, Access::SignedIn, delete::show),
        Route::post(delete::PATH, Access::SignedIn, delete::send),
        Route::get(delete::DONE, Access::Public, delete::done),
        Route::get(KEEP, Access::SignedIn, keep::show),
        Route::post(KEEP, Access::SignedIn, keep::send),
        Route::get(keep::DONE, Access::SignedIn, keep::done),
    ]
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<take::OwnDataPage>(pages),
        samples::<delete::DeletePage>(pages),
        samples::<delete::LeftPage>(pages),
        samples::<keep::KeepPage>(pages),
        samples::<keep::KeptPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}

/// Sends to a fresh sign-in and back to `page`.
fn fresh(person: &Person, now: Timestamp, page: &str) -> Result<(), Stop> {
    if now.seconds_since(person.session.auth_time) <= FRESH {
        Ok(())
    } else {
        Err(fresh_sign_in(page))
    }
}

fn framed(cx: Cx) -> Cx {
    Cx {
        frame: cx.frame.crumb("frame-home", "/"),
        ..cx
    }
}

/// Below „Meine Daten“.
fn framed_below(cx: Cx) -> Cx {
    let cx = framed(cx);
    Cx {
        frame: cx.frame.crumb("own-data-own-data-title", take::PATH),
        ..cx
    }
}

/// How long somebody may change their mind.
fn days(cx: &Cx) -> u64 {
    cx.app.settings.residents.deletion.as_secs() / 86_400
}

/// Where the account itself is looked after.
fn account_url(cx: &Cx, path: &str) -> String {
    let issuer = cx.app.settings.provider.issuer.as_str();
    format!("{}{path}", issuer.trim_end_matches('/'))
}
