//! `POST /oauth/register`.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, StatusCode};
use shared::serve::ClientAddress;

use super::answer::{counter, refused, token, told};
use crate::app::App;
use crate::limits::{Limit, Verdict};
use crate::registration::register::{Refusal, register};
use crate::request::network;

pub(super) async fn answer(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let counter = counter(&app);
    let limit = Limit::of(
        "clients_per_network",
        app.settings.limits.clients_per_network,
    );
    match app
        .limits
        .spend(limit, &network(address), counter.now)
        .await
    {
        Ok(Verdict::Allowed) => {}
        Ok(Verdict::Refused { retry_after }) => return too_many(retry_after),
        Err(error) => return refused(error.into()),
    }
    let token = match token(&headers) {
        Ok(token) => token,
        Err(refusal) => return refused(refusal),
    };
    match register(counter, token, &body).await {
        Ok(made) => told(&app, StatusCode::CREATED, &made),
        Err(refusal @ Refusal::Closed) => {
            // Nothing is done, so nothing is counted.
            match app.limits.refund(limit, &network(address)).await {
                Ok(()) => refused(refusal),
                Err(error) => refused(error.into()),
            }
        }
        Err(refusal) => refused(refusal),
    }
}

fn too_many(retry_after: i64) -> Response {
    let headers = [
        (RETRY_AFTER, HeaderValue::from(retry_after.max(1))),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (StatusCode::TOO_MANY_REQUESTS, headers).into_response()
}
