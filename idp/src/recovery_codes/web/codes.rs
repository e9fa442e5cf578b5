//! „Wiederherstellungscodes": what they are for and how many are left; never the codes.

use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use shared::clock::Timestamp;
use shared::pages::Page;

use super::PATH;
use crate::error::page::PageError;
use crate::recovery_codes;
use crate::request::{Cx, Person, SignedIn};

/// A sign-in is fresh for so long (seconds), as for every other way in.
const FRESH: i64 = 5 * 60;

#[derive(Debug, Serialize)]
pub(super) struct CodesPage {
    left: i64,
    issued_at: Option<Timestamp>,
    action: String,
}

impl Page for CodesPage {
    const TEMPLATE: &'static str = "recovery_codes/codes.html";

    fn samples() -> Vec<Self> {
        let at = Some(Timestamp::from_unix(1_770_000_000));
        [(0, None), (9, at), (1, at)]
            .map(|(left, issued_at)| Self {
                left,
                issued_at,
                action: PATH.to_owned(),
            })
            .into()
    }
}

pub(super) async fn show(SignedIn { cx, person }: SignedIn) -> Result<Response, PageError> {
    if let Some(redirect) = sign_in_first(&cx, &person) {
        return Ok(redirect);
    }
    let mut tx = cx.app.db.read().await?;
    let saved = recovery_codes::saved(&mut tx, &person.account.id, cx.now).await?;
    tx.commit().await?;
    let page = CodesPage {
        left: saved.map_or(0, |saved| saved.left),
        issued_at: saved.map(|saved| saved.issued_at),
        action: cx.carry(PATH),
    };
    framed(cx).render(&page)
}

/// Sends to a fresh sign-in and back, if the session's is too old for a change (ASVS 7.5.1).
pub(super) fn sign_in_first(cx: &Cx, person: &Person) -> Option<Response> {
    let since = cx.now.seconds_since(person.session.strength.auth_time);
    (since > FRESH).then(|| {
        let address = format!("/anmelden/konto?weiter={PATH}&erneut=1");
        Redirect::to(&address).into_response()
    })
}

pub(super) fn framed(cx: Cx) -> Cx {
    Cx {
        frame: cx.frame.clone().crumb("factors-account-title", "/konto"),
        ..cx
    }
}
