//! „Prüfprotokoll“: the auditor finds entries, and checks that none was changed or removed.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use shared::audit::Place;
use shared::clock::Timestamp;
use shared::forms::FormState;
use shared::pages::Page;
use url::form_urlencoded;

use super::event_text;
use super::row::Row;
use crate::audit::Wanted;
use crate::error::page::PageError;
use crate::history::protocol::{self, Checked, Reader, Spot};
use crate::request::{Nothing, Protected, Staff};

const PROTOCOL: &str = "/sachbearbeitung/protokoll";

#[derive(Debug, Serialize)]
pub(super) struct ProtocolPage {
    form: FormState,
    checked: Option<Checked>,
    rows: Vec<Row>,
    older: String,
    newest: String,
    /// Not all entries are wanted.
    narrowed: bool,
}

impl Page for ProtocolPage {
    const TEMPLATE: &'static str = "history/protocol.html";

    fn samples() -> Vec<Self> {
        let checked = |faults: Vec<Spot>, more| Checked {
            at: 1_770_000_000,
            entries: 1204,
            forgotten: 3,
            faults,
            more,
        };
        let spot = |kind: &str, from, to| Spot {
            kind: kind.to_owned(),
            from,
            to,
        };
        let page = |checked, rows: Vec<Row>, form: FormState| Self {
            narrowed: !form.values.is_empty(),
            form,
            checked,
            rows,
            older: String::new(),
            newest: String::new(),
        };
        let faults = vec![
            spot("changed", 17, 17),
            spot("missing", 20, 23),
            spot("cut_off", 1201, 1204),
            spot("head_file", 0, 0),
        ];
        let wrong = FormState::new()
            .keep("wer", "123A000000")
            .with_error("wer", "history-protocol-who-wrong");
        vec![
            Self {
                older: format!("{PROTOCOL}?vor=1.1.a"),
                newest: PROTOCOL.to_owned(),
                ..page(Some(checked(Vec::new(), 0)), samples(), FormState::new())
            },
            page(Some(checked(faults, 2)), samples(), FormState::new()),
            page(
                None,
                Vec::new(),
                FormState::new().keep("ereignis", "case.closed"),
            ),
            page(None, Vec::new(), wrong),
        ]
    }
}

fn samples() -> Vec<Row> {
    let row = Row {
        at: 1_770_000_000,
        seq: Some(1204),
        event: "history-event-case-read".to_owned(),
        name: "case.read".to_owned(),
        kind: "staff".to_owned(),
        by: "bea.beispiel@jobcenter.example".to_owned(),
        case: Some("123A456789".to_owned()),
        address: Some("192.0.2.0/24".to_owned()),
        ..Row::default()
    };
    vec![
        Row {
            seq: None,
            ..row.clone()
        },
        Row {
            event: "history-event-code-redeemed".to_owned(),
            name: "code.redeemed".to_owned(),
            kind: "resident".to_owned(),
            by: "k3jh5k2jh6k2jh5".to_owned(),
            about: Some("k3jh5k2jh6k2jh5".to_owned()),
            details: "{\"code\":\"7K3MP\"}".to_owned(),
            ..row.clone()
        },
        Row {
            event: "history-event-sign-in-succeeded".to_owned(),
            name: "sign_in.succeeded".to_owned(),
            kind: "unknown".to_owned(),
            by: String::new(),
            case: None,
            address: None,
            forgotten: true,
            ..row
        },
    ]
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    von: String,
    #[serde(default)]
    bis: String,
    #[serde(default)]
    ereignis: String,
    #[serde(default)]
    wer: String,
    #[serde(default)]
    vor: String,
}

