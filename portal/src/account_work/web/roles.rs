//! `/sachbearbeitung/team/{id}/rollen`: what a colleague may do; and taking all of it away. Only
//! roles that do not stand above the visitor's own are offered.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::claims::{Action, Role, may_grant};
use shared::forms::FormState;
use shared::pages::Page;

use super::TEAM;
use super::done::Done;
use super::member::{below, load};
use super::submit::{Submitted, refused, submit};
use super::view::{AccountView, word};
use crate::provider_admin::{Account, AccountDeed, Named};
use crate::request::{Nothing, Protected, Staff, Stop};

/// The ticked boxes of a form.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Ticked {
    #[serde(default)]
    role: Vec<String>,
}

/// The roles of the boxes that were offered to who has `mine`; `None` if there was another one.
pub(super) fn read_roles(ticked: &[String], mine: &[Role]) -> Option<Vec<Role>> {
    let read = |text: &String| {
        let role = Role::ALL.into_iter().find(|role| word(*role) == text);
        role.filter(|role| may_grant(mine, *role))
    };
    let mut roles: Vec<Role> = ticked.iter().map(read).collect::<Option<_>>()?;
    roles.sort_unstable();
    roles.dedup();
    Some(roles)
}

/// A box to tick.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    word: &'static str,
    ticked: bool,
}

/// The boxes for who has `mine`.
pub(super) fn choices(mine: &[Role], ticked: &[Role]) -> Vec<Choice> {
    let offered = Role::ALL.into_iter().filter(|role| may_grant(mine, *role));
    let choice = |role| Choice {
        word: word(role),
        ticked: ticked.contains(&role),
    };
    offered.map(choice).collect()
}

#[derive(Debug, Serialize)]
pub(super) struct RolesPage {
    form: FormState,
    account: AccountView,
    choices: Vec<Choice>,
    two: bool,
}

impl Page for RolesPage {
    const TEMPLATE: &'static str = "account_work/roles.html";

    fn samples() -> Vec<Self> {
        let [_, colleague, _] = AccountView::colleagues();
        let sample = |form, two| Self {
            form,
            account: colleague.clone(),
            choices: choices(&[Role::Lead], &[Role::Benefits, Role::Support]),
            two,
        };
        let none = FormState::new().with_error("roles", "account-work-roles-none");
        let last = refused(
            FormState::new(),
            "account-work-refused-last_lead".to_owned(),
        );
        vec![
            sample(FormState::new(), false),
            sample(none, true),
            sample(last, false),
        ]
    }
}

#[derive(Debug, Serialize)]
pub(super) struct WithdrawPage {
    form: FormState,
    account: AccountView,
    two: bool,
}

impl Page for WithdrawPage {
    const TEMPLATE: &'static str = "account_work/withdraw.html";

    fn samples() -> Vec<Self> {
        let [_, colleague, _] = AccountView::colleagues();
        let sample = |form, two| Self {
            form,
            account: colleague.clone(),
            two,
        };
        let last = refused(
            FormState::new(),
            "account-work-refused-last_lead".to_owned(),
        );
        vec![sample(FormState::new(), true), sample(last, false)]
    }
}

/// The colleague, if their roles may be changed here.
async fn checked(staff: &Staff, id: &str, page: &str) -> Result<Account, Stop> {
    let account = load(staff, id, page).await?;
    if !below(staff, &account) {
        return Err(Stop::Elsewhere(format!("{TEAM}/{id}")));
    }
    Ok(account)
}

pub(super) async fn show(staff: Staff, Path(id): Path<String>) -> Result<Response, Stop> {
    let account = checked(&staff, &id, &format!("{TEAM}/{id}/rollen")).await?;
    let ticked = account.roles.clone();
    render(
        &staff,
        StatusCode::OK,
        &account,
        (FormState::new(), &ticked),
    )
}

