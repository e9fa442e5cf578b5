//! „Weisen Sie sich aus“: an application needs a proven identity, and there are several services that
//! prove one.

use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use shared::claims::IdentityLevel;
use shared::pages::Page;

use super::way::Way;
use crate::error::page::PageError;
use crate::request::Cx;
use crate::upstream::Service;

#[derive(Debug, Serialize)]
pub(super) struct IdentifyPage {
    services: Vec<Choice>,
    back: String,
}

#[derive(Debug, Serialize)]
struct Choice {
    service: Service,
    href: String,
}

impl Page for IdentifyPage {
    const TEMPLATE: &'static str = "sign_in/identify.html";

    fn samples() -> Vec<Self> {
        vec![Self::of(
            &[Service::BundId, Service::MeinUk],
            &Way::read("stufe=substantial"),
        )]
    }
}

impl IdentifyPage {
    fn of(services: &[Service], way: &Way) -> Self {
        let choice = |service: &Service| Choice {
            service: *service,
            href: way.carry(&format!("/anmelden/{}", service.word())),
        };
        Self {
            services: services.iter().map(choice).collect(),
            back: match way.vorgang() {
                // The application hears that there was none.
                Some(_) => format!("{}&ohne=1", way.onward()),
                None => way.onward(),
            },
        }
    }
}

pub(super) async fn show(mut cx: Cx, way: Way) -> Result<Response, PageError> {
    let level = way.level().unwrap_or(IdentityLevel::Low);
    let services = cx.app.upstreams.reaching(level);
    if services.is_empty() {
        return Ok(Redirect::to(&way.carry("/anmelden")).into_response());
    }
    cx.frame = cx.frame.without_sign_in();
    cx.render(&IdentifyPage::of(&services, &way))
}
