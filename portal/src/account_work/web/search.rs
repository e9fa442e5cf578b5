//! `/sachbearbeitung/konten`: one account by its whole e-mail address. Sent as a form, so that no
//! address stands in a URL.

use axum::response::{IntoResponse as _, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;
use shared::settings::EmailAddress;

use super::ACCOUNTS;
use crate::request::{Protected, Staff, Stop};

#[derive(Debug, Serialize)]
pub(super) struct SearchPage {
    form: FormState,
}

impl Page for SearchPage {
    const TEMPLATE: &'static str = "account_work/search.html";

    fn samples() -> Vec<Self> {
        let form = FormState::new();
        let none = FormState::new()
            .keep("email", "kim@example.org")
            .with_error("email", "account-work-search-none");
        vec![Self { form }, Self { form: none }]
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    email: String,
}

pub(super) async fn show(staff: Staff) -> Result<Response, Stop> {
    let form = FormState::new();
    Ok(staff.render(&SearchPage { form })?)
}

/// On to the account, if there is one.
pub(super) async fn find(staff: Staff, Protected(sent): Protected<Sent>) -> Result<Response, Stop> {
    let email = sent.email.trim();
    let mut form = FormState::new().keep("email", email);
    if email.parse::<EmailAddress>().is_err() {
        form.wrong("email", "account-work-search-email-wrong");
        return wrong(&staff, form);
    }
    match staff.console().find(email).await {
        Ok(Some(account)) => {
            Ok(Redirect::to(&format!("{ACCOUNTS}/{}", account.id)).into_response())
        }
        Ok(None) => {
            form.wrong("email", "account-work-search-none");
            wrong(&staff, form)
        }
        Err(error) => Err(staff.stopped(error, ACCOUNTS).await),
    }
}

fn wrong(staff: &Staff, form: FormState) -> Result<Response, Stop> {
    let page = SearchPage { form };
    Ok(staff.render_as(StatusCode::UNPROCESSABLE_ENTITY, &page)?)
}
