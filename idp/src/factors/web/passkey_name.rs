//! Another name for a passkey.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;

use super::passkey::name_fault;
use crate::error::page::{PageError, Problem};
use crate::passkeys::{self, PasskeyId, PasskeyName};
use crate::request::{Cx, Protected, SignedIn};

#[derive(Debug, Serialize)]
pub(super) struct PasskeyNamePage {
    form: FormState,
    action: String,
}

impl Page for PasskeyNamePage {
    const TEMPLATE: &'static str = "factors/passkey_name.html";

    fn samples() -> Vec<Self> {
        let kept = FormState::new().keep("name", "Kim Handy");
        let wrong = FormState::new()
            .keep("name", "K!")
            .with_error("name", "factors-passkey-name-character");
        [kept, wrong]
            .map(|form| Self {
                form,
                action: "/konto/passkeys/abc234/name".to_owned(),
            })
            .into()
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct NameForm {
    #[serde(default)]
    name: String,
}

pub(super) async fn show(
    SignedIn { cx, person }: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id = known(&id)?;
    let mut tx = cx.app.db.read().await?;
    let passkey = passkeys::find(&mut tx, &person.account.id, &id).await?;
    drop(tx);
    let passkey = passkey.ok_or(PageError::new(Problem::NotFound))?;
    let form = FormState::new().keep("name", passkey.name.as_str());
    render(cx, StatusCode::OK, &id, form)
}

pub(super) async fn send(
    SignedIn { cx, person }: SignedIn,
    Path(id): Path<String>,
    Protected(form): Protected<NameForm>,
) -> Result<Response, PageError> {
    let id = known(&id)?;
    let name: PasskeyName = match form.name.parse() {
        Ok(name) => name,
        Err(fault) => {
            let state = FormState::new()
                .keep("name", form.name.trim())
                .with_error("name", name_fault(fault));
            return render(cx, StatusCode::UNPROCESSABLE_ENTITY, &id, state);
        }
    };
    let mut tx = cx.app.db.write().await?;
    if !passkeys::rename(&mut tx, &person.account.id, &id, &name).await? {
        return Err(PageError::new(Problem::NotFound));
    }
    tx.commit().await?;
    Ok(Redirect::to("/konto/passkeys?erledigt=umbenannt").into_response())
}

fn known(id: &str) -> Result<PasskeyId, PageError> {
    id.parse().map_err(|_| PageError::new(Problem::NotFound))
}

fn render(
    cx: Cx,
    status: StatusCode,
    id: &PasskeyId,
    form: FormState,
) -> Result<Response, PageError> {
    let page = PasskeyNamePage {
        form,
        action: format!("/konto/passkeys/{id}/name"),
    };
    Cx {
        frame: cx
            .frame
            .clone()
            .crumb("factors-account-title", "/konto")
            .crumb("factors-passkeys-title", "/konto/passkeys"),
        ..cx
    }
    .render_as(status, &page)
}
