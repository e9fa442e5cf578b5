//! Deactivating and reactivating, a citizen's account or a colleague's: a page that asks first and
//! says what happens, then the deed.

use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;

use super::account::load;
use super::done::Done;
use super::submit::{Submitted, is_own, refused, submit};
use super::view::AccountView;
use super::{ACCOUNTS, TEAM};
use crate::provider_admin::{Account, AccountDeed, Named, Note, Reason, ReasonKind};
use crate::request::{Staff, Stop};

/// Whose account, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Deactivate,
    Reactivate,
    DeactivateStaff,
    ReactivateStaff,
}

impl Change {
    const fn of_staff(self) -> bool {
        matches!(self, Self::DeactivateStaff | Self::ReactivateStaff)
    }

    const fn back_in(self) -> bool {
        matches!(self, Self::Reactivate | Self::ReactivateStaff)
    }

    const fn base(self) -> &'static str {
        if self.of_staff() { TEAM } else { ACCOUNTS }
    }

    /// The other side's same change.
    const fn across(self) -> Self {
        match self {
            Self::Deactivate => Self::DeactivateStaff,
            Self::Reactivate => Self::ReactivateStaff,
            Self::DeactivateStaff => Self::Deactivate,
            Self::ReactivateStaff => Self::Reactivate,
        }
    }

    fn page(self, id: &str) -> String {
        let verb = if self.back_in() {
            "reaktivieren"
        } else {
            "deaktivieren"
        };
        format!("{}/{id}/{verb}", self.base())
    }

    const fn reasons(self) -> &'static [ReasonKind] {
        match self {
            Self::Deactivate => ReasonKind::OF_CITIZENS,
            Self::DeactivateStaff => ReasonKind::OF_STAFF,
            Self::Reactivate | Self::ReactivateStaff => ReasonKind::OF_RETURN,
        }
    }

    const fn deed(self, account: Named, reason: Reason) -> AccountDeed {
        match self {
            Self::Deactivate => AccountDeed::Deactivate { account, reason },
            Self::Reactivate => AccountDeed::Reactivate { account, reason },
            Self::DeactivateStaff => AccountDeed::DeactivateStaff { account, reason },
            Self::ReactivateStaff => AccountDeed::ReactivateStaff { account, reason },
        }
    }

    const fn done(self) -> Done {
        if self.back_in() {
            Done::Reactivated
        } else {
            Done::Deactivated
        }
    }
}

/// What both pages show.
#[derive(Debug, Serialize)]
struct Asking {
    form: FormState,
    account: AccountView,
    base: &'static str,
    colleague: bool,
    reasons: Vec<&'static str>,
    /// A second person must confirm.
    two: bool,
}

impl Asking {
    fn new(change: Change, form: FormState, account: AccountView, two: bool) -> Self {
        Self {
            form,
            account,
            base: change.base(),
            colleague: change.of_staff(),
            reasons: change.reasons().iter().map(|it| it.as_str()).collect(),
            two,
        }
    }

    fn samples_of(citizens: Change, account: &AccountView) -> [Self; 3] {
        let wrong = FormState::new()
            .with_error("reason", "account-work-change-reason-missing")
            .with_error("note", "account-work-change-note-long");
        let [_, colleague, _] = AccountView::colleagues();
        [
            Self::new(citizens, FormState::new(), account.clone(), false),
            Self::new(citizens, wrong, account.clone(), true),
            Self::new(
                citizens.across(),
                refused(
                    FormState::new(),
                    "account-work-refused-last_lead".to_owned(),
                ),
                colleague,
                false,
            ),
        ]
    }
}

#[derive(Debug, Serialize)]
pub(super) struct DeactivatePage {
    #[serde(flatten)]
    asking: Asking,
}

impl Page for DeactivatePage {
    const TEMPLATE: &'static str = "account_work/deactivate.html";

    fn samples() -> Vec<Self> {
        let [active, _] = AccountView::citizens();
        let all = Asking::samples_of(Change::Deactivate, &active);
        all.map(|asking| Self { asking }).into()
    }
}

