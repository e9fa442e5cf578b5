//! „Zweiten Faktor einrichten" (S67–S71, S73): key and QR code, then a code that confirms them.

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;

use super::place::{Place, again, set_up, sign_in_first};
use super::tell::{Change, tell};
use crate::error::page::PageError;
use crate::factors::change::NotNow;
use crate::factors::enrol::{self, Secured, TotpRefused};
use crate::factors::ways::Ways;
use crate::request::{Cx, Person, Protected, Securing, SignedIn};
use crate::sessions::Stage;
use crate::sign_in;
use crate::totp::{self, Code, ConfirmError, Holder, Seed, Vault};

#[derive(Debug, Serialize)]
pub(super) struct TotpPage {
    form: FormState,
    action: String,
    back: String,
    /// What the QR code says.
    url: String,
    account_name: String,
    key: String,
    /// There is a second factor, which this one replaces.
    replaces: bool,
}

impl Page for TotpPage {
    const TEMPLATE: &'static str = "factors/totp.html";

    fn samples() -> Vec<Self> {
        let page = |replaces, form| Self {
            form,
            action: "/absichern/totp".to_owned(),
            back: "/absichern".to_owned(),
            url: "otpauth://totp/Jobcenter:kim?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned(),
            account_name: "Jobcenter".to_owned(),
            key: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".to_owned(),
            replaces,
        };
        let wrong = FormState::new().with_error("code", "factors-totp-wrong");
        vec![page(false, FormState::new()), page(true, wrong)]
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct CodeForm {
    #[serde(default)]
    code: String,
}

pub(super) async fn show_securing(
    Securing { cx, person }: Securing,
) -> Result<Response, PageError> {
    show(cx, person, Place::Securing, FormState::new()).await
}

pub(super) async fn show_account(SignedIn { cx, person }: SignedIn) -> Result<Response, PageError> {
    show(cx, person, Place::Account, FormState::new()).await
}

pub(super) async fn send_securing(
    Securing { cx, person }: Securing,
    Protected(form): Protected<CodeForm>,
) -> Result<Response, PageError> {
    send(cx, person, Place::Securing, form).await
}

pub(super) async fn send_account(
    SignedIn { cx, person }: SignedIn,
    Protected(form): Protected<CodeForm>,
) -> Result<Response, PageError> {
    send(cx, person, Place::Account, form).await
}

async fn show(
    cx: Cx,
    person: Person,
    place: Place,
    form: FormState,
) -> Result<Response, PageError> {
    if let Some(redirect) = sign_in_first(&cx, &person.session, Place::Account.totp()) {
        return Ok(redirect);
    }
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let ways = Ways::of(&mut tx, &cx.app.upstreams, &person.account.id).await?;
    if !ways.password || (person.session.stage == Stage::Enrolling && ways.any_factor()) {
        return Ok(Redirect::to("/konto").into_response());
    }
    let vault = Vault {
        sealing: &app.sealing,
        entropy: &*app.entropy,
    };
    let holder = Holder {
        account: &person.account.id,
        session: person.session.sid.as_str(),
    };
    let seed = totp::begin(&mut tx, vault, cx.now, holder).await?;
    tx.commit().await?;
    let status = if form.is_fine() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = page(&cx, &person, place, (form, &seed, ways.totp.is_some()));
    place
        .crumb(cx, person.session.stage)
        .render_as(status, &page)
}

fn page(
    cx: &Cx,
    person: &Person,
    place: Place,
    (form, seed, replaces): (FormState, &Seed, bool),
) -> TotpPage {
    let issuer = &cx.app.settings.operator.short_name;
    TotpPage {
        form,
        action: cx.carry(place.totp()),
        back: place.cancel(cx, person, "/konto"),
        url: seed.url(issuer, person.account.email.as_str()),
        account_name: issuer.clone(),
        key: seed.groups(),
        replaces,
    }
}

async fn send(cx: Cx, person: Person, place: Place, form: CodeForm) -> Result<Response, PageError> {
    let Ok(code) = Code::parse(&form.code) else {
        let state = FormState::new().with_error("code", "sign-in-code-malformed");
        return show(cx, person, place, state).await;
    };
    match confirmed(&cx, &person, &code).await? {
        Ok(secured) => Ok(done(&cx, place, &secured)),
        Err(
            TotpRefused::Store(error)
            | TotpRefused::Unconfirmed(ConfirmError::Store(error))
            | TotpRefused::NotNow(NotNow::Store(error)),
        ) => Err(error.into()),
        Err(TotpRefused::Unconfirmed(ConfirmError::WrongCode)) => {
            let state = FormState::new().with_error("code", "factors-totp-wrong");
            show(cx, person, place, state).await
        }
        Err(TotpRefused::Unconfirmed(ConfirmError::Expired)) => {
            let state = FormState::new().with_error("code", "factors-totp-expired");
            show(cx, person, place, state).await
        }
        Err(TotpRefused::NotNow(NotNow::Stale)) => {
            Ok(Redirect::to(&again(&cx, Place::Account.totp())).into_response())
        }
        Err(TotpRefused::NotNow(NotNow::Over | NotNow::Secured)) => {
            Ok(Redirect::to(&cx.carry("/anmelden")).into_response())
        }
        Err(TotpRefused::NoPassword) => Ok(Redirect::to("/konto").into_response()),
    }
}

async fn confirmed(
    cx: &Cx,
    person: &Person,
    code: &Code,
) -> Result<Result<Secured, TotpRefused>, PageError> {
    let app = &cx.app;
    let vault = Vault {
        sealing: &app.sealing,
        entropy: &*app.entropy,
    };
    let mut tx = app.db.write().await?;
    let secured = match enrol::totp(
        &mut tx,
        vault,
        &app.upstreams,
        cx.now,
        (&person.session, &cx.visit),
        code,
    )
    .await
    {
        Ok(secured) => secured,
        Err(refused) => return Ok(Err(refused)),
    };
    let change = if secured.replaced {
        Change::TotpReplaced
    } else {
        Change::TotpAdded
    };
    tell(&mut tx, cx, &secured.account, change).await?;
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    Ok(Ok(secured))
}

fn done(cx: &Cx, place: Place, secured: &Secured) -> Response {
    let redirect = Redirect::to(&set_up(cx, place.totp_done()));
    match &secured.entered {
        Some(entered) => (sign_in::cookies(&cx.app, entered), redirect).into_response(),
        None => redirect.into_response(),
    }
}
