//! „Fälle“: one line for whatever staff know of a case. The list shows no more than it takes to
//! tell cases apart; that they looked is an entry in the log, and opening one is another.

use axum::extract::Query as UrlQuery;
use axum::extract::rejection::QueryRejection;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use shared::claims::Action;
use shared::forms::FormState;
use shared::pages::Page;
use url::form_urlencoded;

use super::CASES;
use crate::cases::{self, Case, Found, Kind, MOST, Query, Whom};
use crate::error::page::PageError;
use crate::request::Staff;

const ON_A_PAGE: usize = 25;

/// A case in the list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row {
    id: String,
    name: String,
    kind: Kind,
    number: String,
    /// Noon of the birth date.
    born: Option<i64>,
    place: String,
    open: bool,
}

impl Row {
    pub(super) fn of(case: &Case) -> Self {
        let record = &case.record;
        Self {
            id: case.id.to_string(),
            name: record.name(),
            kind: record.kind(),
            number: record.customer_number.to_string(),
            born: match &record.whom {
                Whom::Person { birth_date, .. } => Some(noon(*birth_date)),
                Whom::Organisation { .. } => None,
            },
            place: place(record.address.lines()),
            open: case.is_open(),
        }
    }

    pub(super) fn samples() -> Vec<Self> {
        let row = |name: &str, kind, born: Option<i64>, open| Self {
            id: "abc".to_owned(),
            name: name.to_owned(),
            kind,
            number: "123A456789".to_owned(),
            born,
            place: "12345 Musterstadt".to_owned(),
            open,
        };
        vec![
            row("Kim Klicker", Kind::Person, Some(542_721_600), true),
            row("Muster GmbH", Kind::Company, None, true),
            row("Kim Klickermann", Kind::Person, Some(542_721_600), false),
        ]
    }
}

/// A day as a time in it that is the same day everywhere around here.
pub(super) fn noon(date: cases::BirthDate) -> i64 {
    let noon = date.day().at(12, 0, 0, 0).in_tz("UTC");
    noon.map(|noon| noon.timestamp().as_second())
        .unwrap_or_default()
}

/// Postcode and town; what stands last where there is no German postcode.
fn place(lines: &[String]) -> String {
    let postcode = |line: &&String| {
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        digits == 5 && line.chars().nth(5) == Some(' ')
    };
    let place = lines.iter().find(postcode).or(lines.last());
    place.cloned().unwrap_or_default()
}

#[derive(Debug, Serialize)]
pub(super) struct FindPage {
    form: FormState,
    /// What was looked for, as it was typed; empty: nothing yet.
    searched: String,
    rows: Vec<Row>,
    count: usize,
    /// There are more than can be shown.
    more: bool,
    /// Nothing fits everything.
    partly: bool,
    page: usize,
    pages: usize,
    previous: String,
    next: String,
    can_record: bool,
}

impl FindPage {
    fn empty(can_record: bool) -> Self {
        Self {
            form: FormState::new(),
            searched: String::new(),
            rows: Vec::new(),
            count: 0,
            more: false,
            partly: false,
            page: 1,
            pages: 1,
            previous: String::new(),
            next: String::new(),
            can_record,
        }
    }

    fn with(found: &Found, searched: &str, page: usize, can_record: bool) -> Self {
        let count = found.cases.len();
        let pages = count.div_ceil(ON_A_PAGE).max(1);
        let page = page.clamp(1, pages);
        let shown = found
            .cases
            .iter()
            .skip((page - 1) * ON_A_PAGE)
            .take(ON_A_PAGE);
        let link = |to: usize| {
            if (1..=pages).contains(&to) {
                address(searched, to)
            } else {
                String::new()
            }
        };
        Self {
            form: FormState::new().keep("suche", searched),
            searched: searched.to_owned(),
            rows: shown.map(Row::of).collect(),
            count,
            more: found.more,
            partly: found.partly,
            page,
            pages,
            previous: link(page - 1),
            next: link(page + 1),
            can_record,
        }
    }
}

fn address(searched: &str, page: usize) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("suche", searched)
        .append_pair("seite", &page.to_string())
        .finish();
    format!("{CASES}?{query}")
}

impl Page for FindPage {
    const TEMPLATE: &'static str = "case_work/find.html";

    fn samples() -> Vec<Self> {
        let searched = |searched: &str| Self {
            form: FormState::new().keep("suche", searched),
            searched: searched.to_owned(),
            ..Self::empty(true)
        };
        vec![
            Self::empty(true),
            Self::empty(false),
            Self {
                rows: Row::samples(),
                count: 3,
                ..searched("Klicker Kim")
            },
            Self {
                rows: Row::samples(),
                count: MOST,
                more: true,
                page: 2,
                pages: 8,
                previous: address("Klicker", 1),
                next: address("Klicker", 3),
                ..searched("Klicker")
            },
            Self {
                rows: Row::samples()[..1].to_vec(),
                count: 1,
                partly: true,
                ..searched("Kim Klicker 15.03.1987")
            },
            searched("Nirgendwer"),
            Self {
                form: FormState::new()
                    .keep("suche", "k")
                    .with_error("suche", "case-work-find-suche-wrong"),
                ..Self::empty(true)
            },
        ]
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    suche: Option<String>,
    #[serde(default)]
    seite: Option<String>,
}

pub(super) async fn show(
    staff: Staff,
    asked: Result<UrlQuery<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let UrlQuery(asked) = asked.unwrap_or_default();
    let can_record = staff.may(Action::RecordCase);
    let Some(line) = asked.suche else {
        return staff.render(&FindPage::empty(can_record));
    };
    // A line of an own form is never so long.
    let line: String = line.trim().chars().take(200).collect();
    let Some(query) = Query::read(&line) else {
        let form = FormState::new()
            .keep("suche", line)
            .with_error("suche", "case-work-find-suche-wrong");
        let page = FindPage {
            form,
            ..FindPage::empty(can_record)
        };
        return staff.render(&page);
    };
    staff.may_search().await?;
    let mut tx = staff.app.db.read().await?;
    let found = cases::search(&mut tx, &query).await?;
    tx.commit().await?;
    let page = asked.seite.and_then(|page| page.parse().ok()).unwrap_or(1);
    let page = FindPage::with(&found, &line, page, can_record);
    staff.searched(page.rows.len()).await?;
    staff.render(&page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_where_the_postcode_stands() {
        let lines = |lines: &[&str]| {
            lines
                .iter()
                .map(|&line| line.to_owned())
                .collect::<Vec<_>>()
        };
        let home = lines(&["bei Muster", "Weg 1", "12345 Musterstadt"]);
        assert_eq!(place(&home), "12345 Musterstadt");
        let abroad = lines(&["Weg 1", "1010 Wien", "Österreich"]);
        assert_eq!(place(&abroad), "Österreich");
    }
}
