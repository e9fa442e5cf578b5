//! „Passkey einrichten" (S59–S62): its name, then the dialog of the device.

use axum::Json;
use axum::response::{IntoResponse, Redirect, Response};
use http::header::USER_AGENT;
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;
use webauthn_rs::prelude::{PasskeyRegistration, RegisterPublicKeyCredential};

use super::place::{Place, again, set_up, sign_in_first};
use super::tell::{Change, tell};
use crate::error::page::PageError;
use crate::factors::change::NotNow;
use crate::factors::enrol::{self, PasskeyRefused, Secured};
use crate::factors::ways::Ways;
use crate::passkeys::{self, EnrolError, InvalidName, Owner, PasskeyName};
use crate::request::{Cx, Person, ProtectedJson, Securing, SignedIn};
use crate::sessions::Stage;
use crate::sign_in;

#[derive(Debug, Serialize)]
pub(super) struct PasskeyPage {
    form: FormState,
    /// The page itself, and where its script sends the answer.
    here: String,
    vorgang: Option<String>,
    suggested: String,
    back: String,
}

impl Page for PasskeyPage {
    const TEMPLATE: &'static str = "factors/passkey.html";

    fn samples() -> Vec<Self> {
        ["Firefox auf Windows", ""]
            .map(|suggested| Self {
                form: FormState::new(),
                here: "/absichern/passkey".to_owned(),
                vorgang: None,
                suggested: suggested.to_owned(),
                back: "/absichern".to_owned(),
            })
            .into()
    }
}

/// What the script sends before the dialog of the device: the name, so that a wrong one is told
/// early.
#[derive(Debug, Deserialize)]
pub(super) struct Ask {
    #[serde(default)]
    name: String,
}

/// What the script sends after it.
#[derive(Debug, Deserialize)]
pub(super) struct Made {
    #[serde(default)]
    name: String,
    credential: RegisterPublicKeyCredential,
}

/// Where the script goes.
#[derive(Debug, Serialize)]
struct Next {
    location: String,
}

/// What the script shows.
#[derive(Debug, Serialize)]
struct Refusal {
    message: String,
}

/// The key of the sentence that says what is wrong with a name.
pub(super) const fn name_fault(fault: InvalidName) -> &'static str {
    match fault {
        InvalidName::Empty => "factors-passkey-name-missing",
        InvalidName::Length => "factors-passkey-name-length",
        InvalidName::Character => "factors-passkey-name-character",
    }
}

pub(super) async fn show_securing(
    Securing { cx, person }: Securing,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    show(cx, person, Place::Securing, &headers).await
}

pub(super) async fn show_account(
    SignedIn { cx, person }: SignedIn,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    show(cx, person, Place::Account, &headers).await
}

async fn show(
    cx: Cx,
    person: Person,
    place: Place,
    headers: &HeaderMap,
) -> Result<Response, PageError> {
    if let Some(redirect) = sign_in_first(&cx, &person.session, Place::Account.passkey()) {
        return Ok(redirect);
    }
    let mut tx = cx.app.db.read().await?;
    let ways = Ways::of(&mut tx, &cx.app.upstreams, &person.account.id).await?;
    drop(tx);
    if person.session.stage == Stage::Enrolling && ways.any_factor() {
        return Ok(Redirect::to(&cx.carry("/anmelden")).into_response());
    }
    let page = PasskeyPage {
        form: FormState::new(),
        here: cx.carry(place.passkey()),
        vorgang: cx.vorgang.as_ref().map(ToString::to_string),
        suggested: suggested(&cx, headers)?,
        back: place.cancel(&cx, &person, "/konto/passkeys"),
    };
    place.crumb(cx, person.session.stage).render(&page)
}

fn suggested(cx: &Cx, headers: &HeaderMap) -> Result<String, PageError> {
    let browser = headers.get(USER_AGENT).and_then(|it| it.to_str().ok());
    let on = cx.app.pages.text(cx.lang(), "factors-passkey-on", &[])?;
    let name = passkeys::suggest_name(browser.unwrap_or_default(), &on);
    if name.is_empty() {
        return Ok(cx.app.pages.text(cx.lang(), "factors-passkey-mine", &[])?);
    }
    Ok(name)
}

