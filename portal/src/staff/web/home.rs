//! `GET /sachbearbeitung`: the areas of this person, and how much waits in each.

use axum::response::Response;
use serde::Serialize;
use shared::claims::{Action, Role};
use shared::db::{StoreError, Tx};
use shared::pages::{NavLink, Page};

use crate::approvals::{self, Eyes, Who};
use crate::error::page::PageError;
use crate::request::{Staff, areas};
use crate::requests;

/// One area.
#[derive(Debug, Serialize)]
struct Area {
    /// The end of its keys: `cases`.
    word: String,
    href: String,
    /// How much waits for this person there.
    waiting: i64,
}

/// What waits for a person.
#[derive(Debug, Clone, Copy, Default)]
struct Waiting {
    requests: i64,
    approvals: i64,
}

impl Area {
    fn of(link: NavLink, waiting: Waiting) -> Self {
        let word = link.label.trim_start_matches("staff-area-").to_owned();
        Self {
            waiting: match word.as_str() {
                "requests" => waiting.requests,
                "approvals" => waiting.approvals,
                _ => 0,
            },
            word,
            href: link.href,
        }
    }
}

/// The areas of someone with these roles, without the page itself.
fn areas_of(roles: &[Role], waiting: Waiting) -> Vec<Area> {
    let all = areas(roles).into_iter().skip(1);
    all.map(|link| Area::of(link, waiting)).collect()
}

#[derive(Debug, Serialize)]
pub(super) struct HomePage {
    roles: Vec<Role>,
    areas: Vec<Area>,
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "staff/home.html";

    fn samples() -> Vec<Self> {
        let some = Waiting {
            requests: 3,
            approvals: 1,
        };
        [(Role::Lead, some), (Role::Support, Waiting::default())]
            .map(|(role, waiting)| Self {
                roles: vec![role],
                areas: areas_of(&[role], waiting),
            })
            .into()
    }
}

pub(super) async fn show(staff: Staff) -> Result<Response, PageError> {
    let mut tx = staff.app.db.read().await?;
    let waiting = waiting(&mut tx, &staff).await?;
    tx.commit().await?;
    let roles = staff.person.session.roles.clone();
    let areas = areas_of(&roles, waiting);
    staff.render(&HomePage { roles, areas })
}

async fn waiting(tx: &mut Tx, staff: &Staff) -> Result<Waiting, StoreError> {
    let session = &staff.person.session;
    let who = Who {
        resident: staff.id(),
        sub: &session.sub,
        roles: &session.roles,
    };
    let mut waiting = Waiting::default();
    if staff.may(Action::AnswerRequest) {
        waiting.requests = requests::count_open(tx).await?;
    }
    if staff.may(Action::Approve) {
        let open = approvals::open(tx, staff.now).await?;
        let mine = open.iter().filter(|it| it.eyes(&who) == Eyes::Second);
        waiting.approvals = i64::try_from(mine.count()).unwrap_or(i64::MAX);
    }
    Ok(waiting)
}