impl Asked {
    /// The address of these entries, without the place.
    fn address(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.fields() {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        let query = query.finish();
        if query.is_empty() {
            PROTOCOL.to_owned()
        } else {
            format!("{PROTOCOL}?{query}")
        }
    }

    fn fields(&self) -> [(&'static str, &str); 4] {
        [
            ("von", &self.von),
            ("bis", &self.bis),
            ("ereignis", &self.ereignis),
            ("wer", &self.wer),
        ]
        .map(|(name, value)| (name, value.trim()))
    }

    fn older(&self, place: &Place) -> String {
        let address = self.address();
        let sign = if address.contains('?') { '&' } else { '?' };
        format!("{address}{sign}vor={place}")
    }
}

pub(super) async fn show(
    staff: Staff,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let mut form = FormState::new();
    for (name, value) in asked.fields() {
        if !value.is_empty() {
            form = form.keep(name, value);
        }
    }
    let mut wanted = Wanted::default();
    days(&staff, &asked, &mut wanted, &mut form);
    let event = asked.ereignis.trim();
    wanted.event = (!event.is_empty()).then(|| event.to_owned());
    wanted.before = asked.vor.parse().ok();
    let mut tx = staff.app.db.write().await?;
    let issuer = staff.app.settings.provider.issuer.as_str();
    match protocol::whose(&mut tx, issuer, asked.wer.trim()).await? {
        Some(whose) => wanted.whose = whose,
        None => form.wrong("wer", "history-protocol-who-wrong"),
    }
    let checked = protocol::last_check(&mut tx).await?;
    let mut page = ProtocolPage {
        checked,
        rows: Vec::new(),
        older: String::new(),
        newest: String::new(),
        narrowed: !form.values.is_empty(),
        form,
    };
    if page.form.is_fine() {
        if wanted.before.is_some() {
            page.newest = asked.address();
        }
        let (entries, older) = protocol::read(&mut tx, reader(&staff), wanted).await?;
        page.older = older.map_or_else(String::new, |place| asked.older(&place));
        for entry in &entries {
            let event = event_text(&staff.app.pages, staff.lang(), &entry.event);
            page.rows.push(Row::of(&mut tx, entry, event).await?);
        }
    }
    tx.commit().await?;
    staff.render(&page)
}

/// Walks along the whole log and notes what came of it.
pub(super) async fn check(staff: Staff, _sent: Protected<Nothing>) -> Result<Response, PageError> {
    let report = staff.app.audit.verify().await?;
    if !report.is_fine() {
        tracing::error!(
            faults = report.faults.len(),
            "the audit log was tampered with"
        );
    }
    let mut tx = staff.app.db.write().await?;
    protocol::note_check(&mut tx, reader(&staff), &report).await?;
    tx.commit().await?;
    Ok(Redirect::to(PROTOCOL).into_response())
}

fn reader(staff: &Staff) -> Reader<'_> {
    Reader {
        entropy: &*staff.app.entropy,
        now: staff.now,
        staff: staff.id(),
    }
}

/// Reads both days as the office's calendar has them; what is wrong stands in the form.
fn days(staff: &Staff, asked: &Asked, wanted: &mut Wanted, form: &mut FormState) {
    let zone = &staff.app.settings.operator.time_zone;
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    for (name, text, place, later) in [
        ("von", &asked.von, &mut wanted.since, false),
        ("bis", &asked.bis, &mut wanted.until, true),
    ] {
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        match begin(text, later, &zone) {
            Some(begin) => *place = Some(begin),
            None => form.wrong(name, "history-protocol-day-wrong"),
        }
    }
}

/// When that day begins, or the one after it. Browsers send 2026-11-23, people write 23.11.2026.
fn begin(text: &str, day_after: bool, zone: &TimeZone) -> Option<Timestamp> {
    let german = |text: &str| Date::strptime("%d.%m.%Y", text);
    let day = text.parse::<Date>().or_else(|_| german(text)).ok()?;
    let day = if day_after { day.tomorrow().ok()? } else { day };
    let begin = day.to_zoned(zone.clone()).ok()?;
    Some(Timestamp::from_unix(begin.timestamp().as_second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_offices_day() {
        let berlin = TimeZone::get("Europe/Berlin").expect("a zone");
        let at = |text, after| begin(text, after, &berlin).map(Timestamp::unix);
        assert_eq!(at("2026-11-23", false), Some(1_795_388_400));
        assert_eq!(at("23.11.2026", false), Some(1_795_388_400));
        assert_eq!(at("23.11.2026", true), Some(1_795_388_400 + 86_400));
        assert_eq!(at("gestern", false), None);
    }

    #[test]
    fn the_way_on_keeps_what_was_asked() {
        let asked = Asked {
            wer: " 123A456789 ".to_owned(),
            ..Asked::default()
        };
        let place = "7.1.a".parse().expect("a place");
        assert_eq!(
            asked.older(&place),
            "/sachbearbeitung/protokoll?wer=123A456789&vor=7.1.a"
        );
        assert_eq!(Asked::default().address(), PROTOCOL);
    }
}
