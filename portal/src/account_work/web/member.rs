//! `/sachbearbeitung/team/{id}`: one colleague, and what may be changed.

use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Serialize;
use shared::claims::{Action, may_grant};
use shared::pages::Page;

use super::account::{note, read_id};
use super::done::{Asked, Done};
use super::submit::waiting;
use super::view::AccountView;
use super::{ACCOUNTS, TEAM};
use crate::error::page::Problem;
use crate::provider_admin::{Account, AdminError};
use crate::request::{Staff, Stop};

#[derive(Debug, Serialize)]
pub(super) struct MemberPage {
    account: AccountView,
    base: &'static str,
    done: Option<Done>,
    may_change_roles: bool,
    may_deactivate: bool,
    may_reactivate: bool,
    /// Pages of what waits for a second person.
    waits: Vec<String>,
}

impl Page for MemberPage {
    const TEMPLATE: &'static str = "account_work/member.html";

    fn samples() -> Vec<Self> {
        let sample = |account: AccountView, done, waits: bool| Self {
            may_change_roles: !account.own && account.is_active() && !waits,
            may_deactivate: !account.own && account.is_active(),
            may_reactivate: !account.is_active(),
            account,
            base: TEAM,
            done,
            waits: waits
                .then(|| "/sachbearbeitung/freigaben/abc".to_owned())
                .into_iter()
                .collect(),
        };
        let [own, colleague, gone] = AccountView::colleagues();
        vec![
            sample(own, None, false),
            sample(colleague.clone(), Some(Done::RolesChanged), false),
            sample(colleague, None, true),
            sample(gone, Some(Done::Deactivated), false),
        ]
    }
}

/// The colleague of a path; who has no role is none.
pub(super) async fn load(staff: &Staff, id: &str, page: &str) -> Result<Account, Stop> {
    let id = read_id(id)?;
    let account = match staff.console().account(&id).await {
        Ok(account) => account,
        // Who sees colleagues alone is not told who else there is.
        Err(AdminError::Forbidden) => return Err(Problem::NotFound.into()),
        Err(error) => return Err(staff.stopped(error, page).await),
    };
    if account.is_staff() {
        Ok(account)
    } else if staff.may(Action::FindAccount) {
        Err(Stop::Elsewhere(format!("{ACCOUNTS}/{id}")))
    } else {
        Err(Problem::NotFound.into())
    }
}

/// Whether this visitor may change the colleague's account: not their own, and nobody above.
pub(super) fn below(staff: &Staff, account: &Account) -> bool {
    let mine = &staff.person.session.roles;
    let own = account.id.as_str() == staff.person.session.sub;
    !own && account.roles.iter().all(|role| may_grant(mine, *role))
}

pub(super) async fn show(
    staff: Staff,
    Path(id): Path<String>,
    asked: Query<Asked>,
) -> Result<Response, Stop> {
    let account = load(&staff, &id, &format!("{TEAM}/{id}")).await?;
    note(&staff, &account).await?;
    let view = AccountView::new(&account, &staff.person.session.sub);
    let below = below(&staff, &account);
    let roles = waiting(&staff, Action::ChangeRoles, &view.id).await?;
    let state = waiting(&staff, Action::DeactivateStaff, &view.id).await?;
    let may = |action, waits: &Option<String>| below && waits.is_none() && staff.may(action);
    let page = MemberPage {
        may_change_roles: may(Action::ChangeRoles, &roles) && view.is_active(),
        may_deactivate: may(Action::DeactivateStaff, &state) && view.is_active(),
        may_reactivate: may(Action::DeactivateStaff, &state) && !view.is_active(),
        account: view,
        base: TEAM,
        done: asked.0.read(),
        waits: [roles, state].into_iter().flatten().collect(),
    };
    let frame = staff.frame.clone().crumb("staff-area-team", TEAM);
    Ok(staff.within(frame).render(&page)?)
}
