//! `/konto/behalten`: all that an account which is about to be deleted still opens, to who has
//! signed in or has the mailed link. Opening the page changes nothing: mail programs do that, too.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use http::StatusCode;
use http::header::SET_COOKIE;
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::clock::Timestamp;
use shared::pages::Page;
use shared::secret::Token;

use crate::deletions::{self, Deletion};
use crate::error::page::PageError;
use crate::own_data::keep::keep;
use crate::request::{Cx, Protected, clear_session_cookie};
use crate::sessions::Stage;

pub(super) const DONE: &str = "/konto/behalten/erledigt";

#[derive(Debug, Serialize)]
pub(super) struct KeepPage {
    due_at: Timestamp,
    /// The law forbids the deletion for now.
    held: bool,
    /// Of the link; none: the person has signed in.
    id: Option<String>,
}

impl Page for KeepPage {
    const TEMPLATE: &'static str = "own_data/keep.html";

    fn samples() -> Vec<Self> {
        let page = |held, id: Option<&str>| Self {
            due_at: Timestamp::from_unix(1_770_000_000),
            held,
            id: id.map(str::to_owned),
        };
        vec![page(false, None), page(true, Some("token"))]
    }
}

#[derive(Debug, Serialize)]
pub(super) struct KeptPage {}

impl Page for KeptPage {
    const TEMPLATE: &'static str = "own_data/kept.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

/// The link is no longer good: the account was kept, or is gone.
#[derive(Debug, Serialize)]
pub(super) struct GonePage {}

impl Page for GonePage {
    const TEMPLATE: &'static str = "own_data/gone.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Link {
    #[serde(default)]
    id: String,
}

pub(super) async fn show(
    cx: Cx,
    link: Result<Query<Link>, QueryRejection>,
) -> Result<Response, PageError> {
    let link = link.map(|Query(link)| link).unwrap_or_default();
    let found = match find(&cx, &link).await? {
        Ok(found) => found,
        Err(instead) => return Ok(instead),
    };
    let mut tx = cx.app.db.read().await?;
    let held = deletions::is_held(&mut tx, &found.account, cx.now).await?;
    drop(tx);
    cx.render(&KeepPage {
        due_at: found.due_at,
        held,
        id: (!link.id.is_empty()).then_some(link.id),
    })
}

pub(super) async fn send(cx: Cx, Protected(link): Protected<Link>) -> Result<Response, PageError> {
    let found = match find(&cx, &link).await? {
        Ok(found) => found,
        Err(instead) => return Ok(instead),
    };
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let tools = (app.acquaintances(), &*app.entropy);
    let kept = keep(&mut tx, tools, cx.now, &found.account).await?;
    let Some(account) = kept else {
        return cx.render_as(StatusCode::GONE, &GonePage {});
    };
    let lang = account.locale.as_deref().unwrap_or(cx.lang());
    let to = (account.email.as_str(), lang);
    let values = json!({
        "email": account.email.as_str(),
        "forgotten": app.url("/passwort-vergessen"),
    });
    app.mail(&mut tx, cx.now, to, "account_kept", &values)
        .await?;
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    let done = Redirect::to(DONE);
    // The session of somebody else in this browser is none of this link's business.
    let own = cx
        .person
        .as_ref()
        .is_some_and(|it| it.account.id == account.id);
    if !own {
        return Ok(done.into_response());
    }
    let cookie = AppendHeaders([(SET_COOKIE, clear_session_cookie(app))]);
    Ok((cookie, done).into_response())
}

pub(super) async fn done(cx: Cx) -> Result<Response, PageError> {
    cx.render(&KeptPage {})
}

/// The deletion that this visit may take back, or what is answered instead.
async fn find(cx: &Cx, link: &Link) -> Result<Result<Deletion, Response>, PageError> {
    let mut tx = cx.app.db.read().await?;
    let leaving = cx.person.as_ref();
    let leaving = leaving.filter(|person| person.session.stage == Stage::Leaving);
    let found = match (Token::parse(&link.id), leaving) {
        (Some(token), _) => deletions::find_by_token(&mut tx, &token.hash()).await?,
        (None, Some(person)) => deletions::find(&mut tx, &person.account.id).await?,
        (None, None) if link.id.is_empty() => {
            return Ok(Err(Redirect::to("/anmelden").into_response()));
        }
        (None, None) => None,
    };
    Ok(match found {
        Some(deletion) => Ok(deletion),
        None => Err(cx.render_as(StatusCode::GONE, &GonePage {})?),
    })
}
