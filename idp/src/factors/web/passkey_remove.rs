//! Deleting a passkey, unless it is the last way in.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::pages::Page;

use super::place::{again, sign_in_first};
use super::tell::{Change, tell};
use crate::error::page::{PageError, Problem};
use crate::factors::change::NotNow;
use crate::factors::remove::{self, RemoveError};
use crate::factors::ways::Ways;
use crate::passkeys::{self, PasskeyId};
use crate::request::{Cx, Protected, SignedIn};

#[derive(Debug, Serialize)]
pub(super) struct PasskeyRemovePage {
    name: String,
    action: String,
    last_way_in: bool,
    has_password: bool,
}

impl Page for PasskeyRemovePage {
    const TEMPLATE: &'static str = "factors/passkey_remove.html";

    fn samples() -> Vec<Self> {
        [(false, false), (true, true), (true, false)]
            .map(|(last_way_in, has_password)| Self {
                name: "Kim Handy".to_owned(),
                action: "/konto/passkeys/abc234/loeschen".to_owned(),
                last_way_in,
                has_password,
            })
            .into()
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn show(
    SignedIn { cx, person }: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id = known(&id)?;
    if let Some(redirect) = sign_in_first(&cx, &person.session, &path(&id)) {
        return Ok(redirect);
    }
    let mut tx = cx.app.db.read().await?;
    let passkey = passkeys::find(&mut tx, &person.account.id, &id).await?;
    let ways = Ways::of(&mut tx, &cx.app.upstreams, &person.account.id).await?;
    drop(tx);
    let passkey = passkey.ok_or(PageError::new(Problem::NotFound))?;
    render(cx, StatusCode::OK, &id, (passkey.name.as_str(), ways))
}

pub(super) async fn send(
    SignedIn { cx, person }: SignedIn,
    Path(id): Path<String>,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    let id = known(&id)?;
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let removed = remove::passkey(
        &mut tx,
        (&*app.entropy, &app.upstreams),
        cx.now,
        &person.session,
        &id,
    )
    .await;
    let (account, passkey) = match removed {
        Ok(removed) => removed,
        Err(RemoveError::Store(error) | RemoveError::NotNow(NotNow::Store(error))) => {
            return Err(error.into());
        }
        Err(RemoveError::Unknown) => return Err(PageError::new(Problem::NotFound)),
        Err(RemoveError::NotNow(NotNow::Stale)) => {
            return Ok(Redirect::to(&again(&cx, &path(&id))).into_response());
        }
        Err(RemoveError::NotNow(_)) => return Ok(Redirect::to("/anmelden").into_response()),
        Err(RemoveError::LastWayIn) => {
            let passkey = passkeys::find(&mut tx, &person.account.id, &id).await?;
            let ways = Ways::of(&mut tx, &cx.app.upstreams, &person.account.id).await?;
            drop(tx);
            let passkey = passkey.ok_or(PageError::new(Problem::NotFound))?;
            let facts = (passkey.name.as_str(), ways);
            return render(cx, StatusCode::CONFLICT, &id, facts);
        }
    };
    let change = Change::PasskeyRemoved(passkey.name.as_str());
    tell(&mut tx, &cx, &account, change).await?;
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    Ok(Redirect::to("/konto/passkeys?erledigt=geloescht").into_response())
}

fn path(id: &PasskeyId) -> String {
    format!("/konto/passkeys/{id}/loeschen")
}

fn known(id: &str) -> Result<PasskeyId, PageError> {
    id.parse().map_err(|_| PageError::new(Problem::NotFound))
}

fn render(
    cx: Cx,
    status: StatusCode,
    id: &PasskeyId,
    (name, ways): (&str, Ways),
) -> Result<Response, PageError> {
    let page = PasskeyRemovePage {
        name: name.to_owned(),
        action: path(id),
        last_way_in: !ways.may_remove_passkey(),
        has_password: ways.password,
    };
    Cx {
        frame: cx
            .frame
            .clone()
            .crumb("factors-account-title", "/konto")
            .crumb("factors-passkeys-title", "/konto/passkeys"),
        ..cx
    }
    .render_as(status, &page)
}
