//! One request: who asks, which cases may be meant, the two answers.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;

use super::answer::closed;
use super::common::Obstacle;
use crate::cases::{Kind, Proof};
use crate::code_work::suggest::{Suggestion, suggest};
use crate::error::page::{PageError, Problem};
use crate::request::Staff;
use crate::requests::{self, CodeRequest, Reason, RequestId, State, Told};
use crate::residents;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    suche: String,
}

/// What the request tells.
#[derive(Debug, Clone, Serialize)]
struct Shown {
    id: String,
    name: String,
    proof: Shows,
    customer_number: String,
    asked: i64,
    /// The address of the account; none is told before it is confirmed.
    email: String,
}

/// Birth date or register number.
#[derive(Debug, Clone, Serialize)]
struct Shows {
    /// Noon of the day: a date in any zone.
    born: Option<i64>,
    register_number: String,
}

impl Shows {
    fn of(proof: &Proof) -> Self {
        match proof {
            Proof::BirthDate(date) => {
                let noon = date.day().at(12, 0, 0, 0).to_zoned(TimeZone::UTC);
                Self {
                    born: noon.ok().map(|noon| noon.timestamp().as_second()),
                    register_number: String::new(),
                }
            }
            Proof::RegisterNumber(number) => Self {
                born: None,
                register_number: number.as_str().to_owned(),
            },
        }
    }

    fn sample(born: Option<i64>) -> Self {
        let register = if born.is_some() { "" } else { "HRB 12345" };
        Self {
            born,
            register_number: register.to_owned(),
        }
    }
}

/// A case that may be meant.
#[derive(Debug, Clone, Serialize)]
struct Candidate {
    id: String,
    name: String,
    number: String,
    kind: Kind,
    proof: Shows,
    proof_fits: bool,
    number_fits: Option<bool>,
    closed: bool,
}

impl Candidate {
    fn of(suggestion: Suggestion) -> Self {
        let Suggestion {
            case,
            proof_fits,
            number_fits,
        } = suggestion;
        Self {
            name: case.record.name(),
            number: case.record.customer_number.to_string(),
            kind: case.record.kind(),
            proof: Shows::of(&case.record.proof()),
            proof_fits,
            number_fits,
            closed: case.closed.is_some(),
            id: case.id.to_string(),
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct RequestPage {
    form: FormState,
    request: Shown,
    candidates: Vec<Candidate>,
    typed: String,
    reasons: [Reason; 3],
    obstacle: Option<Obstacle>,
}

impl Page for RequestPage {
    const TEMPLATE: &'static str = "code_work/request.html";

    fn samples() -> Vec<Self> {
        let request = Shown {
            id: "r1".to_owned(),
            name: "Kim Klicker".to_owned(),
            proof: Shows::sample(Some(542_721_600)),
            customer_number: "123A456789".to_owned(),
            asked: 1_795_424_400,
            email: "kim@example.org".to_owned(),
        };
        let organisation = Shown {
            name: "Muster GmbH".to_owned(),
            proof: Shows::sample(None),
            customer_number: String::new(),
            email: String::new(),
            ..request.clone()
        };
        let candidate = |id: &str, born, proof_fits, number_fits, closed| Candidate {
            id: id.to_owned(),
            name: "Kim Klicker".to_owned(),
            number: "123A456789".to_owned(),
            kind: Kind::Person,
            proof: Shows::sample(Some(born)),
            proof_fits,
            number_fits,
            closed,
        };
        let some = vec![
            candidate("c1", 542_721_600, true, Some(true), false),
            candidate("c2", 258_724_800, false, Some(false), false),
            candidate("c3", 542_721_600, true, None, true),
        ];
        let page = |form, request: &Shown, candidates: &[Candidate], obstacle| Self {
            form,
            request: request.clone(),
            candidates: candidates.to_vec(),
            typed: String::new(),
            reasons: Reason::ALL,
            obstacle,
        };
        let wrong =
            |field| FormState::new().with_error(field, format!("code-work-request-{field}-empty"));
        let mut samples = vec![
            page(FormState::new(), &request, &some, None),
            page(FormState::new(), &organisation, &[], None),
            page(wrong("case"), &request, &some, None),
            page(wrong("reason"), &request, &some, None),
        ];
        for obstacle in Obstacle::ALL {
            samples.push(page(FormState::new(), &request, &some[..1], Some(obstacle)));
        }
        samples
    }
}

pub(super) async fn show(
    staff: Staff,
    Path(id): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let typed = asked.map(|Query(asked)| asked.suche).unwrap_or_default();
    if !typed.trim().is_empty() {
        staff.may_search().await?;
    }
    let id = RequestId::new(id);
    render(
        staff,
        StatusCode::OK,
        (&id, typed.trim()),
        Answering::default(),
    )
    .await
}

/// What came of answering.
#[derive(Debug, Default)]
pub(super) struct Answering {
    pub(super) form: FormState,
    pub(super) obstacle: Option<Obstacle>,
}

/// The page in this state.
pub(super) async fn render(
    staff: Staff,
    status: StatusCode,
    (id, typed): (&RequestId, &str),
    answering: Answering,
) -> Result<Response, PageError> {
    let mut tx = staff.app.db.read().await?;
    let request = requests::find(&mut tx, id).await?;
    let request = request.ok_or_else(|| PageError::new(Problem::NotFound))?;
    if request.resident == *staff.id() {
        return Err(PageError::new(Problem::OwnCase));
    }
    let open = request.state == State::Open;
    let Some(told) = request.told.clone().filter(|_| open) else {
        tx.commit().await?;
        return closed(staff);
    };
    let suggestions = suggest(&mut tx, &told, typed, staff.id()).await?;
    let email = residents::find(&mut tx, &request.resident).await?;
    let email = email.and_then(|it| it.email).unwrap_or_default();
    tx.commit().await?;
    staff.searched(suggestions.len()).await?;
    let page = RequestPage {
        form: answering.form,
        request: shown(&request, &told, email),
        candidates: suggestions.into_iter().map(Candidate::of).collect(),
        typed: typed.to_owned(),
        reasons: Reason::ALL,
        obstacle: answering.obstacle,
    };
    let here = format!("/sachbearbeitung/anfragen/{id}");
    let Staff { mut cx, .. } = staff;
    let list = "/sachbearbeitung/anfragen";
    cx.frame = cx.frame.crumb("staff-area-requests", list).at(&here);
    cx.render_as(status, &page)
}

fn shown(request: &CodeRequest, told: &Told, email: String) -> Shown {
    let number = told.customer_number.as_ref();
    Shown {
        id: request.id.to_string(),
        name: told.name.as_str().to_owned(),
        proof: Shows::of(&told.proof),
        customer_number: number.map(ToString::to_string).unwrap_or_default(),
        asked: request.created_at.unix(),
        email,
    }
}
