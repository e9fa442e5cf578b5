//! `/anmelden` and the way back.

mod begin;
mod failed;
mod finish;

use crate::routes::{Access, Route};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/anmelden", Access::Public, begin::begin),
        Route::get("/anmelden/zurueck", Access::Public, finish::finish),
        Route::get("/anmelden/fehlgeschlagen", Access::Public, failed::show),
    ]
}
