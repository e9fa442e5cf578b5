//! `/start`.

use axum::response::Response;
use serde::Serialize;
use shared::pages::Page;

use crate::error::page::PageError;
use crate::request::SignedIn;
use crate::routes::{Access, Route};

pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/start", Access::SignedIn, show)]
}

#[derive(Debug, Serialize)]
struct Home {}

impl Page for Home {
    const TEMPLATE: &'static str = "home/home.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

async fn show(visit: SignedIn) -> Result<Response, PageError> {
    visit.render(&Home {})
}
