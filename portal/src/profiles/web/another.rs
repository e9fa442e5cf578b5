//! „Profil einer anderen Organisation“: who is signed in for one organisation by Mein
//! Unternehmenskonto opens no other's profile. The page says why, and what to do.

use axum::response::Response;
use http::StatusCode;
use serde::Serialize;
use serde_json::json;
use shared::db::Tx;
use shared::pages::Page;

use crate::audit;
use crate::error::page::{PageError, Problem};
use crate::profiles::{ActingFor, Listed};
use crate::request::{Cx, SignedIn};

#[derive(Debug, Serialize)]
pub(super) struct AnotherPage {
    /// Whose profile it is.
    organisation: String,
    acting: ActingFor,
}

impl Page for AnotherPage {
    const TEMPLATE: &'static str = "profiles/another.html";

    fn samples() -> Vec<Self> {
        let page = |acting| Self {
            organisation: "Muster GmbH".to_owned(),
            acting,
        };
        ActingFor::samples().map(page).into()
    }
}

/// Says no; nothing has been chosen.
pub(super) async fn refuse(
    visit: SignedIn,
    mut tx: Tx,
    listed: &Listed,
) -> Result<Response, PageError> {
    let resident = visit.person.resident.id.as_str();
    let event = audit::Event {
        name: "company.profile_refused",
        by: audit::By::Resident(resident),
        about: Some(resident),
        case: None,
        on_behalf: None,
        details: json!({ "profile": listed.profile.id.as_str() }),
    };
    audit::record(&mut tx, &*visit.app.entropy, visit.now, event).await?;
    tx.commit().await?;
    let record = listed.case.as_ref().map(|case| &case.record);
    let SignedIn { cx, person } = visit;
    let page = AnotherPage {
        organisation: record.map(crate::cases::Record::name).unwrap_or_default(),
        acting: ActingFor::of(&person.session).ok_or(PageError::new(Problem::NotFound))?,
    };
    let frame = cx.frame.at("/profil-wechseln").crumb("frame-home", "/");
    let cx = Cx {
        frame: frame.crumb("profiles-choose-title", "/profil-auswaehlen"),
        ..cx
    };
    cx.render_as(StatusCode::FORBIDDEN, &page)
}
