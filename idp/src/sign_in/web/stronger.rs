//! One factor was right, but the account is secured by an official identity: it is opened by that, or
//! by a passkey, and by nothing less.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use shared::pages::Page;

use super::way::Way;
use crate::error::page::PageError;
use crate::request::Cx;
use crate::sign_in::stronger::Stronger;
use crate::upstream::Service;

const PATH: &str = "/anmelden/mit-nachweis";
const PASSKEY: &str = "passkey";

/// A service, and the way there.
#[derive(Debug, Serialize)]
struct Offered {
    service: Service,
    href: String,
}

#[derive(Debug, Serialize)]
pub(super) struct StrongerPage {
    services: Vec<Offered>,
    passkey_finish: Option<String>,
    back: String,
}

impl Page for StrongerPage {
    const TEMPLATE: &'static str = "sign_in/stronger.html";

    fn samples() -> Vec<Self> {
        let offered = |service: Service| Offered {
            service,
            href: format!("/anmelden/{}", service.word()),
        };
        let page = |services: &[Service], passkey: bool| Self {
            services: services.iter().copied().map(offered).collect(),
            passkey_finish: passkey.then(|| "/anmelden/passkey".to_owned()),
            back: "/anmelden".to_owned(),
        };
        vec![
            page(&[Service::BundId], false),
            page(&[Service::BundId, Service::MeinUk], true),
            page(&[], false),
        ]
    }
}

/// To the page that says by what the account opens.
pub(super) fn redirect(stronger: &Stronger, way: &Way) -> Response {
    if stronger.services.is_empty() {
        return Redirect::to(&way.carry("/anmelden/mit-passkey")).into_response();
    }
    let passkey = stronger.passkey.then_some(PASSKEY);
    let services = stronger.services.iter().map(|service| service.word());
    let words: Vec<&str> = services.chain(passkey).collect();
    let path = way.carry(PATH);
    let joint = if path.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{path}{joint}mit={}", words.join(","))).into_response()
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    mit: String,
}

/// `GET /anmelden/mit-nachweis`; what the operator does not offer at present is left out.
pub(super) async fn show(
    mut cx: Cx,
    way: Way,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let Query(asked) = asked.unwrap_or_default();
    let words: Vec<&str> = asked.mit.split(',').collect();
    let services = cx.app.upstreams.services();
    let services = services.filter(|service| words.contains(&service.word()));
    let page = StrongerPage {
        services: services
            .map(|service| Offered {
                service,
                href: way.carry(&format!("/anmelden/{}", service.word())),
            })
            .collect(),
        passkey_finish: words
            .contains(&PASSKEY)
            .then(|| way.carry("/anmelden/passkey")),
        back: way.carry("/anmelden"),
    };
    cx.frame = cx
        .frame
        .without_sign_in()
        .crumb("sign-in-options-title", &way.carry("/anmelden"));
    cx.render(&page)
}
