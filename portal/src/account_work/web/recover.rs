//! `/sachbearbeitung/konten/{id}/wiederherstellen`: the person stands at the counter and has lost the
//! second factor. One member of the staff says how they proved who they are; another one approves and
//! gets the code. Always two, whatever the settings say.

use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::claims::Action;
use shared::forms::FormState;
use shared::pages::Page;

use super::ACCOUNTS;
use super::account::load;
use super::submit::{is_own, key, lay_before, refused, waiting};
use super::view::AccountView;
use crate::provider_admin::{Account, AccountDeed, AdminError, Named, Note, Reason, ReasonKind};
use crate::request::{Protected, Staff, Stop};

#[derive(Debug, Serialize)]
pub(super) struct RecoverPage {
    form: FormState,
    account: AccountView,
    base: &'static str,
}

impl Page for RecoverPage {
    const TEMPLATE: &'static str = "account_work/recover.html";

    fn samples() -> Vec<Self> {
        let [active, _] = AccountView::citizens();
        let wrong = FormState::new().with_error("note", "account-work-recover-evidence-missing");
        let elsewhere = refused(FormState::new(), key("own_account"));
        [FormState::new(), wrong, elsewhere]
            .map(|form| Self {
                form,
                account: active.clone(),
                base: ACCOUNTS,
            })
            .into()
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    note: String,
}

fn path(id: &str) -> String {
    format!("{ACCOUNTS}/{id}/wiederherstellen")
}

/// The account, if a code may be asked for; who may not or need not is led to it.
async fn checked(staff: &Staff, id: &str) -> Result<Account, Stop> {
    let account = load(staff, id, &path(id)).await?;
    let waits = waiting(staff, Action::RecoverAccount, account.id.as_str()).await?;
    if account.is_staff() || account.deactivated.is_some() || is_own(staff, id) || waits.is_some() {
        return Err(Stop::Elsewhere(format!("{ACCOUNTS}/{id}")));
    }
    Ok(account)
}

pub(super) async fn show(staff: Staff, Path(id): Path<String>) -> Result<Response, Stop> {
    let account = checked(&staff, &id).await?;
    render(&staff, StatusCode::OK, (&account, FormState::new()))
}

pub(super) async fn send(
    staff: Staff,
    Path(id): Path<String>,
    Protected(sent): Protected<Sent>,
) -> Result<Response, Stop> {
    let account = checked(&staff, &id).await?;
    let form = FormState::new().keep("note", &sent.note);
    let note = match Note::read(&sent.note) {
        Ok(Some(note)) => note,
        Ok(None) => {
            let form = form.with_error("note", "account-work-recover-evidence-missing");
            return wrong(&staff, (&account, form));
        }
        Err(_) => {
            let form = form.with_error("note", "account-work-change-note-long");
            return wrong(&staff, (&account, form));
        }
    };
    let reason = Reason {
        kind: ReasonKind::Identified,
        note: Some(note),
    };
    let asked = staff.console().ask_recovery(&account.id, &reason).await;
    let request = match asked {
        Ok(request) => request,
        Err(AdminError::Conflict(conflict)) => {
            return wrong(&staff, (&account, refused(form, key(conflict.as_str()))));
        }
        Err(error) => return Err(staff.stopped(error, &path(&id)).await),
    };
    let named = Named {
        id: account.id,
        email: account.email,
    };
    let deed = AccountDeed::Recover {
        account: named,
        reason,
        request,
    };
    lay_before(&staff, deed).await
}

fn wrong(staff: &Staff, shown: (&Account, FormState)) -> Result<Response, Stop> {
    render(staff, StatusCode::UNPROCESSABLE_ENTITY, shown)
}

fn render(
    staff: &Staff,
    status: StatusCode,
    (account, form): (&Account, FormState),
) -> Result<Response, Stop> {
    let page = RecoverPage {
        form,
        account: AccountView::new(account, &staff.person.session.sub),
        base: ACCOUNTS,
    };
    let frame = staff.frame.clone().crumb("staff-area-accounts", ACCOUNTS);
    Ok(staff.within(frame).render_as(status, &page)?)
}
