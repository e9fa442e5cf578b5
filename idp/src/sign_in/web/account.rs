//! „Anmeldung" (S38–S42): passkey, or user name and password. Unknown, unconfirmed and wrong
//! are one and the same answer, after the same work.

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;

use super::way::Way;
use super::{cookies, deactivated, options, stronger, throttle};
use crate::accounts::EmailAddress;
use crate::clients::Shown;
use crate::error::page::PageError;
use crate::interactions;
use crate::passwords;
use crate::request::{Cx, Protected};
use crate::sessions::Stage;
use crate::settings::SecondFactor;
use crate::sign_in::password::{self, Browser, Known, Opened};

#[derive(Debug, Serialize)]
pub(super) struct AccountPage {
    form: FormState,
    links: Links,
    /// The person is signed in and is asked again, for their safety.
    again: bool,
    /// Somebody else's application that asks.
    asker: Option<Shown>,
}

/// Where the page's links and posts lead, with everything carried along.
#[derive(Debug, Serialize)]
struct Links {
    action: String,
    passkey_options: &'static str,
    passkey_finish: String,
    back: String,
    register: String,
    forgot_user_name: String,
    forgot_password: String,
}

impl Links {
    fn new(way: &Way, cx_carry: impl Fn(&str) -> String) -> Self {
        Self {
            action: way.carry("/anmelden/konto"),
            passkey_options: "/anmelden/passkey/optionen",
            passkey_finish: way.carry("/anmelden/passkey"),
            // The options would lead back here who has no other way in.
            back: if way.returns() {
                "/konto".to_owned()
            } else {
                way.carry("/anmelden")
            },
            register: cx_carry("/registrieren"),
            forgot_user_name: cx_carry("/benutzername-vergessen"),
            forgot_password: cx_carry("/passwort-vergessen"),
        }
    }
}

impl Page for AccountPage {
    const TEMPLATE: &'static str = "sign_in/account.html";

