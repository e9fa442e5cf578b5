//! `/konto/daten`: everything that is kept about the person, to take along.

use std::time::Duration;

use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use serde::Serialize;
use serde_json::json;
use shared::own_data::{Export, Section, Shown, archive, shown};
use shared::pages::{Page, PagesError};

use super::{framed, sign_in_first};
use crate::audit;
use crate::error::page::PageError;
use crate::limits::{Limit, Verdict};
use crate::own_data::gather::{Keys, gather};
use crate::request::{Cx, Nothing, Protected, SignedIn};

pub(super) const PATH: &str = "/konto/daten";

/// So often a person takes them along.
const LIMIT: Limit = Limit {
    name: "own_data.taken",
    burst: 3,
    per: Duration::from_hours(24),
};

#[derive(Debug, Serialize)]
pub(super) struct TakePage {}

impl Page for TakePage {
    const TEMPLATE: &'static str = "own_data/take.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

/// `daten.html`.
#[derive(Debug, Serialize)]
struct Document {
    title: String,
    about: String,
    sections: Vec<Shown>,
}

pub(super) async fn show(SignedIn { cx, person }: SignedIn) -> Result<Response, PageError> {
    if let Some(redirect) = sign_in_first(&cx, &person, PATH) {
        return Ok(redirect);
    }
    framed(cx).render(&TakePage {})
}

pub(super) async fn send(
    SignedIn { cx, person }: SignedIn,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    if let Some(redirect) = sign_in_first(&cx, &person, PATH) {
        return Ok(redirect);
    }
    let (app, id) = (&cx.app, person.account.id.as_str());
    let keys = Keys {
        identities: &app.identities,
        profiles: &app.profiles,
    };
    let mut tx = app.db.write().await?;
    let verdict = app.limits.spend_with(&mut tx, LIMIT, id, cx.now).await?;
    if let Verdict::Refused { retry_after } = verdict {
        return Err(PageError::too_many(retry_after));
    }
    let event = audit::Event {
        name: "own_data.taken",
        by: audit::By::Account(id),
        about: Some(id),
        on_behalf: None,
        details: json!({}),
    };
    audit::record(&mut tx, &*app.entropy, cx.now, event).await?;
    let sections = gather(&mut tx, keys, &person.account).await?;
    let lang = person.account.locale.as_deref().unwrap_or(cx.lang());
    let to = (person.account.email.as_str(), lang);
    let values = json!({ "at": cx.now.unix(), "forgotten": app.url("/passwort-vergessen") });
    app.mail(&mut tx, cx.now, to, "own_data_taken", &values)
        .await?;
    let bytes = pack(&cx, &sections)?;
    tx.commit().await?;
    app.postman.ring();
    let headers = [
        (CONTENT_TYPE, "application/zip"),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"meine-daten.zip\"",
        ),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, bytes).into_response())
}

fn pack(cx: &Cx, sections: &[Section]) -> Result<Vec<u8>, PageError> {
    let app = &cx.app;
    let export = Export::new(app.rules.issuer.as_str(), cx.now, sections);
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
