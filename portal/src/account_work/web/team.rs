//! `/sachbearbeitung/team`: colleagues with their roles, and who has been invited.

use axum::extract::Query;
use axum::response::Response;
use serde::Serialize;
use shared::claims::Action;
use shared::pages::Page;

use super::TEAM;
use super::done::{Asked, Done};
use super::view::{AccountView, InvitationView};
use crate::request::{Staff, Stop};

#[derive(Debug, Serialize)]
pub(super) struct TeamPage {
    colleagues: Vec<AccountView>,
    /// Only for who may invite.
    invitations: Vec<InvitationView>,
    may_invite: bool,
    done: Option<Done>,
}

impl Page for TeamPage {
    const TEMPLATE: &'static str = "account_work/team.html";

    fn samples() -> Vec<Self> {
        let [own, colleague, gone] = AccountView::colleagues();
        vec![
            Self {
                colleagues: vec![own.clone(), colleague, gone],
                invitations: vec![InvitationView::sample()],
                may_invite: true,
                done: Some(Done::Invited),
            },
            Self {
                colleagues: vec![own.clone()],
                invitations: Vec::new(),
                may_invite: true,
                done: None,
            },
            Self {
                colleagues: vec![own],
                invitations: Vec::new(),
                may_invite: false,
                done: None,
            },
        ]
    }
}

pub(super) async fn show(staff: Staff, asked: Query<Asked>) -> Result<Response, Stop> {
    let console = staff.console();
    let colleagues = match console.staff().await {
        Ok(colleagues) => colleagues,
        Err(error) => return Err(staff.stopped(error, TEAM).await),
    };
    let may_invite = staff.may(Action::InviteStaff);
    let invitations = if may_invite {
        match console.invitations().await {
            Ok(invitations) => invitations,
            Err(error) => return Err(staff.stopped(error, TEAM).await),
        }
    } else {
        Vec::new()
    };
    let own = &staff.person.session.sub;
    let mut colleagues: Vec<_> = colleagues
        .iter()
        .map(|account| AccountView::new(account, own))
        .collect();
    colleagues.sort_by(|a, b| a.email.cmp(&b.email));
    let page = TeamPage {
        colleagues,
        invitations: invitations.iter().map(InvitationView::new).collect(),
        may_invite,
        done: asked.0.read(),
    };
    Ok(staff.render(&page)?)
}
