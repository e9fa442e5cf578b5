//! The second proof: a recovery code, after the password or by the mailed link. Looking at the
//! link uses nothing up: programs that read mail look at links.

use axum::extract::Query;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use http::StatusCode;
use http::header::SET_COOKIE;
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::forms::FormState;
use shared::pages::Page;

use super::choose::DeadLinkPage;
use super::throttle;
use crate::accounts::Account;
use crate::error::page::PageError;
use crate::recovery::{self, Holder, Opened, Proof};
use crate::recovery_codes::{self, Code};
use crate::request::{Cx, Protected, session_cookie};

#[derive(Debug, Serialize)]
pub(super) struct RecoveryCodePage {
    form: FormState,
    /// The token of the mailed link, or nothing.
    id: String,
    action: String,
    back: String,
    /// Where a code by letter is asked for, if letters are posted.
    letter: Option<String>,
}

impl Page for RecoveryCodePage {
    const TEMPLATE: &'static str = "recovery/code.html";

    fn samples() -> Vec<Self> {
        let wrong = FormState::new().with_error("code", "recovery-code-wrong");
        [(FormState::new(), true), (wrong, false)]
            .map(|(form, by_letter)| Self {
                form,
                id: String::new(),
                action: "/zugang-verloren/code".to_owned(),
                back: "/zugang-verloren".to_owned(),
                letter: by_letter.then(|| "/zugang-verloren/brief".to_owned()),
            })
            .into()
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct LinkQuery {
    #[serde(default)]
    id: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct CodeForm {
    #[serde(default)]
    id: String,
    #[serde(default)]
    code: String,
}

pub(super) async fn show(cx: Cx, Query(query): Query<LinkQuery>) -> Result<Response, PageError> {
    match proven(&cx, &query.id).await? {
        Ok(_) => render(cx, StatusCode::OK, query.id, FormState::new()),
        Err(answer) => Ok(answer),
    }
}

pub(super) async fn send(
    cx: Cx,
    Protected(form): Protected<CodeForm>,
) -> Result<Response, PageError> {
    let (holder, account) = match proven(&cx, &form.id).await? {
        Ok(proven) => proven,
        Err(answer) => return Ok(answer),
    };
    let Ok(code) = form.code.parse::<Code>() else {
        let state = FormState::new().with_error("code", "recovery-code-malformed");
        return render(cx, StatusCode::UNPROCESSABLE_ENTITY, form.id, state);
    };
    let spent = throttle::code(&cx, &account.id).await?;
    let outcome = tried(&cx, &holder, &account, &code).await;
    match &outcome {
        Ok(None | Some(Opened::Used)) => spent.keep(),
        Ok(Some(_)) => spent.right().await?,
        // Ours, so nothing was guessed.
        Err(_) => drop(spent),
    }
    match outcome? {
        Some(Opened::Session(token, _)) => {
            let cookie = AppendHeaders([(SET_COOKIE, session_cookie(&cx.app, &token))]);
            Ok((cookie, Redirect::to(&cx.carry("/absichern"))).into_response())
        }
        Some(Opened::Over) => over(&cx, &form.id),
        Some(Opened::Used) | None => {
            let state = FormState::new().with_error("code", "recovery-code-wrong");
            render(cx, StatusCode::UNPROCESSABLE_ENTITY, form.id, state)
        }
    }
}

/// What the code opens; `None` when it is not right. One hash, whether or not there is such a
/// code.
async fn tried(
    cx: &Cx,
    holder: &Holder,
    account: &Account,
    code: &Code,
) -> Result<Option<Opened>, PageError> {
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let candidate = recovery_codes::attempt(&mut tx, cx.now, &account.id, code).await?;
    tx.commit().await?;
    let phc = candidate.as_ref().map(|it| it.phc.as_str());
    let right = app.hasher.verify(&code.secret(), phc).await?;
    let mut tx = app.db.write().await?;
    let Some(candidate) = candidate.filter(|_| right) else {
        let about = (Some(&account.id), "recovery_code");
        recovery::failed(&mut tx, &*app.entropy, cx.now, about).await?;
        tx.commit().await?;
        return Ok(None);
    };
    let former = cx.person.as_ref().map(|person| &person.session);
    let proofs = (holder, &candidate);
    let opened = recovery::second(&mut tx, &*app.entropy, cx.now, proofs, former).await?;
    let Opened::Session(_, account) = &opened else {
        return Ok(Some(opened));
    };
    let values = json!({
        "email": account.email.as_str(),
        "at": cx.now.unix(),
        "forgotten": app.url("/passwort-vergessen"),
    });
    let lang = account.locale.as_deref().unwrap_or(cx.lang());
    for address in account.addresses(cx.now) {
        let to = (address.as_str(), lang);
        app.mail(&mut tx, cx.now, to, "recovery_begun", &values)
            .await?;
    }
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    Ok(Some(opened))
}

/// The first proof of this browser or of the link `id`, else where to go instead.
async fn proven(cx: &Cx, id: &str) -> Result<Result<(Holder, Account), Response>, PageError> {
    let Some(holder) = Holder::read(&cx.visitor, id) else {
        return Ok(Err(over(cx, id)?));
    };
    let mut tx = cx.app.db.read().await?;
    let proof = recovery::proof(&mut tx, &holder, cx.now).await?;
    tx.commit().await?;
    Ok(match proof {
        Proof::Good(account) => Ok((holder, *account)),
        Proof::Deactivated => Err(Redirect::to("/anmelden/deaktiviert").into_response()),
        Proof::None => Err(over(cx, id)?),
    })
}

/// The first proof is asked for again: it was too long ago, or never given.
fn over(cx: &Cx, id: &str) -> Result<Response, PageError> {
    if id.is_empty() {
        return Ok(Redirect::to(&cx.carry("/zugang-verloren")).into_response());
    }
    let page = DeadLinkPage {
        again: "/zugang-verloren/link",
    };
    cx.render_as(StatusCode::GONE, &page)
}

fn render(
    mut cx: Cx,
    status: StatusCode,
    id: String,
    form: FormState,
) -> Result<Response, PageError> {
    let by_letter = cx.app.settings.letters.public_key.is_some();
    let page = RecoveryCodePage {
        letter: by_letter.then(|| cx.carry(&letter(&id))),
        form,
        id,
        action: cx.carry("/zugang-verloren/code"),
        back: cx.carry("/zugang-verloren"),
    };
    cx.frame = cx
        .frame
        .without_sign_in()
        .crumb("recovery-lost-title", &page.back);
    cx.render_as(status, &page)
}

/// Where a code by letter is asked for, with the same first proof.
fn letter(id: &str) -> String {
    let query = if id.is_empty() { "" } else { "?id=" };
    format!("/zugang-verloren/brief{query}{id}")
}
