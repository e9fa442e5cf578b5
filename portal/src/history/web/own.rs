//! „Verlauf“ (S107): the customer reads what happened to their account and case.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::Response;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use shared::audit::{Course, Entry, Line, Personal, Place};
use shared::pages::Page;

use super::event_text;
use crate::error::page::PageError;
use crate::history::own::{self, Own};
use crate::request::{Cx, SignedIn};

#[derive(Debug, Serialize)]
pub(super) struct OwnPage {
    lines: Vec<Line>,
    older: String,
    newest: String,
}

impl Page for OwnPage {
    const TEMPLATE: &'static str = "history/own.html";

    fn samples() -> Vec<Self> {
        let line = |number: i64, event: &str, by, case: Option<&str>| Line {
            at: 1_770_000_000 - number * 40_000,
            event: format!("history-event-{event}"),
            by,
            note: None,
            name: (by == "person").then(|| "Bernd Bildung".to_owned()),
            address: (by == "you").then(|| "192.0.2.0/24".to_owned()),
            case: case.map(str::to_owned),
            course: None,
        };
        let reported = |case| Line {
            name: Some("Beispiel-Bildung gGmbH".to_owned()),
            course: Some(Course {
                title: "Lager und Logistik".to_owned(),
                from: 1_796_126_400,
                until: 1_803_816_000,
            }),
            ..line(7, "participation-posted", "client", case)
        };
        let lines = |case| {
            vec![
                line(0, "case-read", "staff", case),
                line(1, "code-redeemed", "you", case),
                line(2, "sign-in-succeeded", "you", None),
                line(3, "letter-printed", "system", case),
                line(4, "code-issued", "staff", case),
                line(5, "code-refused", "person", case),
                line(6, "case-recorded", "unknown", case),
                reported(case),
            ]
        };
        vec![
            Self {
                lines: lines(None),
                older: "/verlauf?vor=1.1.a".to_owned(),
                newest: String::new(),
            },
            Self {
                lines: lines(Some("Muster GmbH (987B654321)")),
                older: String::new(),
                newest: "/verlauf".to_owned(),
            },
            Self {
                lines: Vec::new(),
                older: String::new(),
                newest: String::new(),
            },
            Self {
                lines: Vec::new(),
                older: String::new(),
                newest: "/verlauf".to_owned(),
            },
        ]
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    vor: Option<String>,
}

pub(super) async fn show(
    visit: SignedIn,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let SignedIn { cx, person } = visit;
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let before: Option<Place> = asked.vor.and_then(|place| place.parse().ok());
    let is_first = before.is_none();
    let me = &person.resident.id;
    let mut tx = cx.app.db.read().await?;
    let own = own::read(&mut tx, me, before).await?;
    tx.commit().await?;
    let older = own.older.as_ref();
    let page = OwnPage {
        lines: lines(&cx, &own, me.as_str()),
        older: older.map_or_else(String::new, |place| format!("/verlauf?vor={place}")),
        newest: if is_first { "" } else { "/verlauf" }.to_owned(),
    };
    let cx = Cx {
        frame: cx.frame.crumb("frame-home", "/"),
        ..cx
    };
    cx.render(&page)
}

fn lines(cx: &Cx, own: &Own, me: &str) -> Vec<Line> {
    let line = |entry: &Entry| {
        let event = event_text(&cx.app.pages, cx.lang(), &entry.event);
        let case = entry.ids[2].as_deref();
        let (course, reporter) = reported(entry).unzip();
        let name = acting(own, entry).or(reporter);
        let case = own.cases.iter().find(|(id, _)| Some(id.as_str()) == case);
        Line {
            // Who has one case needs no word on which.
            case: case
                .filter(|_| own.cases.len() > 1)
                .map(|(_, name)| name.clone()),
            name,
            course,
            ..Line::of(entry, me, event)
        }
    };
    own.entries.iter().map(line).collect()
}

/// Who did it for the organisation that both act for.
fn acting(own: &Own, entry: &Entry) -> Option<String> {
    let Personal { by, on_behalf, .. } = entry.personal()?;
    let key = (on_behalf?, by?.id?);
    own.names.get(&key).cloned()
}

/// The course of a report, and which education provider reported it. No person is named there.
fn reported(entry: &Entry) -> Option<(Course, String)> {
    if entry.event != "participation.posted" {
        return None;
    }
    let details = entry.personal()?.details;
    let text = |name: &str| details.get(name).and_then(serde_json::Value::as_str);
    let noon = |name: &str| {
        let day: Date = text(name)?.parse().ok()?;
        let noon = day.at(12, 0, 0, 0).in_tz("UTC").ok()?;
        Some(noon.timestamp().as_second())
    };
    let course = Course {
        title: text("course")?.to_owned(),
        from: noon("starts_on")?,
        until: noon("ends_on")?,
    };
    Some((course, text("provider")?.to_owned()))
}
