//! `GET /konto/verlauf`: the newest entries first, the older ones page by page.

mod notes;

use axum::Router;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::Response;
use axum::routing::get;
use serde::{Deserialize, Serialize};
use shared::audit::{Entry, Line, Personal};
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::pages::{Page, Pages, PagesError};

use crate::app::App;
use crate::audit::{self, Wanted, Whose};
use crate::consents;
use crate::disclosures::{self, Disclosed};
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
    /// Which application was told what; on the first page.
    services: Vec<Service>,
    older: String,
    newest: String,
}

/// What one application has been told.
#[derive(Debug, Serialize)]
struct Service {
    name: String,
    /// Ends of `consents-scope-…`.
    words: Vec<String>,
    first_on: Timestamp,
    last_on: Timestamp,
}

impl From<Disclosed> for Service {
    fn from(told: Disclosed) -> Self {
        Self {
            words: consents::words(&told.claims),
            name: told.client_name,
            first_on: told.first_on,
            last_on: told.last_on,
        }
    }
}

impl Page for OwnPage {
    const TEMPLATE: &'static str = "history/own.html";

    fn samples() -> Vec<Self> {
        let line = |number: i64, event: &str, by| Line {
            at: 1_770_000_000 - number * 40_000,
            event: format!("history-event-{event}"),
            by,
            name: None,
            note: None,
            address: (by == "you").then(|| "192.0.2.0/24".to_owned()),
            case: None,
            course: None,
        };
        let noted = |note: &str, line: Line| Line {
            note: Some(note.to_owned()),
            ..line
        };
        let lines = vec![
            noted(
                "BundID · Firefox · Linux",
                line(0, "sign-in-succeeded", "you"),
            ),
            line(1, "sign-in-failed", "visitor"),
            line(2, "account-reactivated", "staff"),
            line(3, "account-deactivated", "staff"),
            line(4, "passkey-added", "you"),
            line(5, "account-created", "you"),
        ];
        let service = |name: &str, words: &[&str], days: i64| Service {
            name: name.to_owned(),
            words: words.iter().map(|&word| word.to_owned()).collect(),
            first_on: Timestamp::from_unix(1_770_000_000 - days * 86_400),
            last_on: Timestamp::from_unix(1_770_000_000),
        };
        let services = || {
            vec![
                service(
                    "Jobcenter Portal",
                    &["openid", "claims-email", "claims-locale"],
                    30,
                ),
                service("Beispiel-Bildung", &["openid"], 0),
            ]
        };
        let page = |lines: Vec<Line>, older: &str, newest: &str| Self {
            services: if newest == OWN && lines.is_empty() {
                Vec::new()
            } else {
                services()
            },
            lines,
            older: older.to_owned(),
            newest: newest.to_owned(),
        };
        vec![
            page(lines, "/konto/verlauf?vor=1.1.a", ""),
            Self {
                services: Vec::new(),
                ..page(Vec::new(), "", "")
            },
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
    let is_first = wanted.before.is_none();
    let told = if is_first {
        disclosures::list(&mut tx, &person.account.id).await?
    } else {
        Vec::new()
    };
    let more = entries.len() > ON_A_PAGE;
    entries.truncate(ON_A_PAGE);
    let mut lines = Vec::with_capacity(entries.len());
    for entry in &entries {
        lines.push(line(&cx, &mut tx, entry, me).await?);
    }
    tx.commit().await?;
    let older = entries.last().filter(|_| more).map(Entry::place);
    let page = OwnPage {
        services: told.into_iter().map(Service::from).collect(),
        lines,
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
async fn line(cx: &Cx, tx: &mut Tx, entry: &Entry, me: &str) -> Result<Line, StoreError> {
    let key = format!("history-event-{}", shared::audit::event_key(&entry.event));
    let known = cx.app.pages.text(&cx.frame.lang, &key, &[]).is_ok();
    let event = if known {
        key
    } else {
        "history-event-unknown".to_owned()
    };
    let personal = entry.personal().unwrap_or_default();
    Ok(Line {
        name: application(cx, tx, &personal).await?,
        note: notes::note(cx, &entry.event, &personal.details),
        ..Line::of(entry, me, event)
    })
}

/// Which application did it.
async fn application(
    cx: &Cx,
    tx: &mut Tx,
    personal: &Personal,
) -> Result<Option<String>, StoreError> {
    let by = personal.by.as_ref().filter(|by| by.kind == "client");
    let Some(id) = by.and_then(|by| by.id.as_deref()) else {
        return Ok(None);
    };
    let client = cx.app.clients.find(tx, id).await?;
    Ok(client.map(|client| client.name.clone()))
}
