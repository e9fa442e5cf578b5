//! The link of the mails that stops a letter. Looking at it uses nothing up: programs that read mail
//! look at links.

use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::Serialize;
use shared::pages::Page;
use shared::secret::Token;

use super::Link;
use crate::error::page::PageError;
use crate::recovery_letters::stop;
use crate::request::{Cx, Protected};

#[derive(Debug, Serialize)]
pub(super) struct StopPage {
    id: String,
}

impl Page for StopPage {
    const TEMPLATE: &'static str = "recovery_letters/stop.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            id: "token".to_owned(),
        }]
    }
}

#[derive(Debug, Serialize)]
pub(super) struct StoppedPage {
    forgotten: &'static str,
}

impl Page for StoppedPage {
    const TEMPLATE: &'static str = "recovery_letters/stopped.html";

    fn samples() -> Vec<Self> {
        vec![Self::new()]
    }
}

impl StoppedPage {
    const fn new() -> Self {
        Self {
            forgotten: "/passwort-vergessen",
        }
    }
}

/// There is nothing left to stop.
#[derive(Debug, Serialize)]
pub(super) struct DeadLinkPage {}

impl Page for DeadLinkPage {
    const TEMPLATE: &'static str = "recovery_letters/dead_link.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

pub(super) async fn show(cx: Cx, Query(link): Query<Link>) -> Result<Response, PageError> {
    let Some(token) = Token::parse(&link.id) else {
        return dead(&cx);
    };
    let mut tx = cx.app.db.read().await?;
    let good = stop::look(&mut tx, &token, cx.now).await?;
    tx.commit().await?;
    if good {
        cx.render(&StopPage { id: link.id })
    } else {
        dead(&cx)
    }
}

pub(super) async fn send(cx: Cx, Protected(link): Protected<Link>) -> Result<Response, PageError> {
    let Some(token) = Token::parse(&link.id) else {
        return dead(&cx);
    };
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    if !stop::stop(&mut tx, &*app.entropy, cx.now, &token).await? {
        return dead(&cx);
    }
    tx.commit().await?;
    cx.render(&StoppedPage::new())
}

fn dead(cx: &Cx) -> Result<Response, PageError> {
    cx.render_as(StatusCode::GONE, &DeadLinkPage {})
}
