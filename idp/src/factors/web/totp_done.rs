//! The second factor is set up (S72).

use axum::response::Response;
use serde::Serialize;
use shared::pages::Page;

use super::place::{Place, further, onward_from_securing};
use crate::error::page::PageError;
use crate::request::{Cx, SignedIn};
use crate::sessions::Stage;

#[derive(Debug, Serialize)]
pub(super) struct TotpDonePage {
    further: String,
}

impl Page for TotpDonePage {
    const TEMPLATE: &'static str = "factors/totp_done.html";

    fn title(&self) -> Option<String> {
        Some("factors-totp-title".to_owned())
    }

    fn samples() -> Vec<Self> {
        vec![Self {
            further: "/konto".to_owned(),
        }]
    }
}

pub(super) async fn show_securing(
    SignedIn { cx, person }: SignedIn,
) -> Result<Response, PageError> {
    let further = onward_from_securing(&cx, &person).await?;
    show(cx, Place::Securing, further)
}

pub(super) async fn show_account(SignedIn { cx, .. }: SignedIn) -> Result<Response, PageError> {
    let further = further(&cx);
    show(cx, Place::Account, further)
}

fn show(cx: Cx, place: Place, further: String) -> Result<Response, PageError> {
    place
        .crumb(cx, Stage::Full)
        .render(&TotpDonePage { further })
}
