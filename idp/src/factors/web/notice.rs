//! „Sicherheitshinweis" (S44–S48): how the sign-in is secured, without a way around it. BundID
//! and Mein UK (S46c, S46d) come with their capability.

use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use shared::pages::Page;

use super::place::further;
use crate::error::page::PageError;
use crate::request::{Cx, Securing};
use crate::sessions::Stage;

#[derive(Debug, Serialize)]
pub(super) struct NoticePage {
    passkey: String,
    totp: String,
    sign_out: String,
}

impl Page for NoticePage {
    const TEMPLATE: &'static str = "factors/notice.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            passkey: "/absichern/passkey".to_owned(),
            totp: "/absichern/totp".to_owned(),
            sign_out: "/abmelden".to_owned(),
        }]
    }
}

pub(super) async fn show(Securing { cx, person }: Securing) -> Result<Response, PageError> {
    if person.session.stage == Stage::Full {
        return Ok(Redirect::to(&further(&cx)).into_response());
    }
    let cx: Cx = cx;
    cx.render(&NoticePage {
        passkey: cx.carry("/absichern/passkey"),
        totp: cx.carry("/absichern/totp"),
        sign_out: cx.carry("/abmelden"),
    })
}
