//! „Zugang verloren": the first proof by password. Unknown and wrong are one answer, after the
//! same work.

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;

use super::throttle;
use crate::accounts::EmailAddress;
use crate::error::page::PageError;
use crate::passwords;
use crate::recovery::{self, Known, Proof};
use crate::request::{Cx, Protected};

#[derive(Debug, Serialize)]
pub(super) struct LostPage {
    form: FormState,
    action: String,
    /// For who has no password.
    link: String,
    forgotten: String,
    back: String,
    /// Codes are sent by letter as well.
    by_letter: bool,
}

impl LostPage {
    fn of(form: FormState, by_letter: bool, carry: impl Fn(&str) -> String) -> Self {
        Self {
            form,
            by_letter,
            action: carry("/zugang-verloren"),
            link: carry("/zugang-verloren/link"),
            forgotten: carry("/passwort-vergessen"),
            back: carry("/anmelden/konto"),
        }
    }
}

impl Page for LostPage {
    const TEMPLATE: &'static str = "recovery/lost.html";

    fn samples() -> Vec<Self> {
        let wrong = FormState::new()
            .keep("email", "kim.klicker@example.org")
            .with_error("email", "sign-in-account-wrong");
        [(FormState::new(), true), (wrong, false)]
            .map(|(form, by_letter)| Self::of(form, by_letter, str::to_owned))
            .into()
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct PasswordForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: SecretString,
}

pub(super) async fn show(cx: Cx) -> Result<Response, PageError> {
    render(cx, StatusCode::OK, FormState::new())
}

pub(super) async fn send(
    cx: Cx,
    Protected(form): Protected<PasswordForm>,
) -> Result<Response, PageError> {
    let mut state = FormState::new().keep("email", form.email.trim());
    if form.email.trim().is_empty() {
        state.wrong("email", "sign-in-account-email-missing");
    }
    if form.password.expose_secret().is_empty() {
        state.wrong("password", "sign-in-account-password-missing");
    }
    if !state.is_fine() {
        return render(cx, StatusCode::UNPROCESSABLE_ENTITY, state);
    }
    let spent = throttle::password(&cx, &form.email).await?;
    let outcome = compared(&cx, &form).await;
    match &outcome {
        Ok(Proof::None) => spent.keep(),
        Ok(_) => spent.right().await?,
        // Ours, so nothing was guessed.
        Err(_) => drop(spent),
    }
    match outcome? {
        Proof::Good(_) => Ok(Redirect::to(&cx.carry("/zugang-verloren/code")).into_response()),
        Proof::Deactivated => Ok(Redirect::to("/anmelden/deaktiviert").into_response()),
        Proof::None => {
            state.wrong("email", "sign-in-account-wrong");
            render(cx, StatusCode::UNPROCESSABLE_ENTITY, state)
        }
    }
}

async fn compared(cx: &Cx, form: &PasswordForm) -> Result<Proof, PageError> {
    let app = &cx.app;
    let known = look_up(cx, &form.email).await?;
    let typed = passwords::normalise(&form.password);
    let phc = known.as_ref().map(|known| known.phc.as_str());
    let right = app.hasher.verify(&typed, phc).await?;
    let mut tx = app.db.write().await?;
    let proof = if let Some(known) = known.as_ref().filter(|_| right) {
        recovery::proven(&mut tx, cx.now, known, &cx.visitor).await?
    } else {
        let about = known.as_ref().map(Known::account);
        recovery::failed(&mut tx, &*app.entropy, cx.now, (about, "password")).await?;
        Proof::None
    };
    tx.commit().await?;
    Ok(proof)
}

async fn look_up(cx: &Cx, typed: &str) -> Result<Option<Known>, PageError> {
    let Ok(email) = typed.parse::<EmailAddress>() else {
        return Ok(None);
    };
    let mut tx = cx.app.db.read().await?;
    Ok(recovery::look_up(&mut tx, &email).await?)
}

fn render(mut cx: Cx, status: StatusCode, form: FormState) -> Result<Response, PageError> {
    let by_letter = cx.app.settings.letters.public_key.is_some();
    let page = LostPage::of(form, by_letter, |path| cx.carry(path));
    cx.frame = cx
        .frame
        .without_sign_in()
        .crumb("sign-in-account-title", &page.back);
    cx.render_as(status, &page)
}
