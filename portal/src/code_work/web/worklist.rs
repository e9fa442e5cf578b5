//! `/sachbearbeitung/anfragen`: the open requests, the oldest first.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use shared::pages::Page;

use crate::cases::Proof;
use crate::error::page::PageError;
use crate::request::Staff;
use crate::requests::{self, CodeRequest};
use crate::residents::ResidentId;

/// More than one works off in a day; the rest comes up as these are answered.
const MOST: i64 = 200;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    fertig: String,
}

/// One request in the list.
#[derive(Debug, Serialize)]
struct Row {
    id: String,
    name: String,
    person: bool,
    asked: i64,
    /// Of whoever looks: somebody else answers it.
    own: bool,
}

impl Row {
    fn of(request: CodeRequest, me: &ResidentId) -> Option<Self> {
        let told = request.told?;
        Some(Self {
            own: request.resident == *me,
            id: request.id.to_string(),
            name: told.name.as_str().to_owned(),
            person: matches!(told.proof, Proof::BirthDate(_)),
            asked: request.created_at.unix(),
        })
    }
}

#[derive(Debug, Serialize)]
pub(super) struct WorklistPage {
    requests: Vec<Row>,
    /// `answered`, `declined`: what was done just now.
    done: Option<&'static str>,
}

impl Page for WorklistPage {
    const TEMPLATE: &'static str = "code_work/worklist.html";

    fn samples() -> Vec<Self> {
        let row = |id: &str, name: &str, person, own| Row {
            id: id.to_owned(),
            name: name.to_owned(),
            person,
            asked: 1_795_424_400,
            own,
        };
        let some = || {
            vec![
                row("r1", "Kim Klicker", true, false),
                row("r2", "Muster GmbH", false, false),
                row("r3", "Uwe Amt", true, true),
            ]
        };
        let page = |requests, done| Self { requests, done };
        vec![
            page(some(), None),
            page(Vec::new(), None),
            page(some(), Some("answered")),
            page(Vec::new(), Some("declined")),
        ]
    }
}

pub(super) async fn show(
    staff: Staff,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let mut tx = staff.app.db.read().await?;
    let open = requests::open(&mut tx, MOST).await?;
    tx.commit().await?;
    let rows = open
        .into_iter()
        .filter_map(|request| Row::of(request, staff.id()));
    let word = asked.map(|Query(asked)| asked.fertig).unwrap_or_default();
    let done = ["answered", "declined"].into_iter().find(|it| *it == word);
    let page = WorklistPage {
        requests: rows.collect(),
        done,
    };
    staff.render(&page)
}
