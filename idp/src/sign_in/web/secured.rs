//! The password was right, but the account is secured with a passkey and has no second factor:
//! the password is no way in by itself (S65).

use axum::response::Response;
use serde::Serialize;
use shared::pages::Page;

use super::way::Way;
use crate::error::page::PageError;
use crate::request::Cx;

#[derive(Debug, Serialize)]
pub(super) struct SecuredPage {
    passkey_finish: String,
    back: String,
}

impl Page for SecuredPage {
    const TEMPLATE: &'static str = "sign_in/secured.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            passkey_finish: "/anmelden/passkey".to_owned(),
            back: "/anmelden/konto".to_owned(),
        }]
    }
}

pub(super) async fn show(mut cx: Cx, way: Way) -> Result<Response, PageError> {
    let page = SecuredPage {
        passkey_finish: way.carry("/anmelden/passkey"),
        back: way.carry("/anmelden/konto"),
    };
    cx.frame = cx
        .frame
        .without_sign_in()
        .crumb("sign-in-account-title", &page.back);
    cx.render(&page)
}
