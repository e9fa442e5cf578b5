//! „Ich war das nicht": the link that was mailed to the old address brings it back.

use axum::extract::Query;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use http::StatusCode;
use http::header::SET_COOKIE;
use secrecy::SecretString;
use serde::Serialize;
use shared::pages::Page;
use shared::secret::Token;

use super::{DeadLinkPage, Link};
use crate::email_change::stop;
use crate::error::page::PageError;
use crate::request::{Cx, Protected, clear_session_cookie};

#[derive(Debug, Serialize)]
pub(super) struct StopPage {
    id: String,
    old: String,
    new: String,
}

impl Page for StopPage {
    const TEMPLATE: &'static str = "email_change/stop.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            id: "token".to_owned(),
            old: "kim.klicker@example.org".to_owned(),
            new: "fremd@example.org".to_owned(),
        }]
    }
}

/// The account had no password: there is none to choose anew.
#[derive(Debug, Serialize)]
pub(super) struct StoppedPage {
    email: String,
}

impl Page for StoppedPage {
    const TEMPLATE: &'static str = "email_change/stopped.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            email: "kim.klicker@example.org".to_owned(),
        }]
    }
}

pub(super) async fn show(cx: Cx, Query(link): Query<Link>) -> Result<Response, PageError> {
    let Some(token) = Token::parse(&link.id) else {
        return dead(&cx);
    };
    let mut tx = cx.app.db.read().await?;
    let change = stop::look(&mut tx, &token, cx.now).await?;
    tx.commit().await?;
    match change {
        Some(change) => cx.render(&StopPage {
            id: link.id,
            old: change.old.as_str().to_owned(),
            new: change.new.as_str().to_owned(),
        }),
        None => dead(&cx),
    }
}

pub(super) async fn send(
    mut cx: Cx,
    Protected(form): Protected<Link>,
) -> Result<Response, PageError> {
    let Some(token) = Token::parse(&form.id) else {
        return dead(&cx);
    };
    let app = cx.app.clone();
    let mut tx = app.db.read().await?;
    let good = stop::look(&mut tx, &token, cx.now).await?.is_some();
    tx.commit().await?;
    if !good {
        return dead(&cx);
    }
    let unknown = Token::generate(&*app.entropy);
    let unknown = SecretString::from(unknown.reveal().to_owned());
    let nobodys = app.hasher.hash(&unknown).await?;
    let mut tx = app.db.write().await?;
    let stopped = stop::stop(&mut tx, &*app.entropy, cx.now, &token, &nobodys).await?;
    let Some(stopped) = stopped else {
        return dead(&cx);
    };
    let account = &stopped.account;
    let lang = account.locale.as_deref().unwrap_or(cx.lang());
    let values = serde_json::json!({
        "email": account.email.as_str(),
        "at": cx.now.unix(),
        "forgotten": app.url("/passwort-vergessen"),
        "has_password": stopped.reset.is_some(),
    });
    let to = (account.email.as_str(), lang);
    app.mail(&mut tx, cx.now, to, "email_change_stopped", &values)
        .await?;
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    let own = cx.person.as_ref();
    let own = own.is_some_and(|person| person.account.id == account.id);
    let response = if let Some(reset) = &stopped.reset {
        let to = format!("/passwort-neu?id={}&lang={}", reset.reveal(), cx.lang());
        Redirect::to(&to).into_response()
    } else {
        if own {
            cx.frame.signed_in = None;
        }
        cx.render(&StoppedPage {
            email: account.email.as_str().to_owned(),
        })?
    };
    if own {
        let cookie = AppendHeaders([(SET_COOKIE, clear_session_cookie(&app))]);
        return Ok((cookie, response).into_response());
    }
    Ok(response)
}

fn dead(cx: &Cx) -> Result<Response, PageError> {
    cx.render_as(StatusCode::GONE, &DeadLinkPage { stops: true })
}