pub(super) async fn begin(
    Securing { cx, person }: Securing,
    ProtectedJson(ask): ProtectedJson<Ask>,
) -> Result<Response, PageError> {
    if let Err(fault) = ask.name.parse::<PasskeyName>() {
        return refuse(&cx, StatusCode::UNPROCESSABLE_ENTITY, name_fault(fault));
    }
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let permitted =
        crate::factors::change::permit(&mut tx, &app.upstreams, cx.now, &person.session).await;
    if let Err(refused) = permitted {
        return not_now(&cx, refused);
    }
    let owner = Owner {
        account: &person.account,
        session: person.session.sid.as_str(),
    };
    let begun = passkeys::begin_enrolment(&mut tx, &app.relying_party, cx.now, owner).await;
    let options = match begun {
        Ok(options) => options,
        Err(EnrolError::Store(error)) => return Err(error.into()),
        Err(error) => return Err(PageError::internal(error)),
    };
    tx.commit().await?;
    Ok(Json(options).into_response())
}

pub(super) async fn finish_securing(
    Securing { cx, person }: Securing,
    ProtectedJson(made): ProtectedJson<Made>,
) -> Result<Response, PageError> {
    finish(cx, person, Place::Securing, made).await
}

pub(super) async fn finish_account(
    SignedIn { cx, person }: SignedIn,
    ProtectedJson(made): ProtectedJson<Made>,
) -> Result<Response, PageError> {
    finish(cx, person, Place::Account, made).await
}

async fn finish(cx: Cx, person: Person, place: Place, made: Made) -> Result<Response, PageError> {
    let name: PasskeyName = match made.name.parse() {
        Ok(name) => name,
        Err(fault) => return refuse(&cx, StatusCode::UNPROCESSABLE_ENTITY, name_fault(fault)),
    };
    let Some(state) = taken(&cx, &person, &made.credential).await? else {
        return refuse(&cx, StatusCode::GONE, "sign-in-passkey-expired");
    };
    match enrolled(&cx, &person, (&state, &made.credential, &name)).await? {
        Ok(secured) => Ok(done(&cx, place, &secured)),
        Err(PasskeyRefused::NotNow(refused)) => not_now(&cx, refused),
        Err(PasskeyRefused::Store(error) | PasskeyRefused::Rejected(EnrolError::Store(error))) => {
            Err(error.into())
        }
        Err(PasskeyRefused::Rejected(refusal)) => {
            tracing::info!(reason = %refusal, detail = ?refusal, "a new passkey was refused");
            let key = match refusal {
                EnrolError::Known => "passkey-exists",
                EnrolError::NotDiscoverable => "factors-passkey-not-discoverable",
                _ => "passkey-create-failed",
            };
            refuse(&cx, StatusCode::UNPROCESSABLE_ENTITY, key)
        }
    }
}

/// The challenge has had its one answer, whatever becomes of it.
async fn taken(
    cx: &Cx,
    person: &Person,
    answer: &RegisterPublicKeyCredential,
) -> Result<Option<PasskeyRegistration>, PageError> {
    let owner = Owner {
        account: &person.account,
        session: person.session.sid.as_str(),
    };
    let mut tx = cx.app.db.write().await?;
    let state = passkeys::take_enrolment(&mut tx, cx.now, owner, answer).await?;
    tx.commit().await?;
    Ok(state)
}

async fn enrolled(
    cx: &Cx,
    person: &Person,
    made: (
        &PasskeyRegistration,
        &RegisterPublicKeyCredential,
        &PasskeyName,
    ),
) -> Result<Result<Secured, PasskeyRefused>, PageError> {
    let app = &cx.app;
    let means = (&app.relying_party, &*app.entropy);
    let mut tx = app.db.write().await?;
    let secured = match enrol::passkey(
        &mut tx,
        means,
        &app.upstreams,
        cx.now,
        (&person.session, &cx.visit),
        made,
    )
    .await
    {
        Ok(secured) => secured,
        Err(refused) => return Ok(Err(refused)),
    };
    let change = Change::PasskeyAdded(made.2.as_str());
    tell(&mut tx, cx, &secured.account, change).await?;
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    Ok(Ok(secured))
}

fn done(cx: &Cx, place: Place, secured: &Secured) -> Response {
    let next = Json(Next {
        location: set_up(cx, place.passkey_done()),
    });
    match &secured.entered {
        Some(entered) => (sign_in::cookies(&cx.app, entered), next).into_response(),
        None => next.into_response(),
    }
}

fn not_now(cx: &Cx, refused: NotNow) -> Result<Response, PageError> {
    let location = match refused {
        NotNow::Stale => again(cx, Place::Account.passkey()),
        NotNow::Secured | NotNow::Over => cx.carry("/anmelden"),
        NotNow::Store(error) => return Err(error.into()),
    };
    Ok((StatusCode::FORBIDDEN, Json(Next { location })).into_response())
}

fn refuse(cx: &Cx, status: StatusCode, key: &str) -> Result<Response, PageError> {
    let message = cx.app.pages.text(cx.lang(), key, &[])?;
    Ok((status, Json(Refusal { message })).into_response())
}
