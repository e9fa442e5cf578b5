//! „Passkey erfolgreich eingerichtet" (S63, S64), with both ways on.

use axum::response::Response;
use serde::Serialize;
use shared::pages::Page;

use super::place::{Place, onward_from_securing};
use crate::error::page::PageError;
use crate::factors::ways::Ways;
use crate::request::{Cx, Person, SignedIn};
use crate::sessions::Stage;

#[derive(Debug, Serialize)]
pub(super) struct PasskeyDonePage {
    /// The password opens nothing by itself any more: it may go or get a second factor.
    password_idle: bool,
    totp: String,
    remove: String,
    further: String,
}

impl Page for PasskeyDonePage {
    const TEMPLATE: &'static str = "factors/passkey_done.html";

    fn samples() -> Vec<Self> {
        [true, false]
            .map(|password_idle| Self {
                password_idle,
                totp: "/absichern/totp".to_owned(),
                remove: "/konto/passwort/entfernen".to_owned(),
                further: "/konto".to_owned(),
            })
            .into()
    }
}

pub(super) async fn show_securing(
    SignedIn { cx, person }: SignedIn,
) -> Result<Response, PageError> {
    show(cx, person, Place::Securing).await
}

pub(super) async fn show_account(SignedIn { cx, person }: SignedIn) -> Result<Response, PageError> {
    show(cx, person, Place::Account).await
}

async fn show(cx: Cx, person: Person, place: Place) -> Result<Response, PageError> {
    let mut tx = cx.app.db.read().await?;
    let ways = Ways::of(&mut tx, &cx.app.upstreams, &person.account.id).await?;
    drop(tx);
    let page = PasskeyDonePage {
        password_idle: ways.password_is_idle(),
        totp: cx.carry(place.totp()),
        remove: cx.carry("/konto/passwort/entfernen"),
        further: match place {
            Place::Securing => onward_from_securing(&cx, &person).await?,
            Place::Account => "/konto/passkeys".to_owned(),
        },
    };
    place.crumb(cx, Stage::Full).render(&page)
}
