//! The areas of the staff's side: where each begins and whose work it is.

use shared::claims::{Action, Role};
use shared::pages::NavLink;

/// Its first page.
pub(crate) const HOME: &str = "/sachbearbeitung";

/// Fluent key, first page, and what one must be allowed to do there.
const AREAS: &[(&str, &str, Action)] = &[
    ("staff-area-home", HOME, Action::Enter),
    (
        "staff-area-cases",
        "/sachbearbeitung/faelle",
        Action::ReadCase,
    ),
    (
        "staff-area-requests",
        "/sachbearbeitung/anfragen",
        Action::AnswerRequest,
    ),
    (
        "staff-area-accounts",
        "/sachbearbeitung/konten",
        Action::FindAccount,
    ),
    ("staff-area-team", "/sachbearbeitung/team", Action::SeeStaff),
    (
        "staff-area-approvals",
        "/sachbearbeitung/freigaben",
        Action::Approve,
    ),
    (
        "staff-area-audit",
        "/sachbearbeitung/protokoll",
        Action::ReadAudit,
    ),
];

/// The areas of someone with these roles.
pub(crate) fn areas(roles: &[Role]) -> Vec<NavLink> {
    let mine = AREAS
        .iter()
        .filter(|(_, _, action)| action.is_allowed(roles));
    mine.map(|(key, href, _)| NavLink::new(key, href)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_sees_the_first_page_and_nobody_what_is_not_theirs() {
        for role in Role::ALL {
            let mine = areas(&[role]);
            assert_eq!(mine[0].href, HOME);
            for (_, href, action) in AREAS {
                let shown = mine.iter().any(|area| area.href == *href);
                assert_eq!(shown, action.is_allowed(&[role]), "{role} {href}");
            }
        }
        assert!(areas(&[]).is_empty());
    }
}
