//! The password was right, but its owner has said that somebody else may know it: a new one is
//! chosen by e-mail first.

use axum::response::Response;
use serde::Serialize;
use shared::pages::Page;

use super::way::Way;
use crate::error::page::PageError;
use crate::request::Cx;

#[derive(Debug, Serialize)]
pub(super) struct RenewPasswordPage {
    forgotten: String,
    back: String,
}

impl Page for RenewPasswordPage {
    const TEMPLATE: &'static str = "sign_in/renew_password.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            forgotten: "/passwort-vergessen".to_owned(),
            back: "/anmelden/konto".to_owned(),
        }]
    }
}

pub(super) async fn show(mut cx: Cx, way: Way) -> Result<Response, PageError> {
    let page = RenewPasswordPage {
        forgotten: cx.carry("/passwort-vergessen"),
        back: way.carry("/anmelden/konto"),
    };
    cx.frame = cx
        .frame
        .without_sign_in()
        .crumb("sign-in-account-title", &page.back);
    cx.render(&page)
}
