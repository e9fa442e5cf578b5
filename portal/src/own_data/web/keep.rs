//! `/meine-daten/behalten`: all that the portal still opens to who wants their data gone.

use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use serde_json::json;
use shared::clock::Timestamp;
use shared::pages::Page;

use super::framed;
use crate::error::page::PageError;
use crate::own_data::keep::keep;
use crate::request::{Nothing, Protected, SignedIn};

pub(super) const DONE: &str = "/meine-daten/behalten/erledigt";

#[derive(Debug, Serialize)]
pub(super) struct KeepPage {
    due_at: Timestamp,
}

impl Page for KeepPage {
    const TEMPLATE: &'static str = "own_data/keep.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            due_at: Timestamp::from_unix(1_770_000_000),
        }]
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

/// Who stays has nothing to take back here.
pub(super) async fn show(SignedIn { cx, person }: SignedIn) -> Result<Response, PageError> {
    match person.resident.leaving_at {
        Some(due_at) => framed(cx).render(&KeepPage { due_at }),
        None => Ok(Redirect::to("/start").into_response()),
    }
}

pub(super) async fn send(
    SignedIn { cx, person }: SignedIn,
    _sent: Protected<Nothing>,
) -> Result<Response, PageError> {
    let (app, resident) = (&cx.app, &person.resident);
    let mut tx = app.db.write().await?;
    if keep(&mut tx, &*app.entropy, cx.now, &resident.id).await? {
        if let Some(to) = app.addressee(resident) {
            let values = json!({ "phone": app.settings.operator.phone });
            app.mail(&mut tx, cx.now, to, "own_data_kept", &values)
                .await?;
        }
        tx.commit().await?;
        app.postman.ring();
    }
    Ok(Redirect::to(DONE).into_response())
}

pub(super) async fn done(SignedIn { cx, .. }: SignedIn) -> Result<Response, PageError> {
    framed(cx).render(&KeptPage {})
}
