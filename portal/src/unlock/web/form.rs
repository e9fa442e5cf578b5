//! „Freischaltcode eingeben“ (S50) and what it says when it is done.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;

use crate::error::page::PageError;
use crate::profiles::ActingFor;
use crate::request::{Cx, SignedIn};
use crate::{codes, profiles};

/// Who enters a code: it decides what is asked with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Side {
    /// A person: the birth date.
    #[default]
    Person,
    /// A company or institution: the register number.
    Organisation,
}

impl Side {
    pub(super) fn of(word: &str) -> Self {
        if word == "organisation" {
            Self::Organisation
        } else {
            Self::Person
        }
    }

    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Person => "/freischaltcode",
            Self::Organisation => "/freischaltcode?fuer=organisation",
        }
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    fuer: String,
}

impl Asked {
    pub(super) fn side(&self) -> Side {
        Side::of(&self.fuer)
    }
}

#[derive(Debug, Serialize)]
pub(super) struct CodePage {
    form: FormState,
    side: Side,
    /// Signed in by Mein Unternehmenskonto.
    acting: Option<ActingFor>,
    phone: String,
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "unlock/code.html";

    fn samples() -> Vec<Self> {
        let page = |side, form| Self {
            form,
            side,
            acting: None,
            phone: "01234 5678-0".to_owned(),
        };
        let full = FormState::new()
            .keep("code", "7K3M-9QXT-2B4H-8RWE")
            .keep("birth_date", "14.03.1987");
        let mut samples = vec![
            page(Side::Person, FormState::new()),
            page(Side::Organisation, FormState::new()),
        ];
        for key in [
            "unlock-code-empty",
            "unlock-code-length",
            "unlock-code-symbol",
            "unlock-code-check",
            "unlock-code-refused",
            "unlock-code-used",
            "unlock-code-revoked",
            "unlock-code-expired",
            "unlock-code-elsewhere",
        ] {
            let form = full.clone().with_error("code", key);
            let form = form.with_error("birth_date", "unlock-code-birth_date-wrong");
            samples.push(page(Side::Person, form));
        }
        for key in [
            "unlock-code-birth_date-empty",
            "unlock-code-birth_date-future",
        ] {
            samples.push(page(
                Side::Person,
                full.clone().with_error("birth_date", key),
            ));
        }
        for key in [
            "unlock-code-register_number-empty",
            "unlock-code-register_number-wrong",
        ] {
            let form = full.clone().with_error("register_number", key);
            samples.push(page(Side::Organisation, form));
        }
        for acting in ActingFor::samples() {
            let page = page(Side::Organisation, FormState::new());
            let acting = Some(acting);
            samples.push(Self { acting, ..page });
        }
        for key in [
            "unlock-code-trader_number-empty",
            "unlock-code-trader_number-wrong",
        ] {
            let form = full.clone().with_error("register_number", key);
            let [_, trader] = ActingFor::samples();
            samples.push(Self {
                acting: Some(trader),
                ..page(Side::Organisation, form)
            });
        }
        samples
    }
}

/// The form in this state.
pub(super) fn render(
    visit: SignedIn,
    status: StatusCode,
    side: Side,
    form: FormState,
) -> Result<Response, PageError> {
    let SignedIn { cx, person } = visit;
    let page = CodePage {
        form,
        side,
        acting: ActingFor::of(&person.session),
        phone: cx.app.settings.operator.phone.clone(),
    };
    let frame = cx.frame.crumb("frame-home", "/").at(side.path());
    let cx = Cx {
        frame: frame.crumb("profiles-choose-title", "/profil-auswaehlen"),
        ..cx
    };
    cx.render_as(status, &page)
}

/// The empty form, or with the code that this browser brought.
pub(super) async fn show(
    visit: SignedIn,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let app = &visit.app;
    let sealing = app.sealing.derive("brought codes");
    let resident = visit.person.resident.id.as_str();
    let mut tx = app.db.write().await?;
    let brought =
        codes::see_brought(&mut tx, &sealing, visit.now, &visit.visitor, resident).await?;
    tx.commit().await?;
    let form = match brought {
        Some(code) => FormState::new().keep("code", code.reveal().as_str()),
        None => FormState::new(),
    };
    let side = asked.map(|Query(asked)| asked.side()).unwrap_or_default();
    render(visit, StatusCode::OK, side, form)
}

/// „Ihr Profil ist freigeschaltet“.
#[derive(Debug, Serialize)]
pub(super) struct DonePage {
    name: String,
    number: String,
    organisation: bool,
    /// Who acts, by Mein Unternehmenskonto.
    person: Option<String>,
    /// They may bring colleagues in.
    admin: bool,
}

impl Page for DonePage {
    const TEMPLATE: &'static str = "unlock/done.html";

    fn samples() -> Vec<Self> {
        let page = |name: &str, organisation, admin: bool| Self {
            name: name.to_owned(),
            number: "123A456789".to_owned(),
            organisation,
            person: admin.then(|| "Leyla Lernfeld".to_owned()),
            admin,
        };
        vec![
            page("Kim Klicker", false, false),
            page("Muster GmbH", true, true),
            page("Muster GmbH", true, false),
        ]
    }
}

/// Names the profile that is open now.
pub(super) async fn done(visit: SignedIn) -> Result<Response, PageError> {
    let mut tx = visit.app.db.read().await?;
    let current = profiles::current(&mut tx, &visit.person.session).await?;
    tx.commit().await?;
    let unlocked = current.and_then(|current| Some((current.profile, current.case?)));
    let Some((profile, case)) = unlocked else {
        return Ok(Redirect::to("/start").into_response());
    };
    let SignedIn { cx, person } = visit;
    let cx = Cx {
        frame: cx.frame.crumb("frame-home", "/"),
        ..cx
    };
    let acting = ActingFor::of(&person.session);
    let acting = acting.filter(|_| profiles::is_own(&person.session, &case));
    cx.render(&DonePage {
        person: acting.and_then(|acting| acting.person),
        name: case.record.name(),
        number: case.record.customer_number.to_string(),
        organisation: profile.member_role.is_some(),
        admin: profile.is_admin(),
    })
}
