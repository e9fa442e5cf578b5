//! `/start`: what is there for whom.

use axum::response::Response;
use serde::Serialize;
use shared::db::{StoreError, Tx};
use shared::pages::Page;

use super::office::Office;
use crate::cases::Kind;
use crate::error::page::PageError;
use crate::profiles::{self, ActingFor, Listed};
use crate::request::SignedIn;
use crate::residents::Resident;
use crate::sessions::Session;

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
    /// Who acts for an organisation, and how they signed in.
    acting: Option<Acting>,
    /// The office has closed the case.
    closed: bool,
    office: Office,
}

/// Who acts for an organisation.
#[derive(Debug, Clone, Serialize)]
struct Acting {
    /// As Mein Unternehmenskonto named them, in this session or before.
    name: Option<String>,
    email: Option<String>,
    /// This session is the organisation's own, by Mein Unternehmenskonto.
    proven: Option<ActingFor>,
}

impl Acting {
    async fn read(
        tx: &mut Tx,
        (session, resident): (&Session, &Resident),
        current: Option<&Listed>,
    ) -> Result<Option<Self>, StoreError> {
        let case = current.filter(|it| it.profile.member_role.is_some());
        let Some(case) = case.and_then(|it| it.case.as_ref()) else {
            return Ok(None);
        };
        let own = profiles::is_own(session, case);
        Ok(Some(Self {
            name: profiles::name(tx, &case.id, &resident.id).await?,
            email: resident.email.clone(),
            proven: ActingFor::of(session).filter(|_| own),
        }))
    }
}

impl HomePage {
    fn new(current: Option<&Listed>, acting: Option<Acting>, office: Office) -> Self {
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
            acting,
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
            acting: None,
            closed: false,
            office: Office::sample(),
        };
        let [proven, _] = ActingFor::samples();
        let acting = |name: Option<&str>, proven| {
            Some(Acting {
                name: name.map(str::to_owned),
                email: Some("leyla@lernwerk.example".to_owned()),
                proven,
            })
        };
        let company = |acting| Self {
            acting,
            ..page(
                As::Organisation,
                Some(Kind::Company),
                "Lernwerk Musterstadt gGmbH",
                "987B654321",
            )
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
            company(acting(Some("Leyla Lernfeld"), Some(proven))),
            company(acting(Some("Leyla Lernfeld"), None)),
            company(acting(None, None)),
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
    let who = (&visit.person.session, &visit.person.resident);
    let acting = Acting::read(&mut tx, who, current.as_ref()).await?;
    tx.commit().await?;
    let office = Office::of(&visit.app);
    visit.render(&HomePage::new(current.as_ref(), acting, office))
}