#[derive(Debug, Serialize)]
pub(super) struct ReactivatePage {
    #[serde(flatten)]
    asking: Asking,
}

impl Page for ReactivatePage {
    const TEMPLATE: &'static str = "account_work/reactivate.html";

    fn samples() -> Vec<Self> {
        let [_, deactivated] = AccountView::citizens();
        let all = Asking::samples_of(Change::Reactivate, &deactivated);
        all.map(|asking| Self { asking }).into()
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    note: String,
}

/// The account, if this is the page for it; who may not or need not is led elsewhere.
async fn checked(staff: &Staff, id: &str, change: Change) -> Result<Account, Stop> {
    let account = load(staff, id, &change.page(id)).await?;
    if account.is_staff() != change.of_staff() {
        // The other side's guard decides who may go on there.
        return Err(Stop::Elsewhere(change.across().page(id)));
    }
    let active = account.deactivated.is_none();
    if is_own(staff, id) || active == change.back_in() {
        return Err(Stop::Elsewhere(format!("{}/{id}", change.base())));
    }
    Ok(account)
}

pub(super) async fn show(staff: Staff, id: String, change: Change) -> Result<Response, Stop> {
    let account = checked(&staff, &id, change).await?;
    render(&staff, StatusCode::OK, change, (&account, FormState::new()))
}

pub(super) async fn send(
    staff: Staff,
    id: String,
    sent: Sent,
    change: Change,
) -> Result<Response, Stop> {
    let account = checked(&staff, &id, change).await?;
    let mut form = FormState::new()
        .keep("reason", &sent.reason)
        .keep("note", &sent.note);
    let reason = read(&sent, change, &mut form);
    let Some(reason) = reason.filter(|_| form.is_fine()) else {
        return wrong(&staff, change, (&account, form));
    };
    let named = Named {
        id: account.id.clone(),
        email: account.email.clone(),
    };
    let (page, done) = (
        change.page(&id),
        change.done().at(&format!("{}/{id}", change.base())),
    );
    match submit(&staff, change.deed(named, reason), (&page, &done)).await? {
        Submitted::Onward(response) => Ok(response),
        Submitted::Refused(key) => wrong(&staff, change, (&account, refused(form, key))),
    }
}

fn read(sent: &Sent, change: Change, form: &mut FormState) -> Option<Reason> {
    let kind: Option<ReasonKind> = sent.reason.parse().ok();
    let kind = kind.filter(|kind| change.reasons().contains(kind));
    if kind.is_none() {
        form.wrong("reason", "account-work-change-reason-missing");
    }
    let note = Note::read(&sent.note);
    if note.is_err() {
        form.wrong("note", "account-work-change-note-long");
    }
    if kind == Some(ReasonKind::Other) && matches!(note, Ok(None)) {
        form.wrong("note", "account-work-change-note-missing");
    }
    Some(Reason {
        kind: kind?,
        note: note.ok()?,
    })
}

fn wrong(staff: &Staff, change: Change, shown: (&Account, FormState)) -> Result<Response, Stop> {
    render(staff, StatusCode::UNPROCESSABLE_ENTITY, change, shown)
}

fn render(
    staff: &Staff,
    status: StatusCode,
    change: Change,
    (account, form): (&Account, FormState),
) -> Result<Response, Stop> {
    let view = AccountView::new(account, &staff.person.session.sub);
    let named = Named {
        id: account.id.clone(),
        email: account.email.clone(),
    };
    let kind = ReasonKind::Other;
    let action = change.deed(named, Reason { kind, note: None }).action();
    let two = staff.app.settings.staff.needs_second(action);
    let area = if change.of_staff() {
        "staff-area-team"
    } else {
        "staff-area-accounts"
    };
    let frame = staff.frame.clone().crumb(area, change.base());
    let visit = staff.within(frame);
    let asking = Asking::new(change, form, view, two);
    Ok(if change.back_in() {
        visit.render_as(status, &ReactivatePage { asking })?
    } else {
        visit.render_as(status, &DeactivatePage { asking })?
    })
}
