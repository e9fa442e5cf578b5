//! The code from the app (S43), asked at every sign-in with a password.

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;
use shared::pages::Page;

use super::way::Way;
use super::{cookies, throttle};
use crate::accounts::Account;
use crate::error::page::PageError;
use crate::request::{Cx, Protected};
use crate::sign_in::code::{self, Checked};
use crate::sign_in::password::Browser;
use crate::totp::{Code, Vault};

#[derive(Debug, Serialize)]
pub(super) struct CodePage {
    form: FormState,
    action: String,
    back: String,
    /// For who has lost the second factor.
    lost: String,
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "sign_in/code.html";

    fn samples() -> Vec<Self> {
        let wrong = FormState::new().with_error("code", "sign-in-code-wrong");
        [FormState::new(), wrong]
            .map(|form| Self {
                form,
                action: "/anmelden/code".to_owned(),
                back: "/anmelden/konto".to_owned(),
                lost: "/zugang-verloren".to_owned(),
            })
            .into()
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct CodeForm {
    #[serde(default)]
    code: String,
}

pub(super) async fn show(cx: Cx, way: Way) -> Result<Response, PageError> {
    match waiting(&cx).await? {
        Some(_) => render(cx, &way, StatusCode::OK, FormState::new()),
        None => Ok(begin_again(&way)),
    }
}

pub(super) async fn send(
    cx: Cx,
    way: Way,
    Protected(form): Protected<CodeForm>,
) -> Result<Response, PageError> {
    let Some(account) = waiting(&cx).await? else {
        return Ok(begin_again(&way));
    };
    let Ok(code) = Code::parse(&form.code) else {
        let state = FormState::new().with_error("code", "sign-in-code-malformed");
        return render(cx, &way, StatusCode::UNPROCESSABLE_ENTITY, state);
    };
    match tried(&cx, &way, &account, &code).await? {
        Checked::Right(entered) => {
            let onward = Redirect::to(&way.onward());
            Ok((cookies(&cx.app, &entered), onward).into_response())
        }
        Checked::Wrong => {
            let state = FormState::new().with_error("code", "sign-in-code-wrong");
            render(cx, &way, StatusCode::UNPROCESSABLE_ENTITY, state)
        }
        Checked::Expired => Ok(begin_again(&way)),
    }
}

async fn tried(cx: &Cx, way: &Way, account: &Account, code: &Code) -> Result<Checked, PageError> {
    let spent = throttle::code(cx, &account.id).await?;
    let checked = checked(cx, way, code).await?;
    match checked {
        Checked::Right(_) => spent.right().await?,
        Checked::Wrong => spent.keep(),
        // Nothing was compared.
        Checked::Expired => drop(spent),
    }
    Ok(checked)
}

async fn checked(cx: &Cx, way: &Way, code: &Code) -> Result<Checked, PageError> {
    let app = &cx.app;
    let vault = Vault {
        sealing: &app.sealing,
        entropy: &*app.entropy,
    };
    let browser = Browser {
        visitor: &cx.visitor,
        arrival: way.arrival(cx),
    };
    let mut tx = app.db.write().await?;
    let checked = code::check(&mut tx, vault, cx.now, browser, code).await?;
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    Ok(checked)
}

async fn waiting(cx: &Cx) -> Result<Option<Account>, PageError> {
    let mut tx = cx.app.db.read().await?;
    Ok(code::waiting(&mut tx, &cx.visitor, cx.now).await?)
}

/// The password is asked again: it was too long ago, or never right in this browser.
fn begin_again(way: &Way) -> Response {
    Redirect::to(&way.carry("/anmelden/konto")).into_response()
}

fn render(
    mut cx: Cx,
    way: &Way,
    status: StatusCode,
    form: FormState,
) -> Result<Response, PageError> {
    let page = CodePage {
        form,
        action: way.carry("/anmelden/code"),
        back: way.carry("/anmelden/konto"),
        lost: cx.carry("/zugang-verloren"),
    };
    cx.frame = cx
        .frame
        .without_sign_in()
        .crumb("sign-in-account-title", &page.back);
    cx.render_as(status, &page)
}
