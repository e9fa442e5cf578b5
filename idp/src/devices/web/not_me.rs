//! „Das war ich nicht": looking changes nothing, because mail programs look as well; a button does
//! the deed. Afterwards the page leads through what is to be done, step by step.

use axum::extract::Query;
use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::clock::Timestamp;
use shared::pages::Page;
use shared::secret::Token;

use crate::devices::disown;
use crate::error::page::PageError;
use crate::request::{Cx, Protected};

/// The sign-in, and the question.
#[derive(Debug, Serialize)]
pub(super) struct NotMePage {
    id: String,
    browser: String,
    system: String,
    address: String,
    at: Timestamp,
}

impl Page for NotMePage {
    const TEMPLATE: &'static str = "devices/not_me.html";

    fn samples() -> Vec<Self> {
        [("Firefox", "Windows"), ("", "")]
            .map(|(browser, system)| Self {
                id: "token".to_owned(),
                browser: browser.to_owned(),
                system: system.to_owned(),
                address: "192.0.2.0/24".to_owned(),
                at: Timestamp::from_unix(1_770_000_000),
            })
            .into()
    }
}

/// The stranger is out; what the owner does now.
#[derive(Debug, Serialize)]
pub(super) struct ClosedPage {
    has_password: bool,
}

impl Page for ClosedPage {
    const TEMPLATE: &'static str = "devices/closed.html";

    fn samples() -> Vec<Self> {
        [true, false]
            .map(|has_password| Self { has_password })
            .into()
    }
}

/// The link is no longer good.
#[derive(Debug, Serialize)]
pub(super) struct DeadLinkPage {}

impl Page for DeadLinkPage {
    const TEMPLATE: &'static str = "devices/dead_link.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct LinkForm {
    #[serde(default)]
    id: String,
}

pub(super) async fn show(cx: Cx, Query(query): Query<LinkForm>) -> Result<Response, PageError> {
    let Some(token) = Token::parse(&query.id) else {
        return cx.render_as(StatusCode::GONE, &DeadLinkPage {});
    };
    let mut tx = cx.app.db.read().await?;
    let notice = disown::look(&mut tx, &token, cx.now).await?;
    drop(tx);
    match notice {
        None => cx.render_as(StatusCode::GONE, &DeadLinkPage {}),
        Some(notice) => cx.render(&NotMePage {
            id: query.id,
            browser: notice.browser,
            system: notice.system,
            address: notice.address,
            at: notice.at,
        }),
    }
}

pub(super) async fn send(
    cx: Cx,
    Protected(form): Protected<LinkForm>,
) -> Result<Response, PageError> {
    let Some(token) = Token::parse(&form.id) else {
        return cx.render_as(StatusCode::GONE, &DeadLinkPage {});
    };
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let closed = disown::disown(&mut tx, &*app.entropy, cx.now, &token).await?;
    tx.commit().await?;
    app.sessions_ended();
    match closed {
        None => cx.render_as(StatusCode::GONE, &DeadLinkPage {}),
        Some(closed) => cx.render(&ClosedPage {
            has_password: closed.has_password,
        }),
    }
}
