//! Confirming by the link that was mailed to the new address, in whichever browser.

use axum::extract::Query;
use axum::response::{AppendHeaders, IntoResponse, Response};
use http::StatusCode;
use http::header::SET_COOKIE;
use serde::Serialize;
use shared::db::Tx;
use shared::pages::Page;
use shared::secret::Token;

use super::{DeadLinkPage, Link};
use crate::email_change::confirm::{self, Changed};
use crate::error::page::PageError;
use crate::request::{Cx, Protected, clear_session_cookie, session_cookie};

#[derive(Debug, Serialize)]
pub(super) struct ConfirmPage {
    id: String,
    /// The new address.
    email: String,
}

impl Page for ConfirmPage {
    const TEMPLATE: &'static str = "email_change/confirm.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            id: "token".to_owned(),
            email: "kim.neu@example.org".to_owned(),
        }]
    }
}

#[derive(Debug, Serialize)]
pub(super) struct ChangedPage {
    email: String,
    /// The account is signed in in this browser.
    signed_in: bool,
}

impl Page for ChangedPage {
    const TEMPLATE: &'static str = "email_change/changed.html";

    fn samples() -> Vec<Self> {
        [true, false]
            .map(|signed_in| Self {
                email: "kim.neu@example.org".to_owned(),
                signed_in,
            })
            .into()
    }
}

pub(super) async fn show(cx: Cx, Query(link): Query<Link>) -> Result<Response, PageError> {
    let Some(token) = Token::parse(&link.id) else {
        return dead(&cx);
    };
    let mut tx = cx.app.db.read().await?;
    let change = confirm::look(&mut tx, &token, cx.now).await?;
    tx.commit().await?;
    match change {
        Some(change) => cx.render(&ConfirmPage {
            id: link.id,
            email: change.new.as_str().to_owned(),
        }),
        None => dead(&cx),
    }
}

pub(super) async fn send(cx: Cx, Protected(form): Protected<Link>) -> Result<Response, PageError> {
    let Some(token) = Token::parse(&form.id) else {
        return dead(&cx);
    };
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    if confirm::look(&mut tx, &token, cx.now).await?.is_none() {
        return dead(&cx);
    }
    let session = cx.person.as_ref().map(|person| &person.session);
    let changed = confirm::confirm(&mut tx, &*app.entropy, cx.now, &token, session).await?;
    let Some(changed) = changed else {
        return dead(&cx);
    };
    tell(&mut tx, &cx, &changed).await?;
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    done(cx, &changed)
}

/// The old address hears of it, with the link that undoes it.
async fn tell(tx: &mut Tx, cx: &Cx, changed: &Changed) -> Result<(), PageError> {
    let account = &changed.account;
    let lang = account.locale.as_deref().unwrap_or(cx.lang());
    let stop = changed.stop.reveal();
    let values = serde_json::json!({
        "email": changed.old.as_str(),
        "new": account.email.as_str(),
        "at": cx.now.unix(),
        "link": cx.app.url(&format!("/email-zurueck?id={stop}&lang={lang}")),
    });
    let to = (changed.old.as_str(), lang);
    cx.app.mail(tx, cx.now, to, "email_changed", &values).await
}

fn done(mut cx: Cx, changed: &Changed) -> Result<Response, PageError> {
    let own = cx.person.as_ref();
    let own = own.is_some_and(|person| person.account.id == changed.account.id);
    if own && changed.token.is_none() {
        // It was only to secure the account, and has ended with the rest.
        cx.frame.signed_in = None;
    }
    let page = ChangedPage {
        email: changed.account.email.as_str().to_owned(),
        signed_in: changed.token.is_some(),
    };
    let response = cx.render(&page)?;
    let cookie = match &changed.token {
        Some(token) => session_cookie(&cx.app, token),
        None if own => clear_session_cookie(&cx.app),
        None => return Ok(response),
    };
    Ok((AppendHeaders([(SET_COOKIE, cookie)]), response).into_response())
}

fn dead(cx: &Cx) -> Result<Response, PageError> {
    cx.render_as(StatusCode::GONE, &DeadLinkPage { stops: false })
}
