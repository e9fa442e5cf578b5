//! The second factor is set up (S72).

use axum::response::Response;
use serde::Serialize;
use shared::pages::Page;

use super::place::{Place, further, onward_from_securing};
use crate::error::page::PageError;
use crate::recovery_codes;
use crate::request::{Cx, Person, SignedIn};
use crate::sessions::Stage;

#[derive(Debug, Serialize)]
pub(super) struct TotpDonePage {
    further: String,
    /// Where recovery codes are made, for who has none.
    codes: Option<String>,
}

impl Page for TotpDonePage {
    const TEMPLATE: &'static str = "factors/totp_done.html";

    fn title(&self) -> Option<String> {
        Some("factors-totp-title".to_owned())
    }

    fn samples() -> Vec<Self> {
        [Some("/konto/wiederherstellungscodes".to_owned()), None]
            .map(|codes| Self {
                further: "/konto".to_owned(),
                codes,
            })
            .into()
    }
}

pub(super) async fn show_securing(
    SignedIn { cx, person }: SignedIn,
) -> Result<Response, PageError> {
    let further = onward_from_securing(&cx, &person).await?;
    show(cx, &person, Place::Securing, further).await
}

pub(super) async fn show_account(SignedIn { cx, person }: SignedIn) -> Result<Response, PageError> {
    let further = further(&cx);
    show(cx, &person, Place::Account, further).await
}

async fn show(
    cx: Cx,
    person: &Person,
    place: Place,
    further: String,
) -> Result<Response, PageError> {
    let mut tx = cx.app.db.read().await?;
    let saved = recovery_codes::saved(&mut tx, &person.account.id, cx.now).await?;
    drop(tx);
    let codes = saved.is_none();
    let page = TotpDonePage {
        further,
        codes: codes.then(|| cx.carry("/konto/wiederherstellungscodes")),
    };
    place.crumb(cx, Stage::Full).render(&page)
}
