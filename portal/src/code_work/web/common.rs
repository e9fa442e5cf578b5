//! What several of the pages need.

use letters::LetterError;
use serde::Serialize;
use shared::claims::Action;

use crate::audit::By;
use crate::cases::{Case, Kind};
use crate::error::page::{PageError, Problem};
use crate::letters_outbox::WriteError;
use crate::request::Staff;
use crate::unlock::{IssueError, Office};

/// The office as this member of the staff works in it.
pub(super) fn office(staff: &Staff) -> Office<'_> {
    Office {
        settings: &staff.app.settings,
        db: &staff.app.db,
        hasher: &staff.app.hasher,
        post_room: &staff.app.post_room,
        entropy: &*staff.app.entropy,
        now: staff.now,
        by: By::Staff(staff.id().as_str()),
    }
}

/// Whether the role covers codes of this kind of case.
pub(super) fn may_issue(staff: &Staff, case: &Case) -> Result<(), PageError> {
    let action = match case.record.kind() {
        Kind::Person => Action::IssueCode,
        Kind::Company | Kind::Institution => Action::IssueOrganisationCode,
    };
    if staff.may(action) {
        Ok(())
    } else {
        Err(PageError::new(Problem::RoleMissing))
    }
}

/// Why no code is issued: what the office can mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Obstacle {
    /// The case is closed.
    Closed,
    /// The address is missing or does not fit into an envelope's window.
    Address,
    /// A character that no font of the press draws.
    Glyph,
}

impl Obstacle {
    pub(super) const ALL: [Self; 3] = [Self::Closed, Self::Address, Self::Glyph];

    /// The obstacle in `error`, or the error itself if nobody in the office can mend it.
    pub(super) fn of(error: IssueError) -> Result<Self, PageError> {
        use LetterError as L;
        match error {
            IssueError::Closed => Ok(Self::Closed),
            IssueError::Address
            | IssueError::Letter(L::AddressLines(_) | L::AddressTooLong)
            | IssueError::Write(WriteError::Letter(L::AddressLines(_) | L::AddressTooLong)) => {
                Ok(Self::Address)
            }
            IssueError::Letter(L::Glyph) => Ok(Self::Glyph),
            IssueError::NoCase => Err(PageError::new(Problem::NotFound)),
            IssueError::Busy(busy) => Err(busy.into()),
            other => Err(PageError::internal(other)),
        }
    }
}

/// The case as these pages name it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CaseShown {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) number: String,
    pub(super) address: Vec<String>,
    pub(super) language: String,
}

impl CaseShown {
    pub(super) fn of(case: &Case) -> Self {
        Self {
            id: case.id.to_string(),
            name: case.record.name(),
            number: case.record.customer_number.to_string(),
            address: case.record.address.lines().to_vec(),
            language: case.record.language.clone(),
        }
    }

    pub(super) fn sample() -> Self {
        Self {
            id: "case1".to_owned(),
            name: "Kim Klicker".to_owned(),
            number: "123A456789".to_owned(),
            address: vec!["Lindenweg 12".to_owned(), "12345 Musterstadt".to_owned()],
            language: "de".to_owned(),
        }
    }

    /// Where the case has its page.
    pub(super) fn href(&self) -> String {
        format!("/sachbearbeitung/faelle/{}", self.id)
    }
}
