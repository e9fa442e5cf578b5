//! „Anmelden" (S21–S25): the ways in. BundID and Mein UK are offered when they are configured.

use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use shared::pages::Page;

use super::way::Way;
use crate::error::page::PageError;
use crate::request::{Cx, KEEP, Person};
use crate::sessions::Stage;
use crate::upstream::Service;
use crate::{identities, passkeys, passwords, totp};

#[derive(Debug, Serialize)]
pub(super) struct OptionsPage {
    /// By passkey or password.
    sign_in: Option<String>,
    /// For who has no account yet.
    register: Option<String>,
    bundid: Option<String>,
    mein_uk: Option<String>,
    /// Who is signed in already, when nothing waits for it.
    signed_in_as: Option<String>,
    /// Who is signed in is asked again, for their safety, and offered their own ways alone.
    again: bool,
}

impl Page for OptionsPage {
    const TEMPLATE: &'static str = "sign_in/options.html";

    fn samples() -> Vec<Self> {
        let page = |signed_in_as: Option<&str>| Self {
            sign_in: Some("/anmelden/konto".to_owned()),
            register: Some("/registrieren".to_owned()),
            bundid: Some("/anmelden/bundid".to_owned()),
            mein_uk: Some("/anmelden/mein-uk".to_owned()),
            signed_in_as: signed_in_as.map(ToOwned::to_owned),
            again: false,
        };
        let again = Self {
            sign_in: None,
            register: None,
            mein_uk: None,
            again: true,
            ..page(None)
        };
        vec![page(None), page(Some("kim.klicker@example.org")), again]
    }
}

pub(super) async fn show(mut cx: Cx, way: Way) -> Result<Response, PageError> {
    if let Some(redirect) = straight_on(&cx, &way) {
        return Ok(redirect);
    }
    let own = match cx.person.as_ref().filter(|_| way.returns()) {
        Some(person) => own(&cx, person).await?,
        None => None,
    };
    if own.as_ref().is_some_and(|own| own.services.is_empty()) {
        return Ok(Redirect::to(&way.carry("/anmelden/konto")).into_response());
    }
    let upstream = |service: Service| {
        let upstream = cx.app.upstreams.find(service)?;
        let is_own = own
            .as_ref()
            .is_none_or(|own| own.services.contains(&service));
        is_own.then(|| way.carry(&format!("/anmelden/{}", upstream.service.word())))
    };
    let here = own.as_ref().is_none_or(|own| own.here);
    let page = OptionsPage {
        bundid: upstream(Service::BundId),
        mein_uk: upstream(Service::MeinUk),
        sign_in: here.then(|| way.carry("/anmelden/konto")),
        register: own.is_none().then(|| cx.carry("/registrieren")),
        again: own.is_some(),
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

/// By what the account of a signed-in person opens.
struct Own {
    /// By passkey, or password and code.
    here: bool,
    /// By these services, which are offered.
    services: Vec<Service>,
}

/// `None`: nothing opens it at present, so whatever there is may be tried.
async fn own(cx: &Cx, person: &Person) -> Result<Option<Own>, PageError> {
    let id = &person.account.id;
    let mut tx = cx.app.db.read().await?;
    let by_password = passwords::stored(&mut tx, id).await?.is_some()
        && totp::enrolled_at(&mut tx, id).await?.is_some();
    let here = by_password || passkeys::count(&mut tx, id).await? > 0;
    let linked = identities::of_account(&mut tx, id).await?;
    tx.commit().await?;
    let offered = |service: &Service| cx.app.upstreams.find(*service).is_some();
    let services = linked.into_iter().map(|it| it.service).filter(offered);
    let own = Own {
        here,
        services: services.collect(),
    };
    Ok(Some(own).filter(|own| own.here || !own.services.is_empty()))
}

/// Where a visitor goes who need not sign in: on with what waits, or to securing the account.
pub(super) fn straight_on(cx: &Cx, way: &Way) -> Option<Response> {
    let Person { session, .. } = cx.person.as_ref().filter(|_| !way.again())?;
    let to = match (session.stage, way.vorgang()) {
        (Stage::Enrolling | Stage::Recovering, _) => cx.carry("/absichern"),
        (Stage::Leaving, _) => KEEP.to_owned(),
        (Stage::Full, Some(_)) => way.onward(),
        (Stage::Full, None) => return None,
    };
    Some(Redirect::to(&to).into_response())
}
