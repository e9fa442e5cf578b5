//! „Passwort aus dem Konto entfernen" (S64, S65): passkeys are the only way in then.

use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use shared::pages::Page;

use super::place::{again, further, sign_in_first};
use super::tell::{Change, tell};
use crate::error::page::PageError;
use crate::factors::change::NotNow;
use crate::factors::remove::{self, RemoveError};
use crate::factors::ways::Ways;
use crate::request::{Cx, Protected, SignedIn};

const PATH: &str = "/konto/passwort/entfernen";

#[derive(Debug, Serialize)]
pub(super) struct PasswordRemovePage {
    action: String,
    back: String,
}

impl Page for PasswordRemovePage {
    const TEMPLATE: &'static str = "factors/password_remove.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            action: PATH.to_owned(),
            back: "/konto".to_owned(),
        }]
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn show(SignedIn { cx, person }: SignedIn) -> Result<Response, PageError> {
    if let Some(redirect) = sign_in_first(&cx, &person.session, PATH) {
        return Ok(redirect);
    }
    let mut tx = cx.app.db.read().await?;
    let ways = Ways::of(&mut tx, &cx.app.upstreams, &person.account.id).await?;
    drop(tx);
    if !ways.may_remove_password() {
        return Ok(Redirect::to("/konto").into_response());
    }
    let page = PasswordRemovePage {
        action: cx.carry(PATH),
        back: further(&cx),
    };
    Cx {
        frame: cx.frame.clone().crumb("factors-account-title", "/konto"),
        ..cx
    }
    .render(&page)
}

pub(super) async fn send(
    SignedIn { cx, person }: SignedIn,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let removed = remove::password(
        &mut tx,
        (&*app.entropy, &app.upstreams),
        cx.now,
        &person.session,
    )
    .await;
    let account = match removed {
        Ok(account) => account,
        Err(RemoveError::Store(error) | RemoveError::NotNow(NotNow::Store(error))) => {
            return Err(error.into());
        }
        Err(RemoveError::NotNow(NotNow::Stale)) => {
            return Ok(Redirect::to(&again(&cx, PATH)).into_response());
        }
        Err(RemoveError::NotNow(_)) => return Ok(Redirect::to("/anmelden").into_response()),
        Err(RemoveError::LastWayIn | RemoveError::Unknown) => {
            return Ok(Redirect::to("/konto").into_response());
        }
    };
    tell(&mut tx, &cx, &account, Change::PasswordRemoved).await?;
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    let to = match cx.vorgang {
        Some(_) => further(&cx),
        None => "/konto?erledigt=passwort-entfernt".to_owned(),
    };
    Ok(Redirect::to(&to).into_response())
}
