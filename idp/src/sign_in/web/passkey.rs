//! The two posts of a passkey ceremony (S39), sent by `passkeys.js`.

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::{DiscoverableAuthentication, PublicKeyCredential};

use super::way::Way;
use super::{cookies, throttle};
use crate::error::page::PageError;
use crate::passkeys::{self, AssertError};
use crate::request::{Cx, ProtectedJson};
use crate::sign_in::passkey::{self, Answered, Refused};

#[derive(Debug, Deserialize)]
pub(super) struct Ask {}

/// Where the script goes.
#[derive(Debug, Serialize)]
struct Next {
    location: String,
}

/// What the script shows.
#[derive(Debug, Serialize)]
struct Refusal {
    message: String,
}

pub(super) async fn begin(
    cx: Cx,
    ProtectedJson(Ask {}): ProtectedJson<Ask>,
) -> Result<Response, PageError> {
    throttle::challenge(&cx).await?;
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let options = passkeys::begin_assertion(&mut tx, &app.relying_party, cx.now, &cx.visitor)
        .await
        .map_err(internal)?;
    tx.commit().await?;
    Ok(Json(options).into_response())
}

pub(super) async fn finish(
    cx: Cx,
    way: Way,
    ProtectedJson(answer): ProtectedJson<PublicKeyCredential>,
) -> Result<Response, PageError> {
    let Some(state) = taken(&cx, &answer).await? else {
        return refuse(&cx, StatusCode::GONE, "sign-in-passkey-expired");
    };
    match checked(&cx, &way, state, &answer).await? {
        Some(Answered::Right(entered)) => {
            let location = way.onward();
            Ok((cookies(&cx.app, &entered), Json(Next { location })).into_response())
        }
        Some(Answered::Deactivated) => {
            let location = "/anmelden/deaktiviert".to_owned();
            Ok(Json(Next { location }).into_response())
        }
        None => refuse(&cx, StatusCode::UNPROCESSABLE_ENTITY, "passkey-get-failed"),
    }
}

/// The challenge has had its one answer, whatever becomes of it.
async fn taken(
    cx: &Cx,
    answer: &PublicKeyCredential,
) -> Result<Option<DiscoverableAuthentication>, PageError> {
    let mut tx = cx.app.db.write().await?;
    let state = passkeys::take_assertion(&mut tx, cx.now, &cx.visitor, answer).await?;
    tx.commit().await?;
    Ok(state)
}

/// `None` when the answer is not acceptable; why stands in the log alone.
async fn checked(
    cx: &Cx,
    way: &Way,
    state: DiscoverableAuthentication,
    answer: &PublicKeyCredential,
) -> Result<Option<Answered>, PageError> {
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let party = &app.relying_party;
    let answered = passkey::check(&mut tx, party, cx.now, way.arrival(cx), (state, answer)).await;
    match answered {
        Ok(answered) => {
            tx.commit().await?;
            app.postman.ring();
            app.sessions_ended();
            Ok(Some(answered))
        }
        Err(Refused::Store(error) | Refused::Answer(AssertError::Store(error))) => {
            Err(error.into())
        }
        Err(Refused::Mail(fault)) => Err(fault.into()),
        Err(Refused::Answer(refusal)) => {
            tracing::info!(reason = %refusal, detail = ?refusal, "a passkey was refused");
            Ok(None)
        }
    }
}

fn refuse(cx: &Cx, status: StatusCode, key: &str) -> Result<Response, PageError> {
    let message = cx.app.pages.text(cx.lang(), key, &[])?;
    Ok((status, Json(Refusal { message })).into_response())
}

fn internal(error: AssertError) -> PageError {
    match error {
        AssertError::Store(error) => error.into(),
        error => PageError::internal(error),
    }
}
