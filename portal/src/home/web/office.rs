//! „Ihr Jobcenter“ (S106): where the office is and how to reach it.

use axum::response::Response;
use serde::Serialize;
use shared::pages::Page;

use crate::app::Parts;
use crate::error::page::PageError;
use crate::request::{Cx, SignedIn};

/// What the settings say of the office.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Office {
    pub(super) phone: String,
    street: String,
    city: String,
    email: String,
}

impl Office {
    pub(super) fn of(app: &Parts) -> Self {
        let operator = &app.settings.operator;
        Self {
            phone: operator.phone.clone(),
            street: operator.street.clone(),
            city: operator.city.clone(),
            email: operator.contact_email.as_str().to_owned(),
        }
    }

    pub(super) fn sample() -> Self {
        Self {
            phone: "01234 5678-0".to_owned(),
            street: "Musterstraße 1".to_owned(),
            city: "12345 Musterstadt".to_owned(),
            email: "kontakt@jobcenter.example".to_owned(),
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct OfficePage {
    office: Office,
}

impl Page for OfficePage {
    const TEMPLATE: &'static str = "home/office.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            office: Office::sample(),
        }]
    }
}

pub(super) async fn show(visit: SignedIn) -> Result<Response, PageError> {
    let SignedIn { cx, .. } = visit;
    let page = OfficePage {
        office: Office::of(&cx.app),
    };
    let cx = Cx {
        frame: cx.frame.crumb("frame-home", "/"),
        ..cx
    };
    cx.render(&page)
}
