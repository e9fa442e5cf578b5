//! „Wiederherstellungscode per Brief". The answer is the same whatever comes of it.

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::db::Tx;
use shared::pages::Page;
use shared::secret::Token;

use crate::accounts::Account;
use crate::error::page::{PageError, Problem};
use crate::limits::Attempt;
use crate::recovery::{self, Holder, Proof};
use crate::recovery_letters::{self, Asked};
use crate::request::{Cx, Protected};

#[derive(Debug, Serialize)]
pub(super) struct LetterPage {
    /// The token of the mailed link, or nothing.
    id: String,
    action: String,
    back: String,
}

impl Page for LetterPage {
    const TEMPLATE: &'static str = "recovery/letter.html";

    fn samples() -> Vec<Self> {
        ["", "token"]
            .map(|id| Self {
                id: id.to_owned(),
                action: "/zugang-verloren/brief".to_owned(),
                back: "/zugang-verloren/code".to_owned(),
            })
            .into()
    }
}

/// A mailed link's token, in its address and in its form.
#[derive(Debug, Deserialize)]
pub(super) struct Link {
    #[serde(default)]
    id: String,
}

/// Whoever reads this page knows nothing more about the account than before.
#[derive(Debug, Serialize)]
pub(super) struct LetterAskedPage {
    back: String,
    /// The first proof was a mailed link: the code needs another one.
    by_link: bool,
}

impl Page for LetterAskedPage {
    const TEMPLATE: &'static str = "recovery/letter_asked.html";

    fn samples() -> Vec<Self> {
        [false, true]
            .map(|by_link| Self {
                back: "/anmelden/konto".to_owned(),
                by_link,
            })
            .into()
    }
}

pub(super) async fn show(cx: Cx, Query(link): Query<Link>) -> Result<Response, PageError> {
    if cx.app.settings.letters.public_key.is_none() {
        return Err(PageError::new(Problem::NotFound));
    }
    let proof = match Holder::read(&cx.visitor, &link.id) {
        Some(holder) => {
            let mut tx = cx.app.db.read().await?;
            recovery::proof(&mut tx, &holder, cx.now).await?
        }
        None => Proof::None,
    };
    match proof {
        Proof::Good(_) => {
            let page = LetterPage {
                action: cx.carry("/zugang-verloren/brief"),
                back: code(&cx, &link.id),
                id: link.id,
            };
            framed(cx).render(&page)
        }
        Proof::Deactivated => Ok(deactivated()),
        Proof::None => Ok(over(&cx, &link.id)),
    }
}

pub(super) async fn send(cx: Cx, Protected(link): Protected<Link>) -> Result<Response, PageError> {
    let app = &cx.app;
    if app.settings.letters.public_key.is_none() {
        return Err(PageError::new(Problem::NotFound));
    }
    let Some(holder) = Holder::read(&cx.visitor, &link.id) else {
        return Ok(over(&cx, &link.id));
    };
    let allowed = &app.settings.limits;
    let attempt = Attempt::from(
        cx.address,
        ["recovery.address", "recovery.network"],
        [
            allowed.registrations_per_address,
            allowed.registrations_per_network,
        ],
    );
    cx.attempt(attempt).await?.keep();
    let mut tx = app.db.write().await?;
    let account = match recovery::proof(&mut tx, &holder, cx.now).await? {
        Proof::Good(account) => account,
        Proof::Deactivated => return Ok(deactivated()),
        Proof::None => return Ok(over(&cx, &link.id)),
    };
    match recovery_letters::ask(&mut tx, &*app.entropy, cx.now, &account).await? {
        Asked::TooOften => {}
        Asked::Waiting(stop) => announce(&mut tx, &cx, &account, &stop).await?,
    }
    tx.commit().await?;
    app.postman.ring();
    let page = LetterAskedPage {
        back: cx.carry("/anmelden/konto"),
        by_link: holder.by_link,
    };
    framed(cx).render(&page)
}

/// Every address of the account reads that a letter was asked for, and how to stop it.
async fn announce(tx: &mut Tx, cx: &Cx, account: &Account, stop: &Token) -> Result<(), PageError> {
    let lang = account.locale.as_deref().unwrap_or(cx.lang());
    let link = format!("/brief-stoppen?id={}&lang={lang}", stop.reveal());
    let values = json!({
        "email": account.email.as_str(),
        "at": cx.now.unix(),
        "link": cx.app.url(&link),
    });
    for address in account.addresses(cx.now) {
        let to = (address.as_str(), lang);
        cx.app
            .mail(tx, cx.now, to, "recovery_letter_asked", &values)
            .await?;
    }
    Ok(())
}

/// The page of the code, which asks for the first proof where it is over.
fn code(cx: &Cx, id: &str) -> String {
    let query = if id.is_empty() { "" } else { "?id=" };
    cx.carry(&format!("/zugang-verloren/code{query}{id}"))
}

fn over(cx: &Cx, id: &str) -> Response {
    let token = Token::parse(id);
    // What is no token is not carried on into an address.
    let to = match token {
        Some(token) => code(cx, token.reveal()),
        None if id.is_empty() => code(cx, ""),
        None => cx.carry("/zugang-verloren/link"),
    };
    Redirect::to(&to).into_response()
}

fn deactivated() -> Response {
    Redirect::to("/anmelden/deaktiviert").into_response()
}

fn framed(cx: Cx) -> Cx {
    let back = cx.carry("/zugang-verloren");
    Cx {
        frame: cx
            .frame
            .clone()
            .without_sign_in()
            .crumb("recovery-lost-title", &back),
        ..cx
    }
}
