//! What the post shows: JSON for programs (contract), pages for people, and the parts of a mail
//! as they came.

mod json;
mod parts;

use axum::Router;
use axum::routing::get;
use shared::telemetry::health;

use super::Post;

/// Every URL of the post.
pub(super) fn routes(post: Post) -> Router {
    let readable = post.clone();
    Router::new()
        .route("/messages", get(json::messages))
        .route("/letters", get(json::letters))
        .route("/nachrichten/{id}/html", get(parts::html))
        .route("/nachrichten/{id}/original", get(parts::original))
        .route("/briefe/{id}/brief.pdf", get(parts::pdf))
        .with_state(post)
        .merge(health(move || std::future::ready(readable.check())))
}
