//! „Anmelden" (S21–S25): the ways in. BundID and Mein UK are offered when they are configured.

use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use shared::pages::Page;

use super::way::Way;
use crate::error::page::PageError;
use crate::request::{Cx, Person};
use crate::sessions::Stage;
use crate::upstream::Service;

#[derive(Debug, Serialize)]
pub(super) struct OptionsPage {
    sign_in: String,
    register: String,
    bundid: Option<String>,
    mein_uk: Option<String>,
    /// Who is signed in already, when nothing waits for it.
    signed_in_as: Option<String>,
}

impl Page for OptionsPage {
    const TEMPLATE: &'static str = "sign_in/options.html";

    fn samples() -> Vec<Self> {
        [None, Some("kim.klicker@example.org".to_owned())]
            .map(|signed_in_as| Self {
                sign_in: "/anmelden/konto".to_owned(),
                register: "/registrieren".to_owned(),
                bundid: Some("/anmelden/bundid".to_owned()),
                mein_uk: Some("/anmelden/mein-uk".to_owned()),
                signed_in_as,
            })
            .into()
    }
}

pub(super) async fn show(mut cx: Cx, way: Way) -> Result<Response, PageError> {
    if let Some(redirect) = straight_on(&cx, &way) {
        return Ok(redirect);
    }
    let upstream = |service: Service| {
        let upstream = cx.app.upstreams.find(service)?;
        Some(way.carry(&format!("/anmelden/{}", upstream.service.word())))
    };
    let page = OptionsPage {
        bundid: upstream(Service::BundId),
        mein_uk: upstream(Service::MeinUk),
        sign_in: way.carry("/anmelden/konto"),
        register: cx.carry("/registrieren"),
        signed_in_as: cx
            .person
            .as_ref()
            .filter(|_| !way.again())
            .map(|person| person.account.email.as_str().to_owned()),
    };
    let home = cx.app.pages.brand().home_url.clone();
    cx.frame = cx.frame.without_sign_in().crumb("frame-home", &home);
    cx.render(&page)
}

/// Where a visitor goes who need not sign in: on with what waits, or to securing the account.
pub(super) fn straight_on(cx: &Cx, way: &Way) -> Option<Response> {
    let Person { session, .. } = cx.person.as_ref().filter(|_| !way.again())?;
    let to = match (session.stage, way.vorgang()) {
        (Stage::Enrolling, _) => cx.carry("/absichern"),
        (Stage::Full, Some(_)) => way.onward(),
        (Stage::Full, None) => return None,
    };
    Some(Redirect::to(&to).into_response())
}
