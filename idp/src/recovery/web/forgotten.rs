//! Asking by e-mail address. The answer on the page is the same for every address.

use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;

use crate::accounts::{self, EmailAddress};
use crate::app::Parts;
use crate::error::page::PageError;
use crate::limits::{Attempt, Limit};
use crate::recovery::{self, Asked, AskedLink, Instead};
use crate::request::{Cx, Protected};
use crate::upstream::Service;

/// What has been forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Forgotten {
    Password,
    UserName,
    /// The second factor, of an account that has no password to prove oneself by.
    SecondFactor,
}

impl Forgotten {
    const fn path(self) -> &'static str {
        match self {
            Self::Password => "/passwort-vergessen",
            Self::UserName => "/benutzername-vergessen",
            Self::SecondFactor => "/zugang-verloren/link",
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct ForgottenPage {
    what: Forgotten,
    form: FormState,
    action: String,
    back: String,
}

impl Page for ForgottenPage {
    const TEMPLATE: &'static str = "recovery/forgotten.html";

    fn title(&self) -> Option<String> {
        let what = serde_json::to_value(self.what).ok()?;
        Some(format!("recovery-forgotten-{}-title", what.as_str()?))
    }

    fn samples() -> Vec<Self> {
        let page = |what: Forgotten, form| Self {
            what,
            form,
            action: what.path().to_owned(),
            back: "/anmelden/konto".to_owned(),
        };
        let wrong = FormState::new()
            .keep("email", "kim")
            .with_error("email", "sign_up-register-email-invalid");
        vec![
            page(Forgotten::Password, FormState::new()),
            page(Forgotten::UserName, wrong),
            page(Forgotten::SecondFactor, FormState::new()),
        ]
    }
}

/// The mail is on its way, whoever asked.
#[derive(Debug, Serialize)]
pub(super) struct SentPage {
    what: Forgotten,
    back: String,
}

impl Page for SentPage {
    const TEMPLATE: &'static str = "recovery/sent.html";

    fn samples() -> Vec<Self> {
        [
            Forgotten::Password,
            Forgotten::UserName,
            Forgotten::SecondFactor,
        ]
        .map(|what| Self {
            what,
            back: "/anmelden/konto".to_owned(),
        })
        .into()
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct AskForm {
    #[serde(default)]
    email: String,
}

pub(super) async fn show_password(cx: Cx) -> Result<Response, PageError> {
    cx.render(&page(&cx, Forgotten::Password, FormState::new()))
}

pub(super) async fn show_user_name(cx: Cx) -> Result<Response, PageError> {
    cx.render(&page(&cx, Forgotten::UserName, FormState::new()))
}

pub(super) async fn show_second_factor(cx: Cx) -> Result<Response, PageError> {
    cx.render(&page(&cx, Forgotten::SecondFactor, FormState::new()))
}

pub(super) async fn ask_second_factor(
    cx: Cx,
    Protected(form): Protected<AskForm>,
) -> Result<Response, PageError> {
    ask(&cx, Forgotten::SecondFactor, &form).await
}

pub(super) async fn ask_password(
    cx: Cx,
    Protected(form): Protected<AskForm>,
) -> Result<Response, PageError> {
    ask(&cx, Forgotten::Password, &form).await
}

pub(super) async fn ask_user_name(
    cx: Cx,
    Protected(form): Protected<AskForm>,
) -> Result<Response, PageError> {
    ask(&cx, Forgotten::UserName, &form).await
}

async fn ask(cx: &Cx, what: Forgotten, form: &AskForm) -> Result<Response, PageError> {
    let Ok(email) = form.email.parse::<EmailAddress>() else {
        let state = FormState::new()
            .keep("email", form.email.trim())
            .with_error("email", "sign_up-register-email-invalid");
        return cx.render_as(StatusCode::UNPROCESSABLE_ENTITY, &page(cx, what, state));
    };
    let allowed = &cx.app.settings.limits;
    let attempt = Attempt::from(
        cx.address,
        ["recovery.address", "recovery.network"],
        [
            allowed.registrations_per_address,
            allowed.registrations_per_network,
        ],
    );
    let recipient = Limit::of("mail.recipient", allowed.mails_per_recipient);
    cx.attempt(attempt.within(recipient, email.key()))
        .await?
        .keep();
    match what {
        Forgotten::Password => write_reset(cx, &email).await?,
        Forgotten::UserName => write_user_name(cx, &email).await?,
        Forgotten::SecondFactor => write_link(cx, &email).await?,
    }
    cx.app.postman.ring();
    cx.render(&SentPage {
        what,
        back: cx.carry("/anmelden/konto"),
    })
}

async fn write_reset(cx: &Cx, email: &EmailAddress) -> Result<(), PageError> {
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let asked = recovery::ask(&mut tx, &*app.entropy, cx.now, email).await?;
    let (name, link) = match &asked {
        Asked::Link(token) => (
            "reset_password",
            app.url(&format!(
                "/passwort-neu?id={}&lang={}",
                token.reveal(),
                cx.lang()
            )),
        ),
        Asked::NoPassword(_) => ("reset_no_password", app.url("/anmelden")),
        Asked::Unknown => ("reset_unknown", app.url("/registrieren")),
    };
    let mut values = serde_json::json!({ "email": email.as_str(), "link": link });
    if let Asked::NoPassword(instead) = &asked {
        values["ways"] = ways(instead, app).into();
    }
    let to = (email.as_str(), cx.lang());
    app.mail(&mut tx, cx.now, to, name, &values).await?;
    Ok(tx.commit().await?)
}

/// How to sign in without a password: words of the texts `mail-reset_no_password-by-…`.
fn ways(instead: &Instead, app: &Parts) -> Vec<&'static str> {
    let offered = |service: &&Service| app.upstreams.find(**service).is_some();
    let services = instead.services.iter().filter(offered);
    let passkey = instead.passkey.then_some("passkey");
    passkey
        .into_iter()
        .chain(services.map(|service| service.word()))
        .collect()
}

async fn write_link(cx: &Cx, email: &EmailAddress) -> Result<(), PageError> {
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let asked = recovery::ask_link(&mut tx, &*app.entropy, cx.now, email).await?;
    let (name, link) = match &asked {
        AskedLink::Link(token) => {
            let path = format!(
                "/zugang-verloren/code?id={}&lang={}",
                token.reveal(),
                cx.lang()
            );
            ("recovery_link", app.url(&path))
        }
        AskedLink::HasPassword => ("recovery_password", app.url("/zugang-verloren")),
        AskedLink::Unknown => ("reset_unknown", app.url("/registrieren")),
    };
    let values = serde_json::json!({
        "email": email.as_str(),
        "link": link,
        "forgotten": app.url("/passwort-vergessen"),
    });
    let to = (email.as_str(), cx.lang());
    app.mail(&mut tx, cx.now, to, name, &values).await?;
    Ok(tx.commit().await?)
}

async fn write_user_name(cx: &Cx, email: &EmailAddress) -> Result<(), PageError> {
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let known = accounts::find_by_email(&mut tx, email).await?;
    let (name, link) = match known {
        Some(_) => ("user_name", app.url("/anmelden")),
        None => ("reset_unknown", app.url("/registrieren")),
    };
    let values = serde_json::json!({ "email": email.as_str(), "link": link });
    let to = (email.as_str(), cx.lang());
    app.mail(&mut tx, cx.now, to, name, &values).await?;
    Ok(tx.commit().await?)
}

fn page(cx: &Cx, what: Forgotten, form: FormState) -> ForgottenPage {
    ForgottenPage {
        what,
        form,
        action: cx.carry(what.path()),
        back: cx.carry("/anmelden/konto"),
    }
}
