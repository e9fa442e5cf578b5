//! Choosing a new password by the mailed link. It opens nothing by itself: the next sign-in
//! still asks for the second factor.

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;
use shared::secret::Token;

use crate::accounts::EmailAddress;
use crate::error::page::PageError;
use crate::passwords::{self, Line};
use crate::recovery::{self, Link};
use crate::request::{Cx, Protected};
use crate::sign_in;

#[derive(Debug, Serialize)]
pub(super) struct ChoosePage {
    form: FormState,
    id: String,
    rules: Vec<Line>,
}

impl Page for ChoosePage {
    const TEMPLATE: &'static str = "recovery/choose.html";

    fn samples() -> Vec<Self> {
        let rule = passwords::Rule::Length;
        let rules = rule.checklist("password_repeat");
        let wrong = FormState::new().with_error("password", "passwords-rule-upper");
        [FormState::new(), wrong]
            .map(|form| Self {
                form,
                id: "token".to_owned(),
                rules: rules.clone(),
            })
            .into()
    }
}

#[derive(Debug, Serialize)]
pub(super) struct ChosenPage {
    sign_in: String,
}

impl Page for ChosenPage {
    const TEMPLATE: &'static str = "recovery/chosen.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            sign_in: "/anmelden".to_owned(),
        }]
    }
}

/// The link is no longer good.
#[derive(Debug, Serialize)]
pub(super) struct DeadLinkPage {
    /// Where a new one is asked for.
    pub(super) again: &'static str,
}

impl Page for DeadLinkPage {
    const TEMPLATE: &'static str = "recovery/dead_link.html";

    fn samples() -> Vec<Self> {
        vec![Self::password()]
    }
}

impl DeadLinkPage {
    const fn password() -> Self {
        Self {
            again: "/passwort-vergessen",
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct LinkQuery {
    #[serde(default)]
    id: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct ChooseForm {
    #[serde(default)]
    id: String,
    #[serde(default)]
    password: SecretString,
    #[serde(default)]
    password_repeat: SecretString,
}

pub(super) async fn show(cx: Cx, Query(query): Query<LinkQuery>) -> Result<Response, PageError> {
    match good(&cx, &query.id).await? {
        Ok(_) => cx.render(&page(&cx, query.id, FormState::new())),
        Err(link) => no_use(&cx, &link),
    }
}

pub(super) async fn send(
    cx: Cx,
    Protected(form): Protected<ChooseForm>,
) -> Result<Response, PageError> {
    let (token, email) = match good(&cx, &form.id).await? {
        Ok(good) => good,
        Err(link) => return no_use(&cx, &link),
    };
    let app = &cx.app;
    let mut state = FormState::new();
    let chosen = (&form.password, &form.password_repeat);
    passwords::check(&mut state, &app.passwords, chosen, Some(email.as_str()));
    if !state.is_fine() {
        let page = page(&cx, form.id, state);
        return cx.render_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let phc = app
        .hasher
        .hash(&passwords::normalise(&form.password))
        .await?;
    let mut tx = app.db.write().await?;
    let chosen = recovery::choose(&mut tx, &*app.entropy, cx.now, &token, &phc).await?;
    let Some(account) = chosen else {
        return cx.render_as(StatusCode::GONE, &DeadLinkPage::password());
    };
    sign_in::forgive(&mut tx, &app.limits, &account).await?;
    let lang = account.locale.as_deref().unwrap_or(cx.lang()).to_owned();
    let values = serde_json::json!({
        "email": account.email.as_str(),
        "at": cx.now.unix(),
        "forgotten": app.url("/passwort-vergessen"),
    });
    for address in account.addresses(cx.now) {
        let to = (address.as_str(), lang.as_str());
        app.mail(&mut tx, cx.now, to, "password_changed", &values)
            .await?;
    }
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    cx.render(&ChosenPage {
        sign_in: cx.carry("/anmelden"),
    })
}

/// The token of a good link and whose it is, or what the link is worth instead.
async fn good(cx: &Cx, id: &str) -> Result<Result<(Token, EmailAddress), Link>, PageError> {
    let Some(token) = Token::parse(id) else {
        return Ok(Err(Link::Dead));
    };
    let mut tx = cx.app.db.read().await?;
    Ok(match recovery::look(&mut tx, &token, cx.now).await? {
        Link::Good(email) => Ok((token, email)),
        link => Err(link),
    })
}

fn no_use(cx: &Cx, link: &Link) -> Result<Response, PageError> {
    match link {
        Link::Deactivated => Ok(Redirect::to("/anmelden/deaktiviert").into_response()),
        Link::Dead | Link::Good(_) => cx.render_as(StatusCode::GONE, &DeadLinkPage::password()),
    }
}

fn page(cx: &Cx, id: String, form: FormState) -> ChoosePage {
    ChoosePage {
        form,
        id,
        rules: cx.password_checklist("password_repeat"),
    }
}
