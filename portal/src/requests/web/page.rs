//! The form, and what became of the last request.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;

use super::PATH;
use crate::error::page::PageError;
use crate::request::{Cx, SignedIn};
use crate::requests::{self, CodeRequest, Reason, State};

/// For whom the code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Who {
    #[default]
    Person,
    Organisation,
}

impl Who {
    pub(super) fn of(word: &str) -> Self {
        if word == "organisation" {
            Self::Organisation
        } else {
            Self::Person
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Person => PATH,
            Self::Organisation => "/freischaltcode/beantragen?fuer=organisation",
        }
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    fuer: String,
}

/// What is told of a request.
#[derive(Debug, Clone, Serialize)]
struct Last {
    /// `open`, `answered`, `declined`.
    state: &'static str,
    asked: i64,
    closed: i64,
    reason: Option<Reason>,
}

impl Last {
    fn of(request: &CodeRequest) -> Option<Self> {
        let (state, closed, reason) = match request.state {
            State::Open => ("open", request.created_at, None),
            State::Answered { at } => ("answered", at, None),
            State::Declined { at, reason } => ("declined", at, Some(reason)),
            State::Withdrawn { .. } => return None,
        };
        Some(Self {
            state,
            asked: request.created_at.unix(),
            closed: closed.unix(),
            reason,
        })
    }
}

#[derive(Debug, Serialize)]
pub(super) struct RequestPage {
    form: FormState,
    who: Who,
    last: Option<Last>,
    phone: String,
}

impl Page for RequestPage {
    const TEMPLATE: &'static str = "requests/request.html";

    fn samples() -> Vec<Self> {
        let page = |who, form, last| Self {
            form,
            who,
            last,
            phone: "01234 5678-0".to_owned(),
        };
        let last = |state, reason| Last {
            state,
            asked: 1_795_424_400,
            closed: 1_795_510_800,
            reason,
        };
        let mut samples = vec![
            page(Who::Person, FormState::new(), None),
            page(Who::Organisation, FormState::new(), None),
            page(Who::Person, FormState::new(), Some(last("open", None))),
            page(Who::Person, FormState::new(), Some(last("answered", None))),
        ];
        for reason in Reason::ALL {
            let declined = last("declined", Some(reason));
            samples.push(page(Who::Person, FormState::new(), Some(declined)));
        }
        let wrong = |fields: &[(&str, &str)]| {
            let form = FormState::new().keep("name", "Kim Klicker");
            let wrong = |form: FormState, (field, fault): &(&str, &str)| {
                form.with_error(field, format!("requests-request-{field}-{fault}"))
            };
            fields.iter().fold(form, wrong)
        };
        let person: [&[(&str, &str)]; 3] = [
            &[
                ("name", "empty"),
                ("birth_date", "empty"),
                ("customer_number", "wrong"),
            ],
            &[("name", "wrong"), ("birth_date", "wrong")],
            &[("birth_date", "future")],
        ];
        samples.extend(person.map(|fields| page(Who::Person, wrong(fields), None)));
        for fault in ["empty", "wrong"] {
            let form = wrong(&[("register_number", fault)]);
            samples.push(page(Who::Organisation, form, None));
        }
        samples
    }
}

/// The page in this state.
pub(super) async fn render(
    visit: SignedIn,
    status: StatusCode,
    who: Who,
    form: FormState,
) -> Result<Response, PageError> {
    let mut tx = visit.app.db.read().await?;
    let last = requests::latest(&mut tx, &visit.person.resident.id).await?;
    tx.commit().await?;
    let SignedIn { cx, .. } = visit;
    let page = RequestPage {
        form,
        who,
        last: last.as_ref().and_then(Last::of),
        phone: cx.app.settings.operator.phone.clone(),
    };
    let frame = cx.frame.crumb("frame-home", "/").at(who.path());
    let cx = Cx {
        frame: frame.crumb("profiles-choose-title", "/profil-auswaehlen"),
        ..cx
    };
    cx.render_as(status, &page)
}

pub(super) async fn show(
    visit: SignedIn,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let who = asked.map(|Query(asked)| Who::of(&asked.fuer));
    render(
        visit,
        StatusCode::OK,
        who.unwrap_or_default(),
        FormState::new(),
    )
    .await
}
