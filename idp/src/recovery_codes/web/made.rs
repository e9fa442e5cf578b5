//! Ten new codes, shown in this one answer and never again (`Cache-Control: no-store`, as every
//! page). The former ones are dead.

use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use serde_json::json;
use shared::pages::Page;

use super::codes::{framed, sign_in_first};
use crate::accounts;
use crate::app::App;
use crate::audit;
use crate::error::page::PageError;
use crate::interactions::onward;
use crate::recovery_codes::{self, Code, Drawn, Issue, Kind};
use crate::request::{Cx, Nothing, Person, Protected, SignedIn};

/// How many codes a person saves at once.
const HOW_MANY: usize = 10;

#[derive(Serialize)]
pub(super) struct MadePage {
    codes: Vec<String>,
    email: String,
    at: i64,
    further: String,
}

impl std::fmt::Debug for MadePage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MadePage(…)")
    }
}

impl Page for MadePage {
    const TEMPLATE: &'static str = "recovery_codes/made.html";

    fn samples() -> Vec<Self> {
        let codes = ["K7QM-4D2X-9RTE-HN05-WZ8C", "0A1B-2C3D-4E5F-6G7H-8J9K"];
        vec![Self {
            codes: codes.map(str::to_owned).into(),
            email: "kim.klicker@example.org".to_owned(),
            at: 1_770_000_000,
            further: "/konto".to_owned(),
        }]
    }
}

pub(super) async fn send(
    SignedIn { cx, person }: SignedIn,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    if let Some(redirect) = sign_in_first(&cx, &person) {
        return Ok(redirect);
    }
    let app: &App = &cx.app;
    let drawn = recovery_codes::draw(&*app.entropy, &app.hasher, HOW_MANY).await?;
    let Some(codes) = issued(&cx, &person, drawn).await? else {
        return Ok(Redirect::to("/anmelden").into_response());
    };
    let page = MadePage {
        codes: codes.iter().map(|it| it.reveal().to_string()).collect(),
        email: person.account.email.as_str().to_owned(),
        at: cx.now.unix(),
        further: cx
            .vorgang
            .as_ref()
            .map_or_else(|| "/konto".to_owned(), onward),
    };
    framed(cx).render(&page)
}

/// The codes, unless the session has ended meanwhile.
async fn issued(
    cx: &Cx,
    person: &Person,
    drawn: Vec<Drawn>,
) -> Result<Option<Vec<Code>>, PageError> {
    let app = &cx.app;
    let session = &person.session;
    let mut tx = app.db.write().await?;
    accounts::lock(&mut tx, &session.account, cx.now).await?;
    let account = accounts::find(&mut tx, &session.account).await?;
    let account = account.filter(|account| {
        account.deactivated_at.is_none() && account.sessions_valid_from <= session.created_at
    });
    let Some(account) = account else {
        return Ok(None);
    };
    let issue = Issue {
        account: &account.id,
        kind: Kind::Saved,
        by: audit::By::Account(account.id.as_str()),
    };
    let codes = recovery_codes::issue(&mut tx, &*app.entropy, cx.now, issue, drawn).await?;
    let values = json!({
        "email": account.email.as_str(),
        "at": cx.now.unix(),
        "account_url": app.url("/konto"),
    });
    let lang = account.locale.as_deref().unwrap_or(cx.lang());
    let to = (account.email.as_str(), lang);
    app.mail(&mut tx, cx.now, to, "recovery_codes_made", &values)
        .await?;
    tx.commit().await?;
    app.postman.ring();
    Ok(Some(codes))
}
