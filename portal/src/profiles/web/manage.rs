//! „Profile verwalten“ (S52, S58): the list, and removing after a question. An organisation is left
//! on a page of its own, because it must keep an admin.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use serde_json::json;
use shared::pages::Page;

use super::row::Row;
use crate::audit;
use crate::error::page::{PageError, Problem};
use crate::profiles::{self, ProfileId};
use crate::request::{Cx, Nothing, Protected, SignedIn};

#[derive(Debug, Serialize)]
pub(super) struct ManagePage {
    profiles: Vec<Row>,
}

impl Page for ManagePage {
    const TEMPLATE: &'static str = "profiles/manage.html";

    fn samples() -> Vec<Self> {
        vec![
            Self {
                profiles: Vec::new(),
            },
            Self {
                profiles: Row::samples(),
            },
        ]
    }
}

#[derive(Debug, Serialize)]
pub(super) struct RemovePage {
    profile: Row,
}

impl Page for RemovePage {
    const TEMPLATE: &'static str = "profiles/remove.html";

    fn samples() -> Vec<Self> {
        let rows = Row::samples().into_iter();
        let removable = rows.filter(|row| !row.is_membership());
        removable.map(|profile| Self { profile }).collect()
    }
}

pub(super) async fn show(visit: SignedIn) -> Result<Response, PageError> {
    let profiles = rows(&visit).await?;
    let SignedIn { cx, .. } = visit;
    let cx = Cx {
        frame: cx.frame.crumb("frame-home", "/"),
        ..cx
    };
    let profiles = profiles.into_iter().map(|(_, row)| row).collect();
    cx.render(&ManagePage { profiles })
}

async fn rows(visit: &SignedIn) -> Result<Vec<(ProfileId, Row)>, PageError> {
    let mut tx = visit.app.db.read().await?;
    let all = profiles::list(&mut tx, &visit.person.resident.id).await?;
    let current = profiles::current(&mut tx, &visit.person.session).await?;
    tx.commit().await?;
    let row = |listed: &profiles::Listed| {
        (
            listed.profile.id.clone(),
            Row::new(listed, current.as_ref(), &visit.person.session),
        )
    };
    Ok(all.iter().map(row).collect())
}

/// Asks before it is done.
pub(super) async fn ask(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let rows = rows(&visit).await?;
    let asked = rows.into_iter().find(|(own, _)| own.as_str() == id);
    let (id, profile) = asked.ok_or(PageError::new(Problem::NotFound))?;
    if profile.is_membership() {
        return Ok(Redirect::to(&way_out(&id)).into_response());
    }
    let SignedIn { cx, .. } = visit;
    let frame = cx.frame.crumb("frame-home", "/");
    let cx = Cx {
        frame: frame.crumb("profiles-manage-title", "/profile-verwalten"),
        ..cx
    };
    cx.render(&RemovePage { profile })
}

/// Removes it; sessions that had it are without a profile.
pub(super) async fn remove(
    visit: SignedIn,
    Path(id): Path<String>,
    _sent: Protected<Nothing>,
) -> Result<Response, PageError> {
    let app = &visit.app;
    let resident = &visit.person.resident.id;
    let id = ProfileId::new(id);
    let mut tx = app.db.write().await?;
    if profiles::remove(&mut tx, resident, &id).await? {
        let event = audit::Event {
            name: "profile.removed",
            by: audit::By::Resident(resident.as_str()),
            about: Some(resident.as_str()),
            case: None,
            on_behalf: None,
            details: json!({ "profile": id.as_str() }),
        };
        audit::record(&mut tx, &*app.entropy, visit.now, event).await?;
        tx.commit().await?;
        return Ok(Redirect::to("/profile-verwalten").into_response());
    }
    let left = profiles::of_resident(&mut tx, resident, &id).await?;
    Ok(match left {
        Some(_) => Redirect::to(&way_out(&id)).into_response(),
        None => Redirect::to("/profile-verwalten").into_response(),
    })
}

/// Where an organisation is left.
fn way_out(id: &ProfileId) -> String {
    format!("/profile-verwalten/{id}/verlassen")
}
