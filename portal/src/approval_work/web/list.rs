//! `/sachbearbeitung/freigaben`: what waits for this visitor, and what they asked for.

use axum::response::Response;
use serde::Serialize;
use shared::db::Tx;
use shared::pages::Page;

use super::view::{ApprovalView, Names};
use crate::approvals::{self, Approval, Eyes, Outcome, Who};
use crate::request::{Staff, Stop};
use crate::residents::{self, ResidentId};
use crate::unlock;

#[derive(Debug, Serialize)]
pub(super) struct ListPage {
    /// For the visitor to decide.
    waiting: Vec<ApprovalView>,
    /// What the visitor asked for.
    asked: Vec<ApprovalView>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "approval_work/list.html";

    fn samples() -> Vec<Self> {
        let [first, invite, roles, close, code] = ApprovalView::samples();
        vec![
            Self {
                waiting: Vec::new(),
                asked: Vec::new(),
            },
            Self {
                waiting: vec![first.clone(), invite.clone(), roles.clone(), code],
                asked: vec![
                    close,
                    first.ended(Outcome::Confirmed),
                    invite.clone().ended(Outcome::Refused),
                    roles.ended(Outcome::Withdrawn),
                    invite.ended(Outcome::Expired),
                ],
            },
        ]
    }
}

/// As whom the visitor looks at it: nobody decides about their own case either.
pub(super) async fn eyes(tx: &mut Tx, staff: &Staff, approval: &Approval) -> Result<Eyes, Stop> {
    let session = &staff.person.session;
    let who = Who {
        resident: staff.id(),
        sub: &session.sub,
        roles: &session.roles,
    };
    let eyes = approval.eyes(&who);
    if let Some(case) = approval.deed.case()
        && unlock::is_own(tx, staff.id(), &case).await?
    {
        return Ok(Eyes::Concerned);
    }
    Ok(eyes)
}

/// By what name colleagues know someone.
async fn name(tx: &mut Tx, resident: &ResidentId) -> Result<String, Stop> {
    let found = residents::find(tx, resident).await?;
    Ok(found.and_then(|it| it.email).unwrap_or_default())
}

/// With the names of those who asked and decided.
pub(super) async fn view(
    tx: &mut Tx,
    staff: &Staff,
    approval: &Approval,
) -> Result<ApprovalView, Stop> {
    let decided_by = match &approval.decided_by {
        Some(by) => Some(name(tx, by).await?),
        None => None,
    };
    let names = Names {
        asked_by: name(tx, &approval.asked_by).await?,
        decided_by,
    };
    Ok(ApprovalView::new(approval, names, staff.now))
}

pub(super) async fn show(staff: Staff) -> Result<Response, Stop> {
    let mut tx = staff.app.db.read().await?;
    let mut waiting = Vec::new();
    for approval in approvals::open(&mut tx, staff.now).await? {
        if eyes(&mut tx, &staff, &approval).await? == Eyes::Second {
            waiting.push(view(&mut tx, &staff, &approval).await?);
        }
    }
    let mut asked = Vec::new();
    for approval in approvals::of_asker(&mut tx, staff.id()).await? {
        asked.push(view(&mut tx, &staff, &approval).await?);
    }
    tx.commit().await?;
    Ok(staff.render(&ListPage { waiting, asked })?)
}
