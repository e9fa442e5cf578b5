//! „Zugriff beenden": a question, then the deed.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use shared::pages::Page;

use super::services::Service;
use crate::consents::store;
use crate::consents::withdraw::withdraw;
use crate::error::page::{PageError, Problem};
use crate::request::{Cx, Protected, SignedIn};

#[derive(Debug, Serialize)]
pub(super) struct EndPage {
    service: Service,
}

impl Page for EndPage {
    const TEMPLATE: &'static str = "consents/end.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            service: Service::sample("Kursverwaltung der Beispiel-Bildung gGmbH", false),
        }]
    }
}

pub(super) async fn show(
    SignedIn { cx, person }: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let mut tx = cx.app.db.read().await?;
    let consent = store::find_own(&mut tx, &person.account.id, &id).await?;
    let consent = consent.ok_or(PageError::new(Problem::NotFound))?;
    let service = Service::of(&mut tx, consent, &cx.app.clients).await?;
    drop(tx);
    let page = EndPage { service };
    Cx {
        frame: cx
            .frame
            .clone()
            .crumb("factors-account-title", "/konto")
            .crumb("consents-services-title", "/konto/dienste"),
        ..cx
    }
    .render(&page)
}

#[derive(Debug, Deserialize)]
pub(super) struct Nothing {}

pub(super) async fn send(
    SignedIn { cx, person }: SignedIn,
    Path(id): Path<String>,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let ended = withdraw(&mut tx, &*app.entropy, cx.now, &person.account.id, &id).await?;
    tx.commit().await?;
    match ended {
        Some(_) => Ok(Redirect::to("/konto/dienste?erledigt=beendet").into_response()),
        None => Err(PageError::new(Problem::NotFound)),
    }
}
