//! The office withdraws a member of an organisation, from its case. It may take the last admin as
//! well: the next one gets a letter with a code.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

use super::tell;
use crate::audit::By;
use crate::colleagues::change::{self, Actor, Right};
use crate::error::page::PageError;
use crate::profiles::{Changed, ProfileId};
use crate::request::{Nothing, OnCase, Protected};

/// Withdraws the member and goes back to the case.
pub(super) async fn withdraw(
    OnCase { staff, case }: OnCase,
    Path((_, member)): Path<(String, String)>,
    _sent: Protected<Nothing>,
) -> Result<Response, PageError> {
    let app = &staff.app;
    let actor = Actor {
        by: By::Staff(staff.id().as_str()),
        case: &case.id,
    };
    let member = ProfileId::new(member);
    let means = (&*app.entropy, staff.now);
    let mut tx = app.db.write().await?;
    let changed = change::withdraw(&mut tx, means, (&actor, Right::Office), &member).await?;
    if let Some(Changed::Done(member)) = &changed {
        let to = tell::Told {
            resident: &member.resident,
            organisation: &case.record.name(),
            now: staff.now,
        };
        tell::withdrawn(app, &mut tx, &to).await?;
    }
    tx.commit().await?;
    app.postman.ring();
    let told = match changed {
        Some(Changed::Done(_)) => "?meldung=entzogen",
        _ => "",
    };
    let back = format!("/sachbearbeitung/faelle/{}{told}", case.id);
    Ok(Redirect::to(&back).into_response())
}
