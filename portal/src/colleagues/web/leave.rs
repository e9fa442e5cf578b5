//! Leaving an organisation: its profile goes from one's own account (S52).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::Serialize;
use shared::pages::Page;

use super::last_admin;
use crate::audit::By;
use crate::cases::Case;
use crate::colleagues::change::{self, Actor, Right};
use crate::error::page::{PageError, Problem};
use crate::profiles::{self, Changed, Member, MemberRole, Profile, ProfileId};
use crate::request::{Cx, Nothing, Protected, SignedIn};

#[derive(Debug, Serialize)]
pub(super) struct LeavePage {
    id: String,
    organisation: String,
    role: MemberRole,
}

impl Page for LeavePage {
    const TEMPLATE: &'static str = "colleagues/leave.html";

    fn samples() -> Vec<Self> {
        [MemberRole::Member, MemberRole::Admin]
            .map(|role| Self {
                id: "abc".to_owned(),
                organisation: "Muster GmbH".to_owned(),
                role,
            })
            .into()
    }
}

/// The visitor's profile of an organisation, with all its members.
struct Place {
    profile: Profile,
    case: Case,
    members: Vec<Member>,
}

async fn find(visit: &SignedIn, id: &ProfileId) -> Result<Place, PageError> {
    let mut tx = visit.app.db.read().await?;
    let found = profiles::of_resident(&mut tx, &visit.person.resident.id, id).await?;
    let found = found.filter(|listed| listed.profile.member_role.is_some());
    let found = found.and_then(|listed| Some((listed.profile, listed.case?)));
    let (profile, case) = found.ok_or(PageError::new(Problem::NotFound))?;
    let members = profiles::members(&mut tx, &case.id).await?;
    tx.commit().await?;
    Ok(Place {
        profile,
        case,
        members,
    })
}

impl Place {
    fn last_admin(self, visit: SignedIn, status: StatusCode) -> Result<Response, PageError> {
        let others = self.members.len() > 1;
        last_admin::render(visit, status, self.case.record.name(), others)
    }
}

/// Asks before it is done.
pub(super) async fn ask(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let place = find(&visit, &ProfileId::new(id)).await?;
    let admins = place.members.iter();
    let admins = admins.filter(|member| member.role == MemberRole::Admin);
    if place.profile.is_admin() && admins.count() == 1 {
        return place.last_admin(visit, StatusCode::OK);
    }
    let page = LeavePage {
        id: place.profile.id.to_string(),
        organisation: place.case.record.name(),
        role: place.profile.member_role.unwrap_or(MemberRole::Member),
    };
    let frame = visit.cx.frame.crumb("frame-home", "/");
    let cx = Cx {
        frame: frame.crumb("profiles-manage-title", "/profile-verwalten"),
        ..visit.cx
    };
    cx.render(&page)
}

/// Leaves, unless nobody would be left to manage it.
pub(super) async fn leave(
    visit: SignedIn,
    Path(id): Path<String>,
    _sent: Protected<Nothing>,
) -> Result<Response, PageError> {
    let place = find(&visit, &ProfileId::new(id)).await?;
    let app = &visit.app;
    let actor = Actor {
        by: By::Resident(visit.person.resident.id.as_str()),
        case: &place.case.id,
    };
    let means = (&*app.entropy, visit.now);
    let mut tx = app.db.write().await?;
    let by = (&actor, Right::Own);
    let changed = change::withdraw(&mut tx, means, by, &place.profile.id).await?;
    tx.commit().await?;
    match changed {
        Some(Changed::LastAdmin) => place.last_admin(visit, StatusCode::CONFLICT),
        _ => Ok(Redirect::to("/profile-verwalten").into_response()),
    }
}