    fn samples() -> Vec<Self> {
        let page = |form, again| Self {
            form,
            links: Links::new(&Way::default(), str::to_owned),
            again,
            asker: None,
        };
        let asked = Self {
            asker: Some(Shown::sample()),
            ..page(FormState::new(), false)
        };
        let empty = FormState::new()
            .with_error("email", "sign-in-account-email-missing")
            .with_error("password", "sign-in-account-password-missing");
        let wrong = FormState::new()
            .keep("email", "kim.klicker@example.org")
            .with_error("email", "sign-in-account-wrong");
        vec![
            page(FormState::new(), false),
            page(FormState::new(), true),
            page(empty, false),
            page(wrong, false),
            asked,
        ]
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct AccountForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: SecretString,
}

pub(super) async fn show(cx: Cx, way: Way) -> Result<Response, PageError> {
    if let Some(redirect) = options::straight_on(&cx, &way) {
        return Ok(redirect);
    }
    let form = match expected(&cx).await? {
        Some(email) => FormState::new().keep("email", &email),
        None => FormState::new(),
    };
    render(cx, &way, StatusCode::OK, form).await
}

/// Whose request waits, if it is not the operator's own application.
async fn asker(cx: &Cx) -> Result<Option<Shown>, PageError> {
    let Some(id) = &cx.vorgang else {
        return Ok(None);
    };
    let mut tx = cx.app.db.read().await?;
    let asker = interactions::asker(&mut tx, id, &cx.visitor, cx.now).await?;
    let client = match asker.and_then(|asker| asker.client) {
        Some(client) => cx.app.clients.find(&mut tx, &client).await?,
        None => None,
    };
    tx.commit().await?;
    let client = client.filter(|client| !client.first_party);
    Ok(client.map(|client| client.shown(cx.lang())))
}

/// The user name that the application expects (`login_hint`).
async fn expected(cx: &Cx) -> Result<Option<String>, PageError> {
    let Some(id) = &cx.vorgang else {
        return Ok(None);
    };
    let mut tx = cx.app.db.read().await?;
    let hint = interactions::login_hint(&mut tx, id, &cx.visitor, cx.now).await?;
    tx.commit().await?;
    Ok(hint)
}

pub(super) async fn send(
    cx: Cx,
    way: Way,
    Protected(form): Protected<AccountForm>,
) -> Result<Response, PageError> {
    let mut state = FormState::new().keep("email", form.email.trim());
    if form.email.trim().is_empty() {
        state.wrong("email", "sign-in-account-email-missing");
    }
    if form.password.expose_secret().is_empty() {
        state.wrong("password", "sign-in-account-password-missing");
    }
    if !state.is_fine() {
        return render(cx, &way, StatusCode::UNPROCESSABLE_ENTITY, state).await;
    }
    match tried(&cx, &way, &form).await? {
        Some(opened) => go_on(cx, &way, opened, state).await,
        None => refused(cx, &way, state).await,
    }
}

/// What the password opens; `None` when it is not right.
async fn tried(cx: &Cx, way: &Way, form: &AccountForm) -> Result<Option<Opened>, PageError> {
    let spent = throttle::password(cx, &form.email).await?;
    let opened = compared(cx, way, form).await?;
    match opened {
        Some(_) => spent.right().await?,
        None => spent.keep(),
    }
    Ok(opened)
}

async fn compared(cx: &Cx, way: &Way, form: &AccountForm) -> Result<Option<Opened>, PageError> {
    let app = &cx.app;
    let known = look(cx, &form.email).await?;
    let typed = passwords::normalise(&form.password);
    let phc = known.as_ref().map(|known| known.phc.as_str());
    let right = app.hasher.verify(&typed, phc).await?;
    let mut tx = app.db.write().await?;
    let Some(known) = known.as_ref().filter(|_| right) else {
        password::failed(&mut tx, &*app.entropy, cx.now, known.as_ref()).await?;
        tx.commit().await?;
        return Ok(None);
    };
    let alone = app.settings.sign_in.second_factor == SecondFactor::Off;
    let browser = Browser {
        visitor: &cx.visitor,
        arrival: way.arrival(cx),
    };
    let opened = password::succeeded(&mut tx, cx.now, (known, alone), browser).await?;
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    Ok(Some(opened))
}

async fn look(cx: &Cx, typed: &str) -> Result<Option<Known>, PageError> {
    let mut tx = cx.app.db.read().await?;
    match typed.parse::<EmailAddress>() {
        Ok(email) => Ok(password::look(&mut tx, &email).await?),
        Err(_) => Ok(None),
    }
}

async fn go_on(cx: Cx, way: &Way, opened: Opened, form: FormState) -> Result<Response, PageError> {
    Ok(match opened {
        Opened::Code => Redirect::to(&way.carry("/anmelden/code")).into_response(),
        Opened::Stronger(stronger) => stronger::redirect(&stronger, way),
        Opened::Session(entered, reached) => {
            let target = match reached {
                Stage::Enrolling | Stage::Recovering => cx.carry("/absichern"),
                // Who is leaving is led to keeping the account from wherever they want to go.
                Stage::Full | Stage::Leaving => way.onward(),
            };
            (cookies(&cx.app, &entered), Redirect::to(&target)).into_response()
        }
        Opened::Doubted => Redirect::to("/anmelden/passwort-erneuern").into_response(),
        Opened::Deactivated => deactivated::page(cx)?,
        Opened::Overtaken => refused(cx, way, form).await?,
    })
}

async fn refused(cx: Cx, way: &Way, mut state: FormState) -> Result<Response, PageError> {
    state.wrong("email", "sign-in-account-wrong");
    render(cx, way, StatusCode::UNPROCESSABLE_ENTITY, state).await
}

async fn render(
    mut cx: Cx,
    way: &Way,
    status: StatusCode,
    form: FormState,
) -> Result<Response, PageError> {
    let page = AccountPage {
        form,
        links: Links::new(way, |path| cx.carry(path)),
        again: way.again() && cx.person.is_some(),
        asker: asker(&cx).await?,
    };
    cx.frame = cx
        .frame
        .without_sign_in()
        .crumb("sign-in-options-title", &way.carry("/anmelden"));
    cx.render_as(status, &page)
}
