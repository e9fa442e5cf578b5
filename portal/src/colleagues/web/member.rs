//! One member of the organisation: what they may do, and withdrawing them.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::db::Tx;
use shared::pages::Page;

use super::admin::{Admin, no_admin_any_more};
use super::list::MemberRow;
use super::{HOME, last_admin, tell};
use crate::colleagues::change::{self, Right};
use crate::error::page::{PageError, Problem};
use crate::profiles::{self, Changed, MemberRole, ProfileId};
use crate::request::{Nothing, Protected};

#[derive(Debug, Serialize)]
pub(super) struct MemberPage {
    organisation: String,
    member: MemberRow,
}

impl Page for MemberPage {
    const TEMPLATE: &'static str = "colleagues/member.html";

    fn samples() -> Vec<Self> {
        let rows = MemberRow::samples().into_iter();
        rows.map(|member| Self {
            organisation: "Muster GmbH".to_owned(),
            member,
        })
        .collect()
    }
}

pub(super) async fn show(admin: Admin, Path(id): Path<String>) -> Result<Response, PageError> {
    let mut tx = admin.app.db.read().await?;
    let member = profiles::member(&mut tx, &admin.case.id, &ProfileId::new(id)).await?;
    let member = member.ok_or(PageError::new(Problem::NotFound))?;
    let member = MemberRow::read(&mut tx, (&admin.case.id, &member), &admin.profile.id).await?;
    tx.commit().await?;
    let page = MemberPage {
        organisation: admin.case.record.name(),
        member,
    };
    admin.render(StatusCode::OK, &page)
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    role: String,
}

/// Makes a member an admin, or an admin a member.
pub(super) async fn set_role(
    admin: Admin,
    Path(id): Path<String>,
    Protected(sent): Protected<Sent>,
) -> Result<Response, PageError> {
    let role = MemberRole::of_word(&sent.role).ok_or(PageError::new(Problem::BadRequest))?;
    let app = &admin.app;
    let id = ProfileId::new(id);
    let actor = admin.actor();
    let by = (&actor, &admin.profile.id);
    let means = (&*app.entropy, admin.now);
    let mut tx = app.db.write().await?;
    let changed = change::set_role(&mut tx, means, by, (&id, role)).await?;
    if let Some(Changed::Done(member)) = &changed {
        let to = tell::Told {
            resident: &member.resident,
            organisation: &admin.case.record.name(),
            now: admin.now,
        };
        tell::role_changed(app, &mut tx, &to, role).await?;
    }
    finish(admin, tx, changed, "/unternehmen/zugaenge?getan=rolle").await
}

/// Withdraws a member; they are told.
pub(super) async fn withdraw(
    admin: Admin,
    Path(id): Path<String>,
    _sent: Protected<Nothing>,
) -> Result<Response, PageError> {
    let app = &admin.app;
    let id = ProfileId::new(id);
    let actor = admin.actor();
    let by = (&actor, Right::Admin(&admin.profile.id));
    let means = (&*app.entropy, admin.now);
    let mut tx = app.db.write().await?;
    let changed = change::withdraw(&mut tx, means, by, &id).await?;
    if let Some(Changed::Done(member)) = &changed {
        let to = tell::Told {
            resident: &member.resident,
            organisation: &admin.case.record.name(),
            now: admin.now,
        };
        tell::withdrawn(app, &mut tx, &to).await?;
    }
    finish(admin, tx, changed, "/unternehmen/zugaenge?getan=entzogen").await
}

/// Commits, and goes where the outcome is told.
async fn finish(
    admin: Admin,
    mut tx: Tx,
    changed: Option<Changed>,
    done: &str,
) -> Result<Response, PageError> {
    let others = profiles::members(&mut tx, &admin.case.id).await?.len() > 1;
    tx.commit().await?;
    admin.app.postman.ring();
    match changed {
        None => Ok(no_admin_any_more()),
        Some(Changed::Done(_)) => Ok(Redirect::to(done).into_response()),
        Some(Changed::Same) => Ok(Redirect::to(HOME).into_response()),
        Some(Changed::NotThere) => Err(PageError::new(Problem::NotFound)),
        Some(Changed::LastAdmin) => {
            let organisation = admin.case.record.name();
            last_admin::render(admin.visit, StatusCode::CONFLICT, organisation, others)
        }
    }
}
