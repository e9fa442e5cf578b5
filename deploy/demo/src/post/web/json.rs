//! `GET /messages?to=…` and `GET /letters?to=…`, newest first.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;

use crate::post::{Letter, Mail, Post};

#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    pub(super) to: String,
}

pub(super) async fn messages(
    State(post): State<Post>,
    Query(wanted): Query<Wanted>,
) -> Json<Vec<Arc<Mail>>> {
    Json(post.mails.to(&wanted.to))
}

pub(super) async fn letters(
    State(post): State<Post>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Vec<Letter>>, (StatusCode, String)> {
    match post.letters.to(&wanted.to) {
        Ok(letters) => Ok(Json(letters)),
        Err(error) => Err((StatusCode::SERVICE_UNAVAILABLE, error.to_string())),
    }
}
