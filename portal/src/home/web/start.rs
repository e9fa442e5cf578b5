//! `/start`: what is there for whom.

use axum::response::Response;
use serde::Serialize;
use shared::pages::Page;

use super::office::Office;
use crate::cases::Kind;
use crate::error::page::PageError;
use crate::profiles::{self, Listed};
use crate::request::SignedIn;

/// As whom the person is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum As {
    /// An unlocked person.
    Person,
    /// An unlocked company or institution.
    Organisation,
    /// The Standardprofil (S93).
    Standard,
    /// Nobody yet: information only.
    Nobody,
}

#[derive(Debug, Serialize)]
pub(super) struct HomePage {
    here_as: As,
    kind: Option<Kind>,
    name: String,
    number: String,
    /// The office has closed the case.
    closed: bool,
    office: Office,
}

impl HomePage {
    fn new(current: Option<&Listed>, office: Office) -> Self {
        let record = current
            .and_then(|it| it.case.as_ref())
            .map(|case| &case.record);
        let kind = current.map(|it| it.profile.kind);
        Self {
            here_as: match (kind, record) {
                (None, _) => As::Nobody,
                (_, None) => As::Standard,
                (Some(Kind::Person), _) => As::Person,
                _ => As::Organisation,
            },
            kind,
            name: record.map(crate::cases::Record::name).unwrap_or_default(),
            number: record
                .map(|it| it.customer_number.to_string())
                .unwrap_or_default(),
            closed: current
                .and_then(|it| it.case.as_ref())
                .is_some_and(|case| !case.is_open()),
            office,
        }
    }
}

impl Page for HomePage {
    const TEMPLATE: &'static str = "home/start.html";

    fn samples() -> Vec<Self> {
        let page = |here_as, kind, name: &str, number: &str| Self {
            here_as,
            kind,
            name: name.to_owned(),
            number: number.to_owned(),
            closed: false,
            office: Office::sample(),
        };
        vec![
            page(As::Person, Some(Kind::Person), "Kim Klicker", "123A456789"),
            page(
                As::Organisation,
                Some(Kind::Company),
                "Muster GmbH",
                "987B654321",
            ),
            page(
                As::Organisation,
                Some(Kind::Institution),
                "Musterschule",
                "987B654322",
            ),
            page(As::Standard, Some(Kind::Person), "", ""),
            page(As::Nobody, None, "", ""),
            Self {
                closed: true,
                ..page(As::Person, Some(Kind::Person), "Kim Klicker", "123A456789")
            },
        ]
    }
}

pub(super) async fn show(visit: SignedIn) -> Result<Response, PageError> {
    let mut tx = visit.app.db.read().await?;
    let current = profiles::current(&mut tx, &visit.person.session).await?;
    tx.commit().await?;
    let office = Office::of(&visit.app);
    visit.render(&HomePage::new(current.as_ref(), office))
}
