//! „Zweiten Faktor entfernen" (S86): the password goes with it, because it would be left alone (S65).

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::Serialize;
use shared::pages::Page;

use super::place::{again, sign_in_first};
use super::tell::{Change, tell};
use crate::error::page::PageError;
use crate::factors::change::NotNow;
use crate::factors::remove::{self, RemoveError};
use crate::factors::ways::Ways;
use crate::request::{Cx, Nothing, Protected, SignedIn};

const PATH: &str = "/konto/totp/entfernen";

#[derive(Debug, Serialize)]
pub(super) struct TotpRemovePage {
    action: &'static str,
    has_password: bool,
    last_way_in: bool,
}

impl Page for TotpRemovePage {
    const TEMPLATE: &'static str = "factors/totp_remove.html";

    fn samples() -> Vec<Self> {
        [(true, false), (false, false), (true, true)]
            .map(|(has_password, last_way_in)| Self {
                action: PATH,
                has_password,
                last_way_in,
            })
            .into()
    }
}

pub(super) async fn show(SignedIn { cx, person }: SignedIn) -> Result<Response, PageError> {
    if let Some(redirect) = sign_in_first(&cx, &person.session, PATH) {
        return Ok(redirect);
    }
    let mut tx = cx.app.db.read().await?;
    let ways = Ways::of(&mut tx, &cx.app.upstreams, &person.account.id).await?;
    tx.commit().await?;
    if ways.totp.is_none() {
        return Ok(Redirect::to("/konto").into_response());
    }
    render(cx, StatusCode::OK, ways)
}

pub(super) async fn send(
    SignedIn { cx, person }: SignedIn,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let means = (&*app.entropy, &app.upstreams);
    let removed = remove::totp(&mut tx, means, cx.now, &person.session).await;
    let (account, ways) = match removed {
        Ok(removed) => removed,
        Err(RemoveError::Store(error) | RemoveError::NotNow(NotNow::Store(error))) => {
            return Err(error.into());
        }
        Err(RemoveError::NotNow(NotNow::Stale)) => {
            return Ok(Redirect::to(&again(&cx, PATH)).into_response());
        }
        Err(RemoveError::NotNow(_)) => return Ok(Redirect::to("/anmelden").into_response()),
        Err(RemoveError::Unknown) => return Ok(Redirect::to("/konto").into_response()),
        Err(RemoveError::LastWayIn) => {
            let ways = Ways::of(&mut tx, &app.upstreams, &person.account.id).await?;
            drop(tx);
            return render(cx, StatusCode::CONFLICT, ways);
        }
    };
    let change = if ways.password {
        Change::TotpAndPasswordRemoved
    } else {
        Change::TotpRemoved
    };
    tell(&mut tx, &cx, &account, change).await?;
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    Ok(Redirect::to("/konto?erledigt=totp-entfernt").into_response())
}

fn render(cx: Cx, status: StatusCode, ways: Ways) -> Result<Response, PageError> {
    let page = TotpRemovePage {
        action: PATH,
        has_password: ways.password,
        last_way_in: !ways.may_remove_totp(),
    };
    Cx {
        frame: cx
            .frame
            .clone()
            .crumb("factors-account-title", "/konto")
            .crumb("factors-options-title", "/konto/anmeldeoptionen"),
        ..cx
    }
    .render_as(status, &page)
}
