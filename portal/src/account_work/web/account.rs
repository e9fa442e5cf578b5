//! `/sachbearbeitung/konten/{id}`: an account, its state and its factors. Looking at it is an entry
//! in the record that its owner reads.

use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Serialize;
use serde_json::json;
use shared::claims::Action;
use shared::pages::Page;

use super::done::{Asked, Done};
use super::submit::waiting;
use super::view::AccountView;
use super::{ACCOUNTS, TEAM};
use crate::audit;
use crate::error::page::Problem;
use crate::provider_admin::{Account, AccountId};
use crate::request::{Staff, Stop};
use crate::residents;

#[derive(Debug, Serialize)]
pub(super) struct AccountPage {
    account: AccountView,
    base: &'static str,
    done: Option<Done>,
    /// Where the change begins that is allowed now.
    may_deactivate: bool,
    may_reactivate: bool,
    may_recover: bool,
    /// The page of what waits for a second person.
    waits: Option<String>,
    /// A colleague's, for whom the team's pages are there.
    team: Option<String>,
}

impl AccountPage {
    fn sample(account: AccountView) -> Self {
        Self {
            may_deactivate: account.is_active() && !account.own,
            may_reactivate: !account.is_active(),
            may_recover: account.is_active() && !account.own,
            account,
            base: ACCOUNTS,
            done: None,
            waits: None,
            team: None,
        }
    }
}

impl Page for AccountPage {
    const TEMPLATE: &'static str = "account_work/account.html";

    fn samples() -> Vec<Self> {
        let [active, deactivated] = AccountView::citizens();
        let [own, colleague, _] = AccountView::colleagues();
        vec![
            Self::sample(active.clone()),
            Self {
                done: Some(Done::Deactivated),
                ..Self::sample(deactivated)
            },
            Self {
                may_deactivate: false,
                may_recover: false,
                waits: Some("/sachbearbeitung/freigaben/abc".to_owned()),
                ..Self::sample(active)
            },
            Self {
                team: Some("/sachbearbeitung/team/leitung".to_owned()),
                ..Self::sample(own)
            },
            Self {
                may_deactivate: false,
                may_recover: false,
                ..Self::sample(colleague)
            },
        ]
    }
}

/// The id of a path.
pub(super) fn read_id(id: &str) -> Result<AccountId, Stop> {
    id.parse().map_err(|_| Problem::NotFound.into())
}

/// The account of a path.
pub(super) async fn load(staff: &Staff, id: &str, page: &str) -> Result<Account, Stop> {
    let id = read_id(id)?;
    match staff.console().account(&id).await {
        Ok(account) => Ok(account),
        Err(error) => Err(staff.stopped(error, page).await),
    }
}

pub(super) async fn show(
    staff: Staff,
    Path(id): Path<String>,
    asked: Query<Asked>,
) -> Result<Response, Stop> {
    let account = load(&staff, &id, &format!("{ACCOUNTS}/{id}")).await?;
    note(&staff, &account).await?;
    let view = AccountView::new(&account, &staff.person.session.sub);
    let (active, colleague) = (view.is_active(), account.is_staff());
    let change = if active {
        Action::DeactivateAccount
    } else {
        Action::ReactivateAccount
    };
    let mut waits = waiting(&staff, change, account.id.as_str()).await?;
    if waits.is_none() && staff.may(Action::RecoverAccount) {
        waits = waiting(&staff, Action::RecoverAccount, account.id.as_str()).await?;
    }
    let other = !colleague && !view.own && waits.is_none();
    let may = staff.may(change) && other;
    let team = colleague && staff.may(Action::SeeStaff);
    let page = AccountPage {
        may_deactivate: may && active,
        may_reactivate: may && !active,
        may_recover: staff.may(Action::RecoverAccount) && other && active,
        team: team.then(|| format!("{TEAM}/{}", account.id)),
        account: view,
        base: ACCOUNTS,
        done: asked.0.read(),
        waits,
    };
    let frame = staff.frame.clone().crumb("staff-area-accounts", ACCOUNTS);
    Ok(staff.within(frame).render(&page)?)
}

/// Someone has looked at it.
pub(super) async fn note(staff: &Staff, account: &Account) -> Result<(), Stop> {
    let app = &staff.app;
    let mut tx = app.db.write().await?;
    let about = residents::find_by_sub(&mut tx, app.rp.issuer(), account.id.as_str()).await?;
    let event = audit::Event {
        name: "account.read",
        by: audit::By::Staff(staff.id().as_str()),
        about: about.as_ref().map(|resident| resident.id.as_str()),
        case: None,
        on_behalf: None,
        details: json!({ "account": account.id.as_str() }),
    };
    audit::record(&mut tx, &*app.entropy, staff.now, event).await?;
    tx.commit().await?;
    Ok(())
}
