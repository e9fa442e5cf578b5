//! „Fall erfassen“: first for whom, then the form. A second case of the same number is refused; one
//! that may be about the same person has to be confirmed.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::pages::Page;

use super::edit::{EditPage, languages, path, taken_by, today};
use super::fields::Fields;
use super::find::Row;
use super::{CASES, desk};
use crate::case_work::deeds;
use crate::cases::{self, Kind, RecordError};
use crate::error::page::PageError;
use crate::request::{Protected, Staff};

/// For whom.
#[derive(Debug, Serialize)]
pub(super) struct KindPage {
    kinds: [Kind; 3],
}

impl Page for KindPage {
    const TEMPLATE: &'static str = "case_work/kind.html";

    fn title(&self) -> Option<String> {
        Some("case-work-new-title".to_owned())
    }

    fn samples() -> Vec<Self> {
        vec![Self { kinds: KINDS }]
    }
}

const KINDS: [Kind; 3] = [Kind::Person, Kind::Company, Kind::Institution];

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    art: String,
}

fn render(mut staff: Staff, status: StatusCode, page: &impl Page) -> Result<Response, PageError> {
    staff.cx.frame = staff.cx.frame.crumb("staff-area-cases", CASES);
    staff.render_as(status, page)
}

/// The empty form of the kind that was chosen, or the choice.
pub(super) async fn show(
    staff: Staff,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let Query(asked) = asked.unwrap_or_default();
    let Some(kind) = Kind::of_word(&asked.art) else {
        return render(staff, StatusCode::OK, &KindPage { kinds: KINDS });
    };
    let fields = Fields {
        language: languages(&staff.app).into_iter().next().unwrap_or_default(),
        ..Fields::default()
    };
    let page = EditPage::new(&staff.app, kind, fields.form());
    render(staff, StatusCode::OK, &page)
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    art: String,
    #[serde(default)]
    confirmed: String,
    #[serde(flatten)]
    fields: Fields,
}

/// Records the case.
pub(super) async fn send(
    mut staff: Staff,
    Protected(sent): Protected<Sent>,
) -> Result<Response, PageError> {
    let Some(kind) = Kind::of_word(&sent.art) else {
        return Ok(Redirect::to("/sachbearbeitung/faelle/neu").into_response());
    };
    let here = format!("{CASES}/neu?art={}", kind.word());
    staff.cx.frame = staff.cx.frame.at(&here);
    let fields = sent.fields.tidy();
    let (record, mut form) = fields.read(kind, today(&staff), &languages(&staff.app));
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(record) = record else {
        let page = EditPage::new(&staff.app, kind, form);
        return render(staff, wrong, &page);
    };
    if let Some(other) = taken_by(&staff, &record.customer_number).await? {
        form.wrong("customer_number", "case-work-edit-customer_number-taken");
        let page = EditPage {
            taken: Some(other),
            ..EditPage::new(&staff.app, kind, form)
        };
        return render(staff, wrong, &page);
    }
    if sent.confirmed != "on" {
        let mut tx = staff.app.db.read().await?;
        let alike = cases::alike(&mut tx, &record).await?;
        tx.commit().await?;
        if !alike.is_empty() {
            staff.searched(alike.len()).await?;
            form.wrong("confirmed", "case-work-edit-confirmed-empty");
            let page = EditPage {
                alike: alike.iter().map(Row::of).collect(),
                ..EditPage::new(&staff.app, kind, form)
            };
            return render(staff, wrong, &page);
        }
    }
    let number = record.customer_number.clone();
    let mut tx = staff.app.db.write().await?;
    match deeds::record(&mut tx, desk(&staff), record).await {
        Ok(case) => {
            tx.commit().await?;
            Ok(Redirect::to(&format!("{}?meldung=erfasst", path(&case.id))).into_response())
        }
        Err(RecordError::Store(error)) => Err(error.into()),
        Err(RecordError::Taken | RecordError::Meanwhile) => {
            drop(tx);
            form.wrong("customer_number", "case-work-edit-customer_number-taken");
            let page = EditPage {
                taken: taken_by(&staff, &number).await?,
                ..EditPage::new(&staff.app, kind, form)
            };
            render(staff, wrong, &page)
        }
    }
}
