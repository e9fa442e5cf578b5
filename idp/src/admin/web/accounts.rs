//! `/admin/v1/accounts`.

use std::time::Duration;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::claims::Role;
use shared::db::Tx;

use super::caller::{Caller, Content, Visit, body};
use crate::accounts::{self, Account, AccountId, EmailAddress};
use crate::admin::calls::{CHANGE_ROLES, DEACTIVATE, FIND, REACTIVATE, SEE, STAFF, STANDING};
use crate::admin::{AccountView, AdminCall, view};
use crate::error::api::ApiError;
use crate::lifecycle::{self, Told};
use crate::limits::Limit;
use crate::{audit, roles};

/// How often one member of the staff looks for addresses: who tries them out stands out.
const SEARCHES: Limit = Limit {
    name: "admin.find",
    burst: 60,
    per: Duration::from_mins(10),
};

type Answer<T> = Result<Json<T>, ApiError>;

#[derive(Debug, Deserialize)]
pub(super) struct Wish {
    email: Option<String>,
    staff: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Accounts {
    accounts: Vec<AccountView>,
}

/// The account after a call that may have changed it.
#[derive(Debug, Serialize)]
pub(super) struct After {
    #[serde(flatten)]
    account: AccountView,
    /// It was not so before.
    changed: bool,
}

/// What someone may do in the office.
#[derive(Debug, Serialize)]
pub(super) struct Standing {
    roles: Vec<Role>,
}

#[derive(Debug, Deserialize)]
struct Reason {
    reason: String,
}

#[derive(Debug, Deserialize)]
struct Roles {
    roles: Vec<String>,
}

/// `GET …/accounts?email=…` or `?staff=true`.
pub(super) async fn find(
    visit: Visit,
    wish: Result<Query<Wish>, QueryRejection>,
) -> Answer<Accounts> {
    let wish = wish.map(|Query(wish)| (wish.email, wish.staff));
    let accounts = match wish {
        Ok((Some(email), None)) => by_address(&visit, &email).await?,
        Ok((None, Some(staff))) if staff == "true" => staff_list(&visit).await?,
        _ => {
            // Not even this is told to strangers.
            let (_, caller) = visit.read(&FIND).await?;
            caller.may(&[FIND.actions, STAFF.actions].concat())?;
            return Err(ApiError::Invalid("Ask by email=ADDRESS or staff=true."));
        }
    };
    Ok(Json(Accounts { accounts }))
}

async fn by_address(visit: &Visit, email: &str) -> Result<Vec<AccountView>, ApiError> {
    let caller = visit.check(&FIND).await?;
    let email: EmailAddress = email
        .parse()
        .map_err(|_| ApiError::Invalid("The email is no e-mail address."))?;
    visit.spend(SEARCHES, caller.id.as_str()).await?;
    let (mut tx, caller) = visit.write(&FIND).await?;
    caller.may(FIND.actions)?;
    let Some(account) = accounts::find_by_email(&mut tx, &email).await? else {
        return Ok(Vec::new());
    };
    let found = seen(visit, &mut tx, &caller, &account).await?;
    tx.commit().await?;
    Ok(vec![found])
}

async fn staff_list(visit: &Visit) -> Result<Vec<AccountView>, ApiError> {
    visit.check(&STAFF).await?;
    let (mut tx, caller) = visit.write(&STAFF).await?;
    caller.may(STAFF.actions)?;
    let mut all = Vec::new();
    for id in roles::staff(&mut tx).await? {
        if let Some(account) = accounts::find(&mut tx, &id).await? {
            all.push(view(&mut tx, &account).await?);
        }
    }
    // One entry for the list: it shows the ways in of each of them.
    let event = audit::Event {
        name: "staff.read",
        by: caller.actor().by(),
        about: None,
        on_behalf: None,
        details: json!({ "accounts": all.len() }),
    };
    audit::record(&mut tx, &*visit.app.entropy, visit.now, event).await?;
    tx.commit().await?;
    Ok(all)
}

/// `GET …/accounts/{id}/roles`. Who is nobody, or deactivated, or a citizen, has none: the answer
/// tells them not apart.
pub(super) async fn standing(visit: Visit, Path(id): Path<String>) -> Answer<Standing> {
    let (mut tx, caller) = visit.read(&STANDING).await?;
    caller.may(STANDING.actions)?;
    let id = AccountId::new(id);
    let account = accounts::find(&mut tx, &id).await?;
    let is_active = account.is_some_and(|account| account.deactivated_at.is_none());
    let roles = if is_active {
        roles::of(&mut tx, &id).await?
    } else {
        Vec::new()
    };
    Ok(Json(Standing { roles }))
}

/// `GET …/accounts/{id}`.
pub(super) async fn see(visit: Visit, Path(id): Path<String>) -> Answer<AccountView> {
    visit.check(&SEE).await?;
    let (mut tx, caller) = visit.write(&SEE).await?;
    let account = target(&mut tx, &caller, (&SEE, &AccountId::new(id))).await?;
    let found = seen(&visit, &mut tx, &caller, &account).await?;
    tx.commit().await?;
    Ok(Json(found))
}

/// `POST …/accounts/{id}/deactivation`.
pub(super) async fn deactivate(
    visit: Visit,
    Path(id): Path<String>,
    content: Content,
) -> Answer<After> {
    visit.check(&DEACTIVATE).await?;
    let reason = reason(&content)?;
    let id = AccountId::new(id);
    let (mut tx, caller) = visit.write(&DEACTIVATE).await?;
    target(&mut tx, &caller, (&DEACTIVATE, &id)).await?;
    let tools = (visit.app.acquaintances(), &*visit.app.entropy);
    let deed = (&id, reason.as_str());
    let done = lifecycle::deactivate(&mut tx, tools, visit.now, caller.actor(), deed).await?;
    answer(visit, tx, done, Some(Told::Deactivated)).await
}

/// `POST …/accounts/{id}/reactivation`.
pub(super) async fn reactivate(
    visit: Visit,
    Path(id): Path<String>,
    content: Content,
) -> Answer<After> {
    visit.check(&REACTIVATE).await?;
    reason(&content)?;
    let id = AccountId::new(id);
    let (mut tx, caller) = visit.write(&REACTIVATE).await?;
    target(&mut tx, &caller, (&REACTIVATE, &id)).await?;
    let tools = (visit.app.acquaintances(), &*visit.app.entropy);
    let done = lifecycle::reactivate(&mut tx, tools, visit.now, caller.actor(), &id).await?;
    answer(visit, tx, done, Some(Told::Reactivated)).await
}

/// `PUT …/accounts/{id}/roles`.
pub(super) async fn change_roles(
    visit: Visit,
    Path(id): Path<String>,
    content: Content,
) -> Answer<After> {
    visit.check(&CHANGE_ROLES).await?;
    let wanted: Roles = body(&content)?;
    let wanted = read_roles(&wanted.roles)?;
    let id = AccountId::new(id);
    let (mut tx, caller) = visit.write(&CHANGE_ROLES).await?;
    target(&mut tx, &caller, (&CHANGE_ROLES, &id)).await?;
    let (entropy, deed) = (&*visit.app.entropy, (&id, wanted.as_slice()));
    let done = lifecycle::assign(&mut tx, entropy, visit.now, caller.actor(), deed).await?;
    answer(visit, tx, done, None).await
}

/// Reads the names of roles.
pub(super) fn read_roles(names: &[String]) -> Result<Vec<Role>, ApiError> {
    names
        .iter()
        .map(|name| name.parse())
        .collect::<Result<_, _>>()
        .map_err(|_| ApiError::Invalid("One of the roles is none."))
}

/// The account that the call is about, if the caller may. Who may do it to no member of the
/// staff learns nothing of who is one.
pub(super) async fn target(
    tx: &mut Tx,
    caller: &Caller,
    (call, id): (&AdminCall, &AccountId),
) -> Result<Account, ApiError> {
    let account = accounts::find(tx, id).await?;
    let Some(account) = account else {
        caller.may(call.actions)?;
        return Err(ApiError::NotFound);
    };
    let target = roles::of(tx, id).await?;
    caller.may_on(call, &target)?;
    Ok(account)
}

/// What the caller sees; that they looked stands in the log.
async fn seen(
    visit: &Visit,
    tx: &mut Tx,
    caller: &Caller,
    account: &Account,
) -> Result<AccountView, ApiError> {
    let event = audit::Event {
        name: "account.read",
        by: caller.actor().by(),
        about: Some(account.id.as_str()),
        on_behalf: None,
        details: json!({}),
    };
    audit::record(tx, &*visit.app.entropy, visit.now, event).await?;
    Ok(view(tx, account).await?)
}

/// Commits, tells the person if something is new, and gives the account as it is now.
async fn answer(
    visit: Visit,
    mut tx: Tx,
    (account, is_new): (Account, bool),
    told: Option<Told>,
) -> Answer<After> {
    let app = &visit.app;
    if let Some(told) = told.filter(|_| is_new) {
        let (sign_in, lang) = (app.home_url_outside(), &app.settings.languages.default);
        let writer = app.writer(visit.now);
        lifecycle::tell(&mut tx, writer, (&account, told), (&sign_in, lang)).await?;
    }
    let account = view(&mut tx, &account).await?;
    tx.commit().await?;
    if is_new {
        app.sessions_ended();
        app.postman.ring();
    }
    let changed = is_new;
    Ok(Json(After { account, changed }))
}

pub(super) fn reason(content: &Content) -> Result<String, ApiError> {
    let Reason { reason } = body(content)?;
    let reason = reason.trim();
    let fits = (1..=lifecycle::LONGEST_REASON).contains(&reason.chars().count())
        && !reason.chars().any(|c| c.is_control() && c != '\n');
    let wrong = ApiError::Invalid("The reason is missing, too long, or holds control characters.");
    fits.then(|| reason.to_owned()).ok_or(wrong)
}
