//! „Fall ändern“, and the form that recording uses as well. Whoever comes second with a change is
//! shown what is different now, with everything they typed.

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;

use super::fields::{Difference, Fields};
use super::find::Row;
use super::{CASES, desk};
use crate::app::Parts;
use crate::case_work::deeds;
use crate::cases::{self, Case, CaseId, CustomerNumber, Kind, RecordError};
use crate::error::page::PageError;
use crate::request::{Nothing, OnCase, Protected, Staff};

#[derive(Debug, Serialize)]
pub(super) struct EditPage {
    pub(super) form: FormState,
    pub(super) kind: Kind,
    /// None: a new case.
    pub(super) case: Option<Row>,
    pub(super) version: i64,
    /// The fields as this person saw them first, for telling what they touched.
    pub(super) seen: String,
    /// Tags of the languages of letters.
    pub(super) languages: Vec<String>,
    /// The case that has the customer number.
    pub(super) taken: Option<Row>,
    /// Cases that may be the same.
    pub(super) alike: Vec<Row>,
    /// What somebody else changed meanwhile.
    pub(super) meanwhile: Option<Vec<Difference>>,
}

impl EditPage {
    pub(super) fn new(app: &Parts, kind: Kind, form: FormState) -> Self {
        Self {
            form,
            kind,
            case: None,
            version: 0,
            seen: String::new(),
            languages: languages(app),
            taken: None,
            alike: Vec::new(),
            meanwhile: None,
        }
    }

    /// The form of this case as it is now.
    fn of(app: &Parts, case: &Case, form: FormState) -> Self {
        Self {
            case: Some(Row::of(case)),
            version: case.version,
            seen: serde_json::to_string(&Fields::of(&case.record)).unwrap_or_default(),
            ..Self::new(app, case.record.kind(), form)
        }
    }
}

impl Page for EditPage {
    const TEMPLATE: &'static str = "case_work/edit.html";

    fn title(&self) -> Option<String> {
        let title = match self.case {
            Some(_) => "case-work-edit-title",
            None => "case-work-new-title",
        };
        Some(title.to_owned())
    }

    fn samples() -> Vec<Self> {
        let page = |kind, form| Self {
            form,
            kind,
            case: None,
            version: 0,
            seen: String::new(),
            languages: letters::languages(),
            taken: None,
            alike: Vec::new(),
            meanwhile: None,
        };
        let full = sample_form;
        let mut samples = vec![
            page(Kind::Person, FormState::new().keep("language", "de")),
            page(Kind::Company, FormState::new().keep("language", "de")),
            page(Kind::Institution, FormState::new().keep("language", "de")),
            Self {
                case: Row::samples().into_iter().next(),
                version: 3,
                ..page(Kind::Person, full())
            },
            Self {
                taken: Row::samples().into_iter().next(),
                ..page(
                    Kind::Person,
                    full().with_error("customer_number", "case-work-edit-customer_number-taken"),
                )
            },
            Self {
                alike: Row::samples()[..1].to_vec(),
                ..page(
                    Kind::Person,
                    full().with_error("confirmed", "case-work-edit-confirmed-empty"),
                )
            },
            Self {
                case: Row::samples().into_iter().next(),
                version: 4,
                meanwhile: Some(sample_differences()),
                ..page(Kind::Person, full())
            },
        ];
        samples.extend(sample_mistakes().map(|(kind, form)| page(kind, form)));
        samples
    }
}

fn sample_form() -> FormState {
    FormState::new()
        .keep("given_name", "Kim")
        .keep("family_name", "Klicker")
        .keep("birth_date", "14.03.1987")
        .keep("customer_number", "123A456789")
        .keep("address", "Lindenweg 12\n12345 Musterstadt")
        .keep("language", "de")
}

fn sample_differences() -> Vec<Difference> {
    vec![
        Difference {
            field: "family_name",
            now: "Klick".to_owned(),
            typed: None,
        },
        Difference {
            field: "address",
            now: "Am Markt 1\n12345 Musterstadt".to_owned(),
            typed: Some("Gasse 3\n12345 Musterstadt".to_owned()),
        },
    ]
}

fn sample_mistakes() -> [(Kind, FormState); 4] {
    let empty = |fields: &[&str]| {
        fields.iter().fold(FormState::new(), |form, field| {
            form.with_error(field, format!("case-work-edit-{field}-empty"))
        })
    };
    let wrong = |fields: &[&str]| {
        fields.iter().fold(sample_form(), |form, field| {
            form.with_error(field, format!("case-work-edit-{field}-wrong"))
        })
    };
    [
        (
            Kind::Person,
            empty(&[
                "given_name",
                "family_name",
                "birth_date",
                "customer_number",
                "address",
                "language",
            ]),
        ),
        (
            Kind::Person,
            wrong(&[
                "given_name",
                "family_name",
                "birth_date",
                "customer_number",
                "community",
                "address",
            ]),
        ),
        (
            Kind::Company,
            empty(&["name", "register_number", "register_court"])
                .with_error("customer_number", "case-work-edit-customer_number-wrong"),
        ),
        (
            Kind::Institution,
            wrong(&["name", "register_number", "register_court"])
                .with_error("birth_date", "case-work-edit-birth_date-future"),
        ),
    ]
}

