//! „Ihre Organisation braucht einen Admin“: why the last one can't go, and what to do instead.

use axum::response::Response;
use http::StatusCode;
use serde::Serialize;
use shared::pages::Page;

use crate::error::page::PageError;
use crate::request::{Cx, SignedIn};

#[derive(Debug, Serialize)]
pub(super) struct LastAdminPage {
    organisation: String,
    /// There are members who could be made an admin.
    others: bool,
    phone: String,
}

impl Page for LastAdminPage {
    const TEMPLATE: &'static str = "colleagues/last_admin.html";

    fn samples() -> Vec<Self> {
        [true, false]
            .map(|others| Self {
                organisation: "Muster GmbH".to_owned(),
                others,
                phone: "01234 5678-0".to_owned(),
            })
            .into()
    }
}

/// Says so.
pub(super) fn render(
    visit: SignedIn,
    status: StatusCode,
    organisation: String,
    others: bool,
) -> Result<Response, PageError> {
    let page = LastAdminPage {
        organisation,
        others,
        phone: visit.cx.app.settings.operator.phone.clone(),
    };
    let frame = visit.cx.frame.at("/profile-verwalten");
    let frame = frame.crumb("frame-home", "/");
    let cx = Cx {
        frame: frame.crumb("profiles-manage-title", "/profile-verwalten"),
        ..visit.cx
    };
    cx.render_as(status, &page)
}