pub(super) async fn send(
    staff: Staff,
    Path(id): Path<String>,
    Protected(ticked): Protected<Ticked>,
) -> Result<Response, Stop> {
    let page = format!("{TEAM}/{id}/rollen");
    let account = checked(&staff, &id, &page).await?;
    let mut form = FormState::new();
    let roles = read_roles(&ticked.role, &staff.person.session.roles);
    let Some(roles) = roles.filter(|roles| !roles.is_empty()) else {
        form.wrong("roles", "account-work-roles-none");
        let ticked = account.roles.clone();
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render(&staff, status, &account, (form, &ticked));
    };
    let deed = AccountDeed::ChangeRoles {
        account: named(&account),
        roles: roles.clone(),
    };
    let done = Done::RolesChanged.at(&format!("{TEAM}/{id}"));
    match submit(&staff, deed, (&page, &done)).await? {
        Submitted::Onward(response) => Ok(response),
        Submitted::Refused(key) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            render(&staff, status, &account, (refused(form, key), &roles))
        }
    }
}

/// Asks before everything is taken away.
pub(super) async fn ask(staff: Staff, Path(id): Path<String>) -> Result<Response, Stop> {
    let account = checked(&staff, &id, &format!("{TEAM}/{id}/rollen-entziehen")).await?;
    render_withdraw(&staff, StatusCode::OK, &account, FormState::new())
}

pub(super) async fn withdraw_all(
    staff: Staff,
    Path(id): Path<String>,
    _sent: Protected<Nothing>,
) -> Result<Response, Stop> {
    let page = format!("{TEAM}/{id}/rollen-entziehen");
    let account = checked(&staff, &id, &page).await?;
    let deed = AccountDeed::ChangeRoles {
        account: named(&account),
        roles: Vec::new(),
    };
    let done = Done::RolesWithdrawn.at(TEAM);
    match submit(&staff, deed, (&page, &done)).await? {
        Submitted::Onward(response) => Ok(response),
        Submitted::Refused(key) => {
            let form = refused(FormState::new(), key);
            render_withdraw(&staff, StatusCode::UNPROCESSABLE_ENTITY, &account, form)
        }
    }
}

fn named(account: &Account) -> Named {
    Named {
        id: account.id.clone(),
        email: account.email.clone(),
    }
}

fn render(
    staff: &Staff,
    status: StatusCode,
    account: &Account,
    (form, ticked): (FormState, &[Role]),
) -> Result<Response, Stop> {
    let page = RolesPage {
        form,
        account: AccountView::new(account, &staff.person.session.sub),
        choices: choices(&staff.person.session.roles, ticked),
        two: staff.app.settings.staff.needs_second(Action::ChangeRoles),
    };
    let frame = staff.frame.clone().crumb("staff-area-team", TEAM);
    Ok(staff.within(frame).render_as(status, &page)?)
}

fn render_withdraw(
    staff: &Staff,
    status: StatusCode,
    account: &Account,
    form: FormState,
) -> Result<Response, Stop> {
    let page = WithdrawPage {
        form,
        account: AccountView::new(account, &staff.person.session.sub),
        two: staff.app.settings.staff.needs_second(Action::ChangeRoles),
    };
    let frame = staff.frame.clone().crumb("staff-area-team", TEAM);
    Ok(staff.within(frame).render_as(status, &page)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str], mine: &[Role]) -> Option<Vec<Role>> {
        let words: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
        read_roles(&words, mine)
    }

    #[test]
    fn only_what_was_offered_is_taken() {
        let lead = [Role::Lead];
        let twice = read(&["support", "benefits", "support"], &lead);
        assert_eq!(twice, Some(vec![Role::Benefits, Role::Support]));
        assert_eq!(read(&["boss"], &lead), None);
        assert_eq!(read(&["lead"], &[Role::Support]), None);
        assert_eq!(read(&[], &lead), Some(Vec::new()));
        assert_eq!(choices(&[Role::Support], &[]).len(), 3);
    }
}
