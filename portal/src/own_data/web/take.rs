//! `/meine-daten`: everything that the portal keeps about the person, to take along.

use std::time::Duration;

use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use serde::Serialize;
use serde_json::json;
use shared::own_data::{Export, Section, Shown, archive, shown};
use shared::pages::{Page, PagesError};

use super::{account_url, days, framed, fresh};
use crate::audit;
use crate::error::page::PageError;
use crate::limits::{Limit, Verdict};
use crate::own_data::gather::gather;
use crate::request::{Cx, Nothing, Protected, SignedIn, Stop};

pub(super) const PATH: &str = "/meine-daten";

/// So often a person takes them along.
const LIMIT: Limit = Limit {
    name: "own_data.taken",
    burst: 3,
    per: Duration::from_hours(24),
};

#[derive(Debug, Serialize)]
pub(super) struct OwnDataPage {
    days: u64,
    /// Where the account's own data is.
    account_url: String,
}

impl Page for OwnDataPage {
    const TEMPLATE: &'static str = "own_data/own_data.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            days: 14,
            account_url: "https://konto.example/konto/daten".to_owned(),
        }]
    }
}

/// `daten.html`.
#[derive(Debug, Serialize)]
struct Document {
    title: String,
    about: String,
    sections: Vec<Shown>,
}

pub(super) async fn show(SignedIn { cx, .. }: SignedIn) -> Result<Response, PageError> {
    let page = OwnDataPage {
        days: days(&cx),
        account_url: account_url(&cx, "/konto/daten"),
    };
    framed(cx).render(&page)
}

pub(super) async fn send(
    SignedIn { cx, person }: SignedIn,
    _sent: Protected<Nothing>,
) -> Result<Response, Stop> {
    fresh(&person, cx.now, PATH)?;
    let (app, resident) = (&cx.app, &person.resident);
    let key = resident.id.as_str();
    let mut tx = app.db.write().await?;
    let verdict = app.limits.spend_with(&mut tx, LIMIT, key, cx.now).await?;
    if let Verdict::Refused { retry_after } = verdict {
        return Err(PageError::too_many(retry_after).into());
    }
    let event = audit::Event {
        name: "own_data.taken",
        by: audit::By::Resident(key),
        about: Some(key),
        case: None,
        on_behalf: None,
        details: json!({}),
    };
    audit::record(&mut tx, &*app.entropy, cx.now, event).await?;
    let sections = gather(&mut tx, &resident.id).await?;
    if let Some(to) = app.addressee(resident) {
        let values = json!({ "at": cx.now.unix(), "phone": app.settings.operator.phone });
        let written = app.mail(&mut tx, cx.now, to, "own_data_taken", &values);
        written.await.map_err(PageError::from)?;
    }
    let bytes = pack(&cx, &sections)?;
    tx.commit().await?;
    app.postman.ring();
    let headers = [
        (CONTENT_TYPE, "application/zip"),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"meine-daten-portal.zip\"",
        ),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, bytes).into_response())
}

fn pack(cx: &Cx, sections: &[Section]) -> Result<Vec<u8>, PageError> {
    let app = &cx.app;
    let own = app.settings.http.public_url.as_str().trim_end_matches('/');
    let export = Export::new(own, cx.now, sections);
    let json = serde_json::to_string_pretty(&export).map_err(PageError::internal)?;
    let text = |key: &str| app.pages.text(cx.lang(), key, &[]);
    let document = Document {
        title: text("own-data-document-title")?,
        about: text("own-data-document-about")?,
        sections: shown::<PagesError>(
            sections,
            |key| text(&format!("own-data-section-{key}").replace('_', "-")),
            |name| text(&format!("own-data-field-{name}").replace('_', "-")),
        )?,
    };
    let html = app.pages.document("own_data", cx.lang(), &document)?;
    let files = [("daten.json", json.as_str()), ("daten.html", html.as_str())];
    archive(&files).map_err(PageError::internal)
}
