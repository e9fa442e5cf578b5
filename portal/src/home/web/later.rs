//! Services that are still to come (S104, S105): what will be there, and how to get it done today.

use axum::response::Response;
use serde::Serialize;
use shared::pages::Page;

use super::office::Office;
use crate::error::page::PageError;
use crate::request::{Cx, SignedIn};
use crate::routes::{Access, Route};

/// Words of the texts `home-later-WORD-…`.
const ALL: [&str; 5] = [
    "mailbox",
    "decisions",
    "appointments",
    "benefits",
    "placement",
];

#[derive(Debug, Serialize)]
pub(super) struct LaterPage {
    what: &'static str,
    office: Office,
}

impl Page for LaterPage {
    const TEMPLATE: &'static str = "home/later.html";

    fn title(&self) -> Option<String> {
        Some(format!("home-later-{}-title", self.what))
    }

    fn samples() -> Vec<Self> {
        ALL.map(|what| Self {
            what,
            office: Office::sample(),
        })
        .into()
    }
}

pub(super) fn routes() -> Vec<Route> {
    let signed_in = Access::SignedIn;
    vec![
        Route::get("/postfach", signed_in, async |visit| show(visit, "mailbox")),
        Route::get("/bescheide", signed_in, async |visit| {
            show(visit, "decisions")
        }),
        Route::get("/termine", signed_in, async |visit| {
            show(visit, "appointments")
        }),
        Route::get("/leistungspostfach", signed_in, async |visit| {
            show(visit, "benefits")
        }),
        Route::get("/vermittlungspostfach", signed_in, async |visit| {
            show(visit, "placement")
        }),
    ]
}

fn show(visit: SignedIn, what: &'static str) -> Result<Response, PageError> {
    let SignedIn { cx, .. } = visit;
    let page = LaterPage {
        what,
        office: Office::of(&cx.app),
    };
    let cx = Cx {
        frame: cx.frame.crumb("frame-home", "/"),
        ..cx
    };
    cx.render(&page)
}
