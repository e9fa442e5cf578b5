//! `/abmelden`, `/abgemeldet`, `/abmelden/back-channel`.

mod back_channel;
mod leave;

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
