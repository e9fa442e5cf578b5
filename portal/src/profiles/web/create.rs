//! „Neues Profil anlegen“ (S51, S56): a Standardprofil for a person. Companies and institutions
//! always need a code (S6); their page says where it comes from.

use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use serde_json::json;
use shared::pages::Page;

use crate::cases::Kind;
use crate::error::page::PageError;
use crate::request::{Cx, Nothing, Protected, SignedIn};
use crate::{audit, profiles};

#[derive(Debug, Serialize)]
pub(super) struct CreatePage {
    phone: String,
}

impl Page for CreatePage {
    const TEMPLATE: &'static str = "profiles/create.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            phone: "01234 5678-0".to_owned(),
        }]
    }
}

/// „Profil einer Organisation freischalten“.
#[derive(Debug, Serialize)]
pub(super) struct OrganisationPage {
    kind: Kind,
    phone: String,
}

impl Page for OrganisationPage {
    const TEMPLATE: &'static str = "profiles/organisation.html";

    fn samples() -> Vec<Self> {
        [Kind::Company, Kind::Institution]
            .map(|kind| Self {
                kind,
                phone: "01234 5678-0".to_owned(),
            })
            .into()
    }
}

pub(super) async fn company(visit: SignedIn) -> Result<Response, PageError> {
    organisation(visit, Kind::Company)
}

pub(super) async fn institution(visit: SignedIn) -> Result<Response, PageError> {
    organisation(visit, Kind::Institution)
}

fn organisation(visit: SignedIn, kind: Kind) -> Result<Response, PageError> {
    let SignedIn { cx, .. } = visit;
    let page = OrganisationPage {
        kind,
        phone: cx.app.settings.operator.phone.clone(),
    };
    let frame = cx.frame.crumb("frame-home", "/");
    let cx = Cx {
        frame: frame.crumb("profiles-create-title", "/profil-anlegen"),
        ..cx
    };
    cx.render(&page)
}

pub(super) async fn show(visit: SignedIn) -> Result<Response, PageError> {
    let SignedIn { cx, .. } = visit;
    let page = CreatePage {
        phone: cx.app.settings.operator.phone.clone(),
    };
    let frame = cx.frame.crumb("frame-home", "/");
    let cx = Cx {
        frame: frame.crumb("profiles-choose-title", "/profil-auswaehlen"),
        ..cx
    };
    cx.render(&page)
}

/// Makes the Standardprofil, or goes on with the one that is there.
pub(super) async fn create(
    visit: SignedIn,
    _sent: Protected<Nothing>,
) -> Result<Response, PageError> {
    let app = &visit.app;
    let (session, resident) = (&visit.person.session, &visit.person.resident.id);
    let mut tx = app.db.write().await?;
    let made = profiles::create_standard(&mut tx, &*app.entropy, visit.now, resident).await?;
    let Some(profile) = made else {
        return Ok(Redirect::to("/profil-auswaehlen").into_response());
    };
    let means = (&*app.entropy, visit.now);
    profiles::choose(&mut tx, means, session, Some(&profile)).await?;
    let event = audit::Event {
        name: "profile.created",
        by: audit::By::Resident(resident.as_str()),
        about: Some(resident.as_str()),
        case: None,
        on_behalf: None,
        details: json!({ "profile": profile.as_str() }),
    };
    audit::record(&mut tx, &*app.entropy, visit.now, event).await?;
    tx.commit().await?;
    Ok(Redirect::to("/start").into_response())
}
