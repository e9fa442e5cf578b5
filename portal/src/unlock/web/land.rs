//! Where the letter's QR code leads: the code goes into the server's memory of this browser and out
//! of the address bar. Signing in comes after; the code waits.

use std::time::Duration;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};

use super::form::Asked;
use crate::codes::{self, UnlockCode};
use crate::error::page::PageError;
use crate::limits::{Limit, Verdict, network};
use crate::request::Cx;

/// Nobody has so many letters.
const PER_NETWORK: Limit = Limit {
    name: "unlock.bring",
    burst: 30,
    per: Duration::from_hours(1),
};

/// Keeps the code, if it is one, and goes on to the form.
pub(super) async fn land(
    cx: Cx,
    Path(code): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let app = &cx.app;
    if let Ok(code) = code.parse::<UnlockCode>() {
        let place = network(cx.address);
        if app.limits.spend(PER_NETWORK, &place, cx.now).await? == Verdict::Allowed {
            let sealing = app.sealing.derive("brought codes");
            let secrets = (&*app.entropy, &sealing);
            let mut tx = app.db.write().await?;
            codes::bring(&mut tx, secrets, cx.now, &cx.visitor, &code).await?;
            tx.commit().await?;
        }
    }
    let side = asked.map(|Query(asked)| asked.side()).unwrap_or_default();
    Ok(Redirect::to(side.path()).into_response())
}
