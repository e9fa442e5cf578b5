//! `GET /sachbearbeitung`: the areas of this person.

use axum::response::Response;
use serde::Serialize;
use shared::claims::Role;
use shared::pages::{NavLink, Page};

use crate::error::page::PageError;
use crate::request::{Staff, areas};

/// One area.
#[derive(Debug, Serialize)]
struct Area {
    /// The end of its keys: `cases`.
    word: String,
    href: String,
}

impl Area {
    fn of(link: NavLink) -> Self {
        let word = link.label.trim_start_matches("staff-area-").to_owned();
        Self {
            word,
            href: link.href,
        }
    }
}

/// The areas of someone with these roles, without the page itself.
fn areas_of(roles: &[Role]) -> Vec<Area> {
    areas(roles).into_iter().skip(1).map(Area::of).collect()
}

#[derive(Debug, Serialize)]
pub(super) struct HomePage {
    roles: Vec<Role>,
    areas: Vec<Area>,
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "staff/home.html";

    fn samples() -> Vec<Self> {
        [Role::Lead, Role::Support]
            .map(|role| Self {
                roles: vec![role],
                areas: areas_of(&[role]),
            })
            .into()
    }
}

pub(super) async fn show(staff: Staff) -> Result<Response, PageError> {
    let roles = staff.person.session.roles.clone();
    let areas = areas_of(&roles);
    staff.render(&HomePage { roles, areas })
}
