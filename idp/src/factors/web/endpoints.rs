//! `/.well-known/passkey-endpoints` (W3C, Passkey Endpoints): where a password manager or a device sends
//! a person who wants a passkey here, or wants to see those there are.

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use crate::app::App;

#[derive(Debug, Serialize)]
pub(super) struct Endpoints {
    enroll: String,
    manage: String,
}

pub(super) async fn show(State(app): State<App>) -> Json<Endpoints> {
    Json(Endpoints {
        enroll: app.url("/konto/passkeys/neu"),
        manage: app.url("/konto/passkeys"),
    })
}
