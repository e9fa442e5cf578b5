//! „Sie haben sich erfolgreich registriert." (S34). The same for a new and a known address.

use axum::response::Response;
use serde::Serialize;
use shared::pages::Page;

use crate::error::page::PageError;
use crate::request::Cx;

#[derive(Debug, Serialize)]
pub(super) struct DonePage {
    again: String,
}

impl Page for DonePage {
    const TEMPLATE: &'static str = "sign_up/done.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            again: "/registrieren".to_owned(),
        }]
    }
}

pub(super) async fn show(cx: Cx) -> Result<Response, PageError> {
    cx.render(&DonePage {
        again: cx.carry("/registrieren"),
    })
}
