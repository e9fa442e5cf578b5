//! Who may open these pages: an admin of the organisation whose profile the session has. Everyone
//! else reads what they can do instead.

use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use http::request::Parts as RequestParts;
use serde::Serialize;
use shared::pages::Page;

use super::HOME;
use crate::app::App;
use crate::audit::By;
use crate::cases::Case;
use crate::colleagues::change::Actor;
use crate::error::page::PageError;
use crate::profiles::{self, Profile};
use crate::request::{Cx, SignedIn};

/// A visit by an admin of the chosen organisation.
#[derive(Debug)]
pub(super) struct Admin {
    pub(super) visit: SignedIn,
    pub(super) profile: Profile,
    pub(super) case: Case,
}

impl Deref for Admin {
    type Target = SignedIn;

    fn deref(&self) -> &SignedIn {
        &self.visit
    }
}

impl Admin {
    /// They, as the log names them.
    pub(super) fn actor(&self) -> Actor<'_> {
        Actor {
            by: By::Resident(self.visit.person.resident.id.as_str()),
            case: &self.case.id,
        }
    }

    /// A page below the list.
    pub(super) fn render(
        self,
        status: StatusCode,
        page: &impl Page,
    ) -> Result<Response, PageError> {
        let frame = self.visit.cx.frame;
        let frame = frame
            .crumb("frame-home", "/")
            .crumb("colleagues-list-title", HOME);
        let cx = Cx {
            frame,
            ..self.visit.cx
        };
        cx.render_as(status, page)
    }
}

impl FromRequestParts<App> for Admin {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut RequestParts, app: &App) -> Result<Self, Response> {
        let visit = SignedIn::from_request_parts(parts, app).await?;
        match find(&visit).await {
            Ok(Found::Admin(profile, case)) => Ok(Self {
                visit,
                profile,
                case: *case,
            }),
            Ok(Found::NotAdmin(why)) => Err(refuse(visit, &why)),
            Err(error) => Err(error.into_response()),
        }
    }
}

enum Found {
    Admin(Profile, Box<Case>),
    NotAdmin(NotAdminPage),
}

async fn find(visit: &SignedIn) -> Result<Found, PageError> {
    let mut tx = visit.app.db.read().await?;
    let current = profiles::current(&mut tx, &visit.person.session).await?;
    let all = profiles::list(&mut tx, &visit.person.resident.id).await?;
    tx.commit().await?;
    let chosen = current.and_then(|listed| Some((listed.profile, listed.case?)));
    let organisation = match chosen {
        Some((profile, case)) if profile.is_admin() => {
            return Ok(Found::Admin(profile, Box::new(case)));
        }
        Some((profile, case)) if profile.member_role.is_some() => Some(case.record.name()),
        _ => None,
    };
    Ok(Found::NotAdmin(NotAdminPage {
        organisation,
        elsewhere: all.iter().any(|listed| listed.profile.is_admin()),
    }))
}

/// „Das darf nur ein Admin“.
#[derive(Debug, Serialize)]
pub(super) struct NotAdminPage {
    /// As whose member they came.
    organisation: Option<String>,
    /// They are an admin by another profile.
    elsewhere: bool,
}

impl Page for NotAdminPage {
    const TEMPLATE: &'static str = "colleagues/not_admin.html";

    fn samples() -> Vec<Self> {
        let company = || Some("Muster GmbH".to_owned());
        let page = |organisation, elsewhere| Self {
            organisation,
            elsewhere,
        };
        vec![
            page(company(), false),
            page(company(), true),
            page(None, false),
            page(None, true),
        ]
    }
}

fn refuse(visit: SignedIn, page: &NotAdminPage) -> Response {
    let frame = visit.cx.frame.at(HOME).crumb("frame-home", "/");
    let cx = Cx { frame, ..visit.cx };
    let shown = cx.render_as(StatusCode::FORBIDDEN, page);
    shown.unwrap_or_else(IntoResponse::into_response)
}

/// They have been withdrawn or demoted meanwhile: the list tells them what they may do now.
pub(super) fn no_admin_any_more() -> Response {
    Redirect::to(HOME).into_response()
}
