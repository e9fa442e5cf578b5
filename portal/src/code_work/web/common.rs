//! What several of the pages need.

use axum::response::Response;
use letters::LetterError;
use serde::Serialize;
use shared::claims::Action;

use crate::approvals::{CodeFor, Deed};
use crate::audit::By;
use crate::cases::{Case, Kind};
use crate::error::page::{PageError, Problem};
use crate::letters_outbox::WriteError;
use crate::request::Staff;
use crate::requests::RequestId;
use crate::unlock::{Asked, IssueError, Office};

/// The office as this member of the staff works in it, on what someone else `asked` for.
pub(super) fn office<'a>(staff: &'a Staff, asked: Option<Asked<'a>>) -> Office<'a> {
    Office {
        settings: &staff.app.settings,
        db: &staff.app.db,
        hasher: &staff.app.hasher,
        post_room: &staff.app.post_room,
        entropy: &*staff.app.entropy,
        now: staff.now,
        by: By::Staff(staff.id().as_str()),
        asked,
    }
}

/// What it takes to issue and revoke codes of this case.
fn action(case: &Case) -> Action {
    match case.record.kind() {
        Kind::Person => Action::IssueCode,
        Kind::Company | Kind::Institution => Action::IssueOrganisationCode,
    }
}

/// Whether the role covers codes of this kind of case.
pub(super) fn may_issue(staff: &Staff, case: &Case) -> Result<(), PageError> {
    if staff.may(action(case)) {
        Ok(())
    } else {
        Err(PageError::new(Problem::RoleMissing))
    }
}

/// Whether a second person must confirm a code for this case.
pub(super) fn needs_second(staff: &Staff, case: &Case) -> bool {
    staff.app.settings.staff.needs_second(action(case))
}

/// Lets it wait for a second person; `request` is the one that it answers.
pub(super) async fn lay_before(
    staff: &Staff,
    case: &Case,
    request: Option<&RequestId>,
) -> Result<Response, PageError> {
    let code = CodeFor {
        case: case.id.to_string(),
        version: case.version,
        name: case.record.name(),
        request: request.map(ToString::to_string),
    };
    let deed = match case.record.kind() {
        Kind::Person => Deed::PersonCode(code),
        Kind::Company | Kind::Institution => Deed::OrganisationCode(code),
    };
    staff.lay_before(None, &deed).await
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
    /// Its word where what was confirmed could not be done.
    pub(super) const fn fault(self) -> &'static str {
        match self {
            Self::Closed => "case_closed",
            Self::Address => "address",
            Self::Glyph => "glyph",
        }
    }

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
            IssueError::Own => Err(PageError::new(Problem::OwnCase)),
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
    /// Its name is among the texts.
    pub(super) language_named: bool,
}

impl CaseShown {
    pub(super) fn of(case: &Case) -> Self {
        Self {
            id: case.id.to_string(),
            name: case.record.name(),
            number: case.record.customer_number.to_string(),
            address: case.record.address.lines().to_vec(),
            language: case.record.language.clone(),
            language_named: letters::languages().contains(&case.record.language),
        }
    }

    pub(super) fn sample() -> Self {
        Self {
            id: "case1".to_owned(),
            name: "Kim Klicker".to_owned(),
            number: "123A456789".to_owned(),
            address: vec!["Lindenweg 12".to_owned(), "12345 Musterstadt".to_owned()],
            language: "de".to_owned(),
            language_named: true,
        }
    }

    /// Where the case has its page.
    pub(super) fn href(&self) -> String {
        format!("/sachbearbeitung/faelle/{}", self.id)
    }
}
