//! What the post shows: JSON for programs (contract), pages for people, and the parts of a mail
//! as they came.

mod json;
mod links;
mod pages;
mod parts;

use std::sync::Arc;

use axum::Router;
use axum::extract::FromRef;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use shared::clock::Outside;
use shared::forms::Guard;
use shared::pages::{Framing, Pages, PagesError, Policy, assets_router, frame};
use shared::telemetry::{health, log_requests};
use url::Url;

use super::Post;
use crate::look;
use crate::this_machine::for_this_machine;

/// The post and its pages.
#[derive(Debug, Clone)]
struct Office {
    post: Post,
    pages: Pages,
}

impl FromRef<Office> for Post {
    fn from_ref(office: &Office) -> Self {
        office.post.clone()
    }
}

/// What the pages need beside the post itself.
#[derive(Debug, Clone)]
pub(super) struct Desk {
    pages: Pages,
    framing: Framing,
}

impl Desk {
    pub(super) fn load(public_url: &Url, outside: &Outside) -> Result<Self, PagesError> {
        let pages = look::pages("post")?;
        // For this run only: the post has no form that changes anything.
        let mut key = [0; 32];
        outside.entropy.fill(&mut key);
        let framing = Framing {
            pages: pages.clone(),
            guard: Guard::new(key, public_url, "post"),
            entropy: Arc::clone(&outside.entropy),
            policy: Policy::default(),
        };
        Ok(Self { pages, framing })
    }
}

/// Every URL of the post.
pub(super) fn routes(post: Post) -> Router {
    let Desk { pages, framing } = post.desk.clone();
    let readable = post.clone();
    let assets = assets_router(&pages);
    let shown = Router::new()
        .route("/", get(pages::index))
        .route("/nachrichten/{id}", get(pages::mail))
        .route("/briefe/{id}", get(pages::letter))
        .fallback(pages::nothing)
        .layer(from_fn_with_state(framing, frame));
    let routes = Router::new()
        .route("/messages", get(json::messages))
        .route("/letters", get(json::letters))
        .route("/nachrichten/{id}/html", get(parts::html))
        .route("/nachrichten/{id}/original", get(parts::original))
        .route("/briefe/{id}/brief.pdf", get(parts::pdf))
        .merge(shown)
        .with_state(Office { post, pages })
        .merge(assets)
        .merge(health(move || std::future::ready(readable.check())))
        .layer(from_fn(for_this_machine));
    log_requests(routes)
}
