//! „Registrierung" (S26–S33).

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;

use super::choice::check_consents;
use crate::accounts::EmailAddress;
use crate::error::page::PageError;
use crate::federation;
use crate::identities::Vault;
use crate::limits::{Attempt, Limit};
use crate::passwords::{self, Line};
use crate::request::{Cx, Protected};
use crate::sign_up::{self, Begun, Registration, WayIn};

#[derive(Debug, Serialize)]
pub(super) struct RegisterPage {
    form: FormState,
    action: String,
    back: String,
    rules: Vec<Line>,
}

impl Page for RegisterPage {
    const TEMPLATE: &'static str = "sign_up/register.html";

    fn samples() -> Vec<Self> {
        let rule = passwords::Rule::Seeds {
            special: "@#$%&*-_!=;:,?/\"()".to_owned(),
        };
        let rules = rule.checklist("password_repeat");
        let page = |form| Self {
            form,
            action: "/registrieren?vorgang=abc".to_owned(),
            back: "/anmelden?vorgang=abc".to_owned(),
            rules: rules.clone(),
        };
        let wrong = FormState::new()
            .keep("email", "kim.klicker@example")
            .with_error("email", "sign_up-register-email-invalid")
            .with_error("password", "passwords-rule-upper")
            .with_error("terms", "sign_up-register-terms-missing");
        vec![page(FormState::new()), page(wrong)]
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct RegisterForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: SecretString,
    #[serde(default)]
    password_repeat: SecretString,
    terms: Option<String>,
    privacy: Option<String>,
}

pub(super) async fn show(cx: Cx) -> Result<Response, PageError> {
    cx.render(&page(&cx, FormState::new()))
}

pub(super) async fn send(
    cx: Cx,
    Protected(form): Protected<RegisterForm>,
) -> Result<Response, PageError> {
    let email = match check(&cx, &form) {
        Ok(email) => email,
        Err(state) => return cx.render_as(StatusCode::UNPROCESSABLE_ENTITY, &page(&cx, state)),
    };
    throttle(&cx, &email).await?;
    let phc = cx
        .app
        .hasher
        .hash(&passwords::normalise(&form.password))
        .await?;
    let registration = Registration {
        email,
        way_in: WayIn::Password(phc),
        locale: cx.lang().to_owned(),
        visitor: cx.visitor,
        interaction: cx.vorgang.clone(),
    };
    register(&cx, registration).await
}

/// Keeps the registration and writes the mail; the answer is the same for a known address.
pub(super) async fn register(cx: &Cx, registration: Registration) -> Result<Response, PageError> {
    let app = &cx.app;
    let email = registration.email.clone();
    let by_identity = matches!(registration.way_in, WayIn::Identity(_));
    let sealing = app.sealing.derive("identities");
    let vault = Vault {
        sealing: &sealing,
        entropy: &*app.entropy,
    };
    let mut tx = app.db.write().await?;
    let begun = sign_up::begin(&mut tx, vault, cx.now, registration).await?;
    if by_identity {
        // The registration keeps it from here on.
        federation::drop_pending(&mut tx, &cx.visitor).await?;
    }
    let to = (email.as_str(), cx.lang());
    match begun {
        Begun::Waiting(token) => {
            let path = format!(
                "/registrieren/bestaetigen?id={}&lang={}",
                token.reveal(),
                cx.lang()
            );
            let values = serde_json::json!({ "email": email.as_str(), "link": app.url(&path) });
            app.mail(&mut tx, cx.now, to, "confirm_address", &values)
                .await?;
        }
        Begun::Known => {
            let values = serde_json::json!({
                "email": email.as_str(),
                "sign_in": app.url("/anmelden"),
                "forgotten": app.url("/passwort-vergessen"),
            });
            app.mail(&mut tx, cx.now, to, "address_known", &values)
                .await?;
        }
    }
    tx.commit().await?;
    app.postman.ring();
    Ok(Redirect::to(&cx.carry("/registrieren/erfolg")).into_response())
}

/// The address, or the form with everything that is wrong with it.
fn check(cx: &Cx, form: &RegisterForm) -> Result<EmailAddress, FormState> {
    let mut state = FormState::new()
        .keep("email", form.email.trim())
        .keep_checked("terms", form.terms.is_some())
        .keep_checked("privacy", form.privacy.is_some());
    let email = form.email.parse::<EmailAddress>();
    if email.is_err() {
        state.wrong("email", "sign_up-register-email-invalid");
    }
    let chosen = (&form.password, &form.password_repeat);
    let user_name = Some(form.email.trim());
    passwords::check(&mut state, &cx.app.passwords, chosen, user_name);
    check_consents(&mut state, (form.terms.is_some(), form.privacy.is_some()));
    email.ok().filter(|_| state.is_fine()).ok_or(state)
}

pub(super) async fn throttle(cx: &Cx, email: &EmailAddress) -> Result<(), PageError> {
    let allowed = &cx.app.settings.limits;
    let attempt = Attempt::from(
        cx.address,
        ["sign_up.address", "sign_up.network"],
        [
            allowed.registrations_per_address,
            allowed.registrations_per_network,
        ],
    );
    let recipient = Limit::of("mail.recipient", allowed.mails_per_recipient);
    cx.attempt(attempt.within(recipient, email.key()))
        .await?
        .keep();
    Ok(())
}

fn page(cx: &Cx, form: FormState) -> RegisterPage {
    RegisterPage {
        form,
        action: cx.carry("/registrieren"),
        back: cx.carry("/anmelden"),
        rules: cx.password_checklist("password_repeat"),
    }
}
