//! `/profil/bearbeiten/nachweis`: who was proven is not whom the case is about. What the office knows
//! is not told: whoever sits here may be somebody else.

use axum::response::Response;
use serde::Serialize;
use shared::pages::Page;

use super::{MISMATCH, PATH};
use crate::error::page::PageError;
use crate::request::{Cx, SignedIn};

#[derive(Debug, Serialize)]
pub(super) struct MismatchPage {
    phone: String,
}

impl Page for MismatchPage {
    const TEMPLATE: &'static str = "address/mismatch.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            phone: "01234 5678-0".to_owned(),
        }]
    }
}

pub(super) async fn show(visit: SignedIn) -> Result<Response, PageError> {
    let SignedIn { cx, .. } = visit;
    let page = MismatchPage {
        phone: cx.app.settings.operator.phone.clone(),
    };
    let frame = cx.frame.crumb("frame-home", "/");
    let cx = Cx {
        frame: frame.crumb("address-edit-title", PATH).at(MISMATCH),
        ..cx
    };
    cx.render(&page)
}