/// The languages in which letters are printed here, German first.
pub(super) fn languages(app: &Parts) -> Vec<String> {
    let mut tags = app.post_room.press().languages();
    tags.sort_by_key(|tag| tag != "de");
    tags
}

pub(super) fn today(staff: &Staff) -> jiff::civil::Date {
    let zone = &staff.app.settings.operator.time_zone;
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let now = jiff::Timestamp::from_second(staff.now.unix()).unwrap_or_default();
    now.to_zoned(zone).date()
}

/// The case that has this number, as it may be shown.
pub(super) async fn taken_by(
    staff: &Staff,
    number: &CustomerNumber,
) -> Result<Option<Row>, PageError> {
    let mut tx = staff.app.db.read().await?;
    let other = cases::find_by_customer_number(&mut tx, number).await?;
    tx.commit().await?;
    if other.is_some() {
        staff.searched(1).await?;
    }
    Ok(other.map(|case| Row::of(&case)))
}

pub(super) fn path(case: &CaseId) -> String {
    format!("{CASES}/{case}")
}

fn render(
    mut staff: Staff,
    status: StatusCode,
    page: &EditPage,
    case: &CaseId,
) -> Result<Response, PageError> {
    let frame = staff.cx.frame.crumb("staff-area-cases", CASES);
    staff.cx.frame = frame.crumb("case-work-case-title", &path(case));
    staff.render_as(status, page)
}

/// The form with what the case says.
pub(super) async fn show(OnCase { staff, case }: OnCase) -> Result<Response, PageError> {
    if !case.is_open() {
        return Ok(Redirect::to(&path(&case.id)).into_response());
    }
    let form = Fields::of(&case.record).form();
    let page = EditPage::of(&staff.app, &case, form);
    render(staff, StatusCode::OK, &page, &case.id)
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    version: i64,
    #[serde(default)]
    seen: String,
    #[serde(flatten)]
    fields: Fields,
}

/// Changes the case, if it is still what this person saw.
pub(super) async fn send(
    OnCase { staff, case }: OnCase,
    Protected(sent): Protected<Sent>,
) -> Result<Response, PageError> {
    if !case.is_open() {
        return Ok(Redirect::to(&format!("{}?meldung=zu", path(&case.id))).into_response());
    }
    let (fields, kind) = (sent.fields.tidy(), case.record.kind());
    if sent.version != case.version {
        return meanwhile(staff, &case, fields, &sent.seen);
    }
    let (record, mut form) = fields.read(kind, today(&staff), &languages(&staff.app));
    let Some(record) = record else {
        let page = EditPage::of(&staff.app, &case, form);
        return render(staff, StatusCode::UNPROCESSABLE_ENTITY, &page, &case.id);
    };
    let number = record.customer_number.clone();
    let mut tx = staff.app.db.write().await?;
    let changed = deeds::change(&mut tx, desk(&staff), (&case, sent.version), record).await;
    match changed {
        Ok(()) => tx.commit().await?,
        Err(RecordError::Store(error)) => return Err(error.into()),
        Err(RecordError::Taken) => {
            drop(tx);
            form.wrong("customer_number", "case-work-edit-customer_number-taken");
            let page = EditPage {
                taken: taken_by(&staff, &number).await?,
                ..EditPage::of(&staff.app, &case, form)
            };
            return render(staff, StatusCode::UNPROCESSABLE_ENTITY, &page, &case.id);
        }
        Err(RecordError::Meanwhile) => {
            drop(tx);
            let mut tx = staff.app.db.read().await?;
            let now = cases::find(&mut tx, &case.id).await?;
            tx.commit().await?;
            return match now {
                Some(now) if now.is_open() => meanwhile(staff, &now, fields, &sent.seen),
                _ => Ok(Redirect::to(&format!("{}?meldung=zu", path(&case.id))).into_response()),
            };
        }
    }
    Ok(Redirect::to(&format!("{}?meldung=geaendert", path(&case.id))).into_response())
}

/// The form once more, on top of what is there now.
fn meanwhile(staff: Staff, now: &Case, typed: Fields, seen: &str) -> Result<Response, PageError> {
    let current = Fields::of(&now.record);
    let seen = serde_json::from_str(seen).unwrap_or_else(|_| current.clone());
    let (merged, differences) = typed.merge(seen, current);
    let page = EditPage {
        meanwhile: Some(differences),
        ..EditPage::of(&staff.app, now, merged.form())
    };
    render(staff, StatusCode::CONFLICT, &page, &now.id)
}

/// `POST …/nachweis-erledigt`: the identity that did not fit has been looked into.
pub(super) async fn settle(
    OnCase { staff, case }: OnCase,
    _sent: Protected<Nothing>,
) -> Result<Response, PageError> {
    let mut tx = staff.app.db.write().await?;
    deeds::settle(&mut tx, desk(&staff), &case).await?;
    tx.commit().await?;
    let told = format!("{}?meldung=nachweis-erledigt", path(&case.id));
    Ok(Redirect::to(&told).into_response())
}
