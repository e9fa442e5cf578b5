//! `/konto/loeschen` (S89): what happens, then the deed. Everything ends at once.

use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use http::header::SET_COOKIE;
use serde::Serialize;
use serde_json::json;
use shared::pages::Page;

use super::{framed, sign_in_first};
use crate::error::page::PageError;
use crate::own_data::leave::{LeaveError, is_last_lead, leave};
use crate::request::{Cx, KEEP, Nothing, Protected, SignedIn, clear_session_cookie};

pub(super) const PATH: &str = "/konto/loeschen";
pub(super) const DONE: &str = "/konto/loeschen/vorgemerkt";

#[derive(Debug, Serialize)]
pub(super) struct DeletePage {
    days: u64,
    /// The office would be without a lead.
    last_lead: bool,
    /// Where another lead can be made.
    office_url: String,
}

impl Page for DeletePage {
    const TEMPLATE: &'static str = "own_data/delete.html";

    fn samples() -> Vec<Self> {
        let page = |last_lead| Self {
            days: 14,
            last_lead,
            office_url: "https://portal.example/sachbearbeitung".to_owned(),
        };
        vec![page(false), page(true)]
    }
}

#[derive(Debug, Serialize)]
pub(super) struct LeftPage {
    home_url: String,
}

impl Page for LeftPage {
    const TEMPLATE: &'static str = "own_data/left.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            home_url: "https://portal.example/anmelden".to_owned(),
        }]
    }
}

fn page(cx: &Cx, last_lead: bool) -> DeletePage {
    DeletePage {
        days: cx.app.settings.accounts.deletion.as_secs() / 86_400,
        last_lead,
        office_url: cx.app.office_url(),
    }
}

pub(super) async fn show(SignedIn { cx, person }: SignedIn) -> Result<Response, PageError> {
    if let Some(redirect) = sign_in_first(&cx, &person, PATH) {
        return Ok(redirect);
    }
    let mut tx = cx.app.db.read().await?;
    let last_lead = is_last_lead(&mut tx, &person.account.id).await?;
    drop(tx);
    let page = page(&cx, last_lead);
    framed(cx).render(&page)
}

pub(super) async fn send(
    SignedIn { cx, person }: SignedIn,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    if let Some(redirect) = sign_in_first(&cx, &person, PATH) {
        return Ok(redirect);
    }
    let (app, account) = (&cx.app, &person.account);
    let patience = app.settings.accounts.deletion;
    let tools = (app.acquaintances(), &*app.entropy);
    let mut tx = app.db.write().await?;
    let (deletion, token) = match leave(&mut tx, tools, cx.now, account, patience).await {
        Ok(left) => left,
        Err(LeaveError::Store(error)) => return Err(error.into()),
        Err(LeaveError::Over) => return Ok(Redirect::to("/anmelden").into_response()),
        Err(LeaveError::LastLead) => {
            drop(tx);
            let page = page(&cx, true);
            return framed(cx).render_as(http::StatusCode::CONFLICT, &page);
        }
    };
    let lang = account.locale.as_deref().unwrap_or(cx.lang());
    let values = json!({
        "email": account.email.as_str(),
        "due_at": deletion.due_at.unix(),
        "link": app.url(&format!("{KEEP}?id={}", token.reveal())),
    });
    let to = (account.email.as_str(), lang);
    app.mail(&mut tx, cx.now, to, "account_leaving", &values)
        .await?;
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    let cookie = AppendHeaders([(SET_COOKIE, clear_session_cookie(app))]);
    Ok((cookie, Redirect::to(DONE)).into_response())
}

/// Tells no more than that, to whomever.
pub(super) async fn done(cx: Cx) -> Result<Response, PageError> {
    cx.render(&LeftPage {
        home_url: cx.app.home_url(),
    })
}
