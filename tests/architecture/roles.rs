//! `docs/staff.md` says who may do what; the code is the truth.

use shared::claims::{Action, Role};

use crate::none;
use crate::sources::files;

/// The roles in the order of the table's columns.
const COLUMNS: [Role; 5] = [
    Role::Benefits,
    Role::Placement,
    Role::Lead,
    Role::Support,
    Role::Audit,
];

/// What the row of `action` must say behind its word.
fn expected(action: Action) -> Vec<&'static str> {
    let allowed = |role: &Role| {
        if action.roles().contains(role) {
            "yes"
        } else {
            ""
        }
    };
    let mut cells: Vec<_> = COLUMNS.iter().map(allowed).collect();
    cells.push(if action.is_grave() { "grave" } else { "" });
    cells
}

#[test]
fn the_table_of_roles_is_the_codes() {
    let docs = files("docs", "staff.md");
    let (_, text) = docs.first().expect("docs/staff.md is there");
    let mut wrong = Vec::new();
    for action in Action::ALL {
        let word = format!("`{action}`");
        let rows = text.lines().filter(|line| line.starts_with("| "));
        let cells = rows.map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
        let row = cells
            .into_iter()
            .find(|cells| cells.len() == 10 && cells[2] == word);
        match row {
            None => wrong.push(format!("{word} has no row")),
            Some(cells) if cells[3..9] != expected(*action) => {
                wrong.push(format!("{word} must be {:?}", expected(*action)));
            }
            Some(_) => {}
        }
    }
    none(&wrong, "write the row as shared/src/claims/staff.rs has it");
}
