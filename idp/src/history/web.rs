//! `GET /konto/verlauf`: the newest entries first, the older ones page by page.

use axum::Router;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::Response;
use axum::routing::get;
use serde::{Deserialize, Serialize};
use shared::audit::{Entry, Line};
use shared::pages::{Page, Pages, PagesError};

use crate::app::App;
use crate::audit::{self, Wanted, Whose};
use crate::error::page::PageError;
use crate::preview::{Preview, samples};
use crate::request::{Cx, SignedIn};

/// So many entries stand on a page.
const ON_A_PAGE: usize = 20;
const OWN: &str = "/konto/verlauf";

pub(crate) fn routes() -> Router<App> {
    Router::new().route(OWN, get(show))
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    samples::<OwnPage>(pages)
}

#[derive(Debug, Serialize)]
struct OwnPage {
    lines: Vec<Line>,
    older: String,
    newest: String,
}

impl Page for OwnPage {
    const TEMPLATE: &'static str = "history/own.html";

    fn samples() -> Vec<Self> {
        let line = |number: i64, event: &str, by| Line {
            at: 1_770_000_000 - number * 40_000,
            event: format!("history-event-{event}"),
            by,
            name: None,
            address: (by == "you").then(|| "192.0.2.0/24".to_owned()),
            case: None,
            course: None,
        };
        let lines = vec![
            line(0, "sign-in-succeeded", "you"),
            line(1, "sign-in-failed", "visitor"),
            line(2, "account-reactivated", "staff"),
            line(3, "account-deactivated", "staff"),
            line(4, "passkey-added", "you"),
            line(5, "account-created", "you"),
        ];
        let page = |lines, older: &str, newest: &str| Self {
            lines,
            older: older.to_owned(),
            newest: newest.to_owned(),
        };
        vec![
            page(lines, "/konto/verlauf?vor=1.1.a", OWN),
            page(Vec::new(), "", ""),
            page(Vec::new(), "", OWN),
        ]
    }
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    vor: Option<String>,
}

async fn show(
    SignedIn { cx, person }: SignedIn,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let me = person.account.id.as_str();
    let wanted = Wanted {
        whose: Whose::About(me.to_owned()),
        before: asked.vor.and_then(|place| place.parse().ok()),
        most: i64::try_from(ON_A_PAGE + 1).unwrap_or(i64::MAX),
        ..Wanted::default()
    };
    let mut tx = cx.app.db.read().await?;
    let mut entries = audit::list(&mut tx, &wanted).await?;
    tx.commit().await?;
    let more = entries.len() > ON_A_PAGE;
    entries.truncate(ON_A_PAGE);
    let older = entries.last().filter(|_| more).map(Entry::place);
    let is_first = wanted.before.is_none();
    let page = OwnPage {
        lines: entries.iter().map(|entry| line(&cx, entry, me)).collect(),
        older: older.map_or_else(String::new, |place| format!("{OWN}?vor={place}")),
        newest: if is_first { "" } else { OWN }.to_owned(),
    };
    let cx = Cx {
        frame: cx.frame.crumb("factors-account-title", "/konto"),
        ..cx
    };
    cx.render(&page)
}

/// An entry in words; a general one for a name that has none (any more).
fn line(cx: &Cx, entry: &Entry, me: &str) -> Line {
    let key = format!("history-event-{}", shared::audit::event_key(&entry.event));
    let known = cx.app.pages.text(&cx.frame.lang, &key, &[]).is_ok();
    let event = if known {
        key
    } else {
        "history-event-unknown".to_owned()
    };
    Line::of(entry, me, event)
}
