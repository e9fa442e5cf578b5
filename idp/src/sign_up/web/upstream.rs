//! Whose official identity belongs to no account yet: a new account with it, or the one that the
//! person has. The e-mail address is asked for and confirmed here, whatever the other provider
//! says of it.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;

use super::check_consents;
use super::register::{register, throttle};
use crate::accounts::EmailAddress;
use crate::error::page::PageError;
use crate::federation::{self, Pending};
use crate::request::{Cx, Nothing, Protected};
use crate::sign_up::{Registration, WayIn};
use crate::upstream::Service;

#[derive(Debug, Serialize)]
pub(super) struct NewPersonPage {
    form: FormState,
    service: Service,
    /// As the other provider calls the person.
    name: Option<String>,
    action: String,
    connect: String,
    /// To throw away what was proven.
    discard: String,
}

impl Page for NewPersonPage {
    const TEMPLATE: &'static str = "sign_up/new_person.html";

    fn samples() -> Vec<Self> {
        let page = |service: Service, form| Self {
            form,
            service,
            name: (service == Service::BundId).then(|| "Erika Mustermann".to_owned()),
            action: format!("/registrieren/{}", service.word()),
            connect: "/anmelden/konto".to_owned(),
            discard: format!("/registrieren/{}/verwerfen", service.word()),
        };
        let wrong = FormState::new()
            .keep("email", "erika@")
            .with_error("email", "sign_up-register-email-invalid")
            .with_error("terms", "sign_up-register-terms-missing");
        vec![
            page(Service::BundId, FormState::new()),
            page(Service::BundId, wrong),
            page(Service::MeinUk, FormState::new()),
        ]
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct NewPersonForm {
    #[serde(default)]
    email: String,
    terms: Option<String>,
    privacy: Option<String>,
}

/// What was proven in this browser at the service of the address, if that is offered still.
async fn waiting(cx: &Cx, word: &str) -> Result<Option<Pending>, PageError> {
    let sealing = cx.app.sealing.derive("upstream");
    let mut tx = cx.app.db.read().await?;
    let pending = federation::pending(&mut tx, &sealing, &cx.visitor, cx.now).await?;
    tx.commit().await?;
    let offered = cx.app.upstreams.offered();
    Ok(pending.filter(|pending| {
        let service = pending.proven.service;
        service.word() == word && offered.has(service)
    }))
}

pub(super) async fn show(cx: Cx, Path(word): Path<String>) -> Result<Response, PageError> {
    match waiting(&cx, &word).await? {
        Some(pending) => cx.render(&page(&cx, &pending, FormState::new())),
        None => Ok(Redirect::to(&cx.carry("/anmelden")).into_response()),
    }
}

pub(super) async fn send(
    cx: Cx,
    Path(word): Path<String>,
    Protected(form): Protected<NewPersonForm>,
) -> Result<Response, PageError> {
    let Some(pending) = waiting(&cx, &word).await? else {
        return Ok(Redirect::to(&cx.carry("/anmelden")).into_response());
    };
    let mut state = FormState::new()
        .keep("email", form.email.trim())
        .keep_checked("terms", form.terms.is_some())
        .keep_checked("privacy", form.privacy.is_some());
    let email = form.email.parse::<EmailAddress>();
    if email.is_err() {
        state.wrong("email", "sign_up-register-email-invalid");
    }
    check_consents(&mut state, (form.terms.is_some(), form.privacy.is_some()));
    let Some(email) = email.ok().filter(|_| state.is_fine()) else {
        let page = page(&cx, &pending, state);
        return cx.render_as(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    throttle(&cx, &email).await?;
    let registration = Registration {
        email,
        way_in: WayIn::Identity(Box::new(pending.proven)),
        locale: cx.lang().to_owned(),
        visitor: cx.visitor,
        interaction: cx.vorgang.clone(),
    };
    register(&cx, registration).await
}

/// `POST /registrieren/{service}/verwerfen`, „Abbrechen“: what was proven waits no longer for whoever
/// sits at this browser next.
pub(super) async fn discard(
    cx: Cx,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    let mut tx = cx.app.db.write().await?;
    federation::drop_pending(&mut tx, &cx.visitor).await?;
    tx.commit().await?;
    Ok(Redirect::to(&cx.carry("/anmelden")).into_response())
}

fn page(cx: &Cx, pending: &Pending, form: FormState) -> NewPersonPage {
    let service = pending.proven.service;
    let word = service.word();
    NewPersonPage {
        form,
        service,
        name: pending.proven.name(),
        action: cx.carry(&format!("/registrieren/{word}")),
        connect: cx.carry(&format!(
            "/anmelden/konto?weiter=/konto/{word}/verbinden&erneut=1"
        )),
        discard: cx.carry(&format!("/registrieren/{word}/verwerfen")),
    }
}
