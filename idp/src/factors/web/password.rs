//! „Passwort ändern" (S85); for an account without one, „Passwort setzen".

use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use http::StatusCode;
use http::header::SET_COOKIE;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;

use super::place::{again, sign_in_first};
use super::tell::{Change, tell};
use crate::error::page::PageError;
use crate::factors::change::NotNow;
use crate::factors::password::{self, PasswordRefused};
use crate::limits::{Attempt, Limit};
use crate::passwords::{self, Line};
use crate::request::{Cx, Person, Protected, SignedIn, session_cookie};
use crate::sign_in;

const PATH: &str = "/konto/passwort";

#[derive(Debug, Serialize)]
pub(super) struct PasswordPage {
    form: FormState,
    action: &'static str,
    /// For the device's password manager.
    user_name: String,
    /// There is one, which must be typed.
    has_password: bool,
    rules: Vec<Line>,
}

impl Page for PasswordPage {
    const TEMPLATE: &'static str = "factors/password.html";

    fn title(&self) -> Option<String> {
        (!self.has_password).then(|| "factors-password-set-title".to_owned())
    }

    fn samples() -> Vec<Self> {
        let rules = passwords::Rule::Length.checklist("password_repeat");
        let page = |has_password, form| Self {
            form,
            action: PATH,
            user_name: "kim.klicker@example.org".to_owned(),
            has_password,
            rules: rules.clone(),
        };
        let wrong = FormState::new()
            .with_error("current", "factors-password-current-wrong")
            .with_error("password", "passwords-common");
        vec![
            page(true, FormState::new()),
            page(true, wrong),
            page(false, FormState::new()),
        ]
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct PasswordForm {
    #[serde(default)]
    current: SecretString,
    #[serde(default)]
    password: SecretString,
    #[serde(default)]
    password_repeat: SecretString,
}

pub(super) async fn show(SignedIn { cx, person }: SignedIn) -> Result<Response, PageError> {
    let has_password = stored(&cx, &person).await?.is_some();
    if !has_password && let Some(redirect) = sign_in_first(&cx, &person.session, PATH) {
        return Ok(redirect);
    }
    render(cx, &person, has_password, FormState::new())
}

pub(super) async fn send(
    SignedIn { cx, person }: SignedIn,
    Protected(form): Protected<PasswordForm>,
) -> Result<Response, PageError> {
    let old = stored(&cx, &person).await?;
    let has_password = old.is_some();
    let mut state = FormState::new();
    if has_password && form.current.expose_secret().is_empty() {
        state.wrong("current", "factors-password-current-missing");
    }
    let chosen = (&form.password, &form.password_repeat);
    let user_name = Some(person.account.email.as_str());
    passwords::check(&mut state, &cx.app.passwords, chosen, user_name);
    if !state.is_fine() {
        return render(cx, &person, has_password, state);
    }
    if let Some(old) = &old
        && !knows(&cx, &person, (old, &form.current)).await?
    {
        state.wrong("current", "factors-password-current-wrong");
        return render(cx, &person, has_password, state);
    }
    let password = passwords::normalise(&form.password);
    let new = cx.app.hasher.hash(&password).await?;
    put(cx, &person, (old.as_deref(), &new)).await
}

async fn stored(cx: &Cx, person: &Person) -> Result<Option<String>, PageError> {
    let mut tx = cx.app.db.read().await?;
    let stored = passwords::stored(&mut tx, &person.account.id).await?;
    tx.commit().await?;
    Ok(stored)
}

/// Whether the current password was typed: as many tries as for signing in.
async fn knows(
    cx: &Cx,
    person: &Person,
    (old, typed): (&str, &SecretString),
) -> Result<bool, PageError> {
    let app = &cx.app;
    let allowed = app.settings.limits.sign_in_per_account;
    let limit = Limit::of("password.account", allowed);
    let row = sign_in::current_password(&person.account.id);
    let attempt = Attempt::default().within(limit, row.key.clone());
    let spent = cx.attempt(attempt.in_a_row(row.name, row.key)).await?;
    let typed = passwords::normalise(typed);
    if app.hasher.verify(&typed, Some(old)).await? {
        spent.right().await?;
        return Ok(true);
    }
    spent.keep();
    let mut tx = app.db.write().await?;
    password::failed(&mut tx, &*app.entropy, cx.now, &person.account).await?;
    tx.commit().await?;
    Ok(false)
}

async fn put(
    cx: Cx,
    person: &Person,
    (old, new): (Option<&str>, &str),
) -> Result<Response, PageError> {
    let app = &cx.app;
    let session = &person.session;
    let mut tx = app.db.write().await?;
    let done = if let Some(old) = old {
        password::change(&mut tx, &*app.entropy, cx.now, session, (old, new)).await
    } else {
        let means = (&*app.entropy, &app.upstreams);
        password::set(&mut tx, means, cx.now, session, new).await
    };
    let done = match done {
        Ok(done) => done,
        Err(PasswordRefused::Store(error) | PasswordRefused::NotNow(NotNow::Store(error))) => {
            return Err(error.into());
        }
        Err(PasswordRefused::NotNow(NotNow::Stale)) => {
            return Ok(Redirect::to(&again(&cx, PATH)).into_response());
        }
        Err(PasswordRefused::NotNow(_)) => {
            return Ok(Redirect::to("/anmelden").into_response());
        }
        // The page asks for what there is now.
        Err(PasswordRefused::Overtaken) => return Ok(Redirect::to(PATH).into_response()),
    };
    let (change, word) = match old {
        Some(_) => (Change::PasswordChanged, "passwort-geaendert"),
        None => (Change::PasswordSet, "passwort-gesetzt"),
    };
    tell(&mut tx, &cx, &done.account, change).await?;
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    let cookie = AppendHeaders([(SET_COOKIE, session_cookie(app, &done.token))]);
    let to = format!("/konto?erledigt={word}");
    Ok((cookie, Redirect::to(&to)).into_response())
}

fn render(
    cx: Cx,
    person: &Person,
    has_password: bool,
    form: FormState,
) -> Result<Response, PageError> {
    let status = if form.is_fine() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = PasswordPage {
        form,
        action: PATH,
        user_name: person.account.email.as_str().to_owned(),
        has_password,
        rules: cx.password_checklist("password_repeat"),
    };
    Cx {
        frame: cx.frame.clone().crumb("factors-account-title", "/konto"),
        ..cx
    }
    .render_as(status, &page)
}
