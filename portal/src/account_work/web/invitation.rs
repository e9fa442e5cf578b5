//! `/sachbearbeitung/team/einladungen/{id}/…`: an open invitation is sent again or taken back.

use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Serialize;
use serde_json::json;
use shared::pages::Page;

use super::TEAM;
use super::done::Done;
use super::submit::{Submitted, submit};
use super::view::InvitationView;
use crate::audit;
use crate::error::page::Problem;
use crate::provider_admin::{AccountDeed, Invitation};
use crate::request::{Staff, Stop};

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fate {
    SendAgain,
    Withdraw,
}

impl Fate {
    fn page(self, id: &str) -> String {
        let verb = match self {
            Self::SendAgain => "erneut",
            Self::Withdraw => "zurueckziehen",
        };
        format!("{TEAM}/einladungen/{id}/{verb}")
    }
}

#[derive(Debug, Serialize)]
pub(super) struct InvitationPage {
    invitation: InvitationView,
    fate: Fate,
    action: String,
}

impl Page for InvitationPage {
    const TEMPLATE: &'static str = "account_work/invitation.html";

    fn title(&self) -> Option<String> {
        let key = match self.fate {
            Fate::SendAgain => "account-work-invitation-send_again-title",
            Fate::Withdraw => "account-work-invitation-withdraw-title",
        };
        Some(key.to_owned())
    }

    fn samples() -> Vec<Self> {
        [Fate::SendAgain, Fate::Withdraw]
            .map(|fate| Self {
                invitation: InvitationView::sample(),
                action: fate.page("einladung"),
                fate,
            })
            .into()
    }
}

/// The open invitation of a path.
async fn load(staff: &Staff, id: &str, fate: Fate) -> Result<Invitation, Stop> {
    let open = match staff.console().invitations().await {
        Ok(open) => open,
        Err(error) => return Err(staff.stopped(error, &fate.page(id)).await),
    };
    let found = open.into_iter().find(|it| it.id.as_str() == id);
    found.ok_or_else(|| Problem::NotFound.into())
}

pub(super) async fn ask(staff: Staff, id: String, fate: Fate) -> Result<Response, Stop> {
    let invitation = load(&staff, &id, fate).await?;
    let page = InvitationPage {
        invitation: InvitationView::new(&invitation),
        fate,
        action: fate.page(invitation.id.as_str()),
    };
    let frame = staff.frame.clone().crumb("staff-area-team", TEAM);
    Ok(staff.within(frame).render(&page)?)
}

pub(super) async fn act(staff: Staff, id: String, fate: Fate) -> Result<Response, Stop> {
    let invitation = load(&staff, &id, fate).await?;
    let done = match fate {
        Fate::Withdraw => {
            if let Err(error) = staff.console().withdraw(&invitation.id).await {
                return Err(staff.stopped(error, &fate.page(&id)).await);
            }
            note(&staff, &invitation).await?;
            Done::Withdrawn
        }
        Fate::SendAgain => return send_again(&staff, invitation, &fate.page(&id)).await,
    };
    Ok(Redirect::to(&done.at(TEAM)).into_response())
}

/// A new mail with a new link; the provider lets the old one die. It is an invitation like the first:
/// where that needs a second person, so does this.
async fn send_again(staff: &Staff, invitation: Invitation, page: &str) -> Result<Response, Stop> {
    let lang = invitation.lang.unwrap_or_else(|| staff.lang().to_owned());
    let deed = AccountDeed::Invite {
        email: invitation.email,
        roles: invitation.roles,
        lang,
    };
    match submit(staff, deed, (page, &Done::InvitedAgain.at(TEAM))).await? {
        Submitted::Onward(response) => Ok(response),
        Submitted::Refused(_) => Err(Problem::BadRequest.into()),
    }
}

async fn note(staff: &Staff, invitation: &Invitation) -> Result<(), Stop> {
    let app = &staff.app;
    let mut tx = app.db.write().await?;
    let event = audit::Event {
        name: "staff.invitation_withdrawn",
        by: audit::By::Staff(staff.id().as_str()),
        about: None,
        case: None,
        on_behalf: None,
        details: json!({ "invitation": invitation.id.as_str() }),
    };
    audit::record(&mut tx, &*app.entropy, staff.now, event).await?;
    tx.commit().await?;
    Ok(())
}
