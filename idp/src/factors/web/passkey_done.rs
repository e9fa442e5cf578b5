//! „Passkey erfolgreich eingerichtet" (S63, S64), with both ways on.

use axum::response::Response;
use serde::Serialize;
use shared::pages::Page;

use super::place::{Place, onward_from_securing};
use crate::error::page::PageError;
use crate::factors::ways::Ways;
use crate::recovery_codes;
use crate::request::{Cx, Person, SignedIn};
use crate::sessions::Stage;

#[derive(Debug, Serialize)]
pub(super) struct PasskeyDonePage {
    /// The password opens nothing by itself any more: it may go or get a second factor.
    password_idle: bool,
    totp: String,
    remove: String,
    further: String,
    /// Where recovery codes are made, for who has none.
    codes: Option<String>,
    /// Where a second passkey is made, for who has but this one.
    second: Option<String>,
}

impl Page for PasskeyDonePage {
    const TEMPLATE: &'static str = "factors/passkey_done.html";

    fn samples() -> Vec<Self> {
        let path = |path: &str, offered: bool| offered.then(|| path.to_owned());
        [(true, true), (false, true), (false, false)]
            .map(|(password_idle, first)| Self {
                password_idle,
                totp: "/absichern/totp".to_owned(),
                remove: "/konto/passwort/entfernen".to_owned(),
                further: "/konto".to_owned(),
                codes: path("/konto/wiederherstellungscodes", first),
                second: path("/konto/passkeys/neu", first),
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
    let saved = recovery_codes::saved(&mut tx, &person.account.id, cx.now).await?;
    drop(tx);
    let page = PasskeyDonePage {
        codes: saved
            .is_none()
            .then(|| cx.carry("/konto/wiederherstellungscodes")),
        second: (ways.passkeys == 1).then(|| Place::Account.passkey().to_owned()),
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
