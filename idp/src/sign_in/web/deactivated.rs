//! „Ihr Konto ist deaktiviert und nicht nutzbar" (S94), told only to who has proved to be its
//! owner.

use axum::response::Response;
use http::StatusCode;
use serde::Serialize;
use shared::pages::Page;

use crate::error::page::PageError;
use crate::request::Cx;

#[derive(Debug, Serialize)]
pub(super) struct DeactivatedPage {}

impl Page for DeactivatedPage {
    const TEMPLATE: &'static str = "sign_in/deactivated.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

/// The page; its address has no GET, so that the language switch leads to the sign-in.
pub(super) fn page(mut cx: Cx) -> Result<Response, PageError> {
    cx.frame = cx.frame.without_sign_in().at("/anmelden");
    cx.render_as(StatusCode::FORBIDDEN, &DeactivatedPage {})
}

/// The same for a script, which then shows the page by itself.
pub(super) async fn show(cx: Cx) -> Result<Response, PageError> {
    page(cx)
}
