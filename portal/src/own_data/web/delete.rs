//! `/meine-daten/loeschen`: what goes and what stays, then the deed.

use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use http::StatusCode;
use http::header::SET_COOKIE;
use serde::Serialize;
use serde_json::json;
use shared::pages::Page;

use super::{account_url, days, framed, framed_below, fresh};
use crate::colleagues::{self, LastAdmin};
use crate::error::page::PageError;
use crate::own_data::leave::{LeaveError, leave};
use crate::request::{Cx, KEEP, Nothing, Person, Protected, SignedIn, Stop, clear_session_cookie};

pub(super) const PATH: &str = "/meine-daten/loeschen";
pub(super) const DONE: &str = "/meine-daten/loeschen/vorgemerkt";

#[derive(Debug, Serialize)]
pub(super) struct DeletePage {
    days: u64,
    /// Where the account itself is deleted.
    account_url: String,
    /// The visitor works here: what staff did is answered for by name, and they may not make their
    /// own case a stranger's.
    staff: bool,
    /// Why it can't be done, and what to do instead.
    last_admin: Option<Stays>,
}

/// An organisation that would be without an admin.
#[derive(Debug, Serialize)]
struct Stays {
    organisation: String,
    others: bool,
    phone: String,
}

impl Stays {
    fn new(cx: &Cx, place: LastAdmin) -> Self {
        Self {
            organisation: place.organisation,
            others: place.others,
            phone: cx.app.settings.operator.phone.clone(),
        }
    }
}

impl Page for DeletePage {
    const TEMPLATE: &'static str = "own_data/delete.html";

    fn samples() -> Vec<Self> {
        let stays = |others| Stays {
            organisation: "Muster GmbH".to_owned(),
            others,
            phone: "01234 5678-0".to_owned(),
        };
        let page = |last_admin| Self {
            days: 14,
            account_url: "https://konto.example/konto/loeschen".to_owned(),
            staff: false,
            last_admin,
        };
        vec![
            page(None),
            Self {
                staff: true,
                ..page(None)
            },
            page(Some(stays(true))),
            page(Some(stays(false))),
        ]
    }
}

#[derive(Debug, Serialize)]
pub(super) struct LeftPage {}

impl Page for LeftPage {
    const TEMPLATE: &'static str = "own_data/left.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

fn page(cx: &Cx, person: &Person, last_admin: Option<LastAdmin>) -> DeletePage {
    DeletePage {
        staff: is_staff(person),
        days: days(cx),
        account_url: account_url(cx, "/konto/loeschen"),
        last_admin: last_admin.map(|place| Stays::new(cx, place)),
    }
}

fn is_staff(person: &Person) -> bool {
    !person.session.roles.is_empty()
}

pub(super) async fn show(SignedIn { cx, person }: SignedIn) -> Result<Response, Stop> {
    fresh(&person, cx.now, PATH)?;
    let mut tx = cx.app.db.read().await?;
    let last_admin = colleagues::last_admin(&mut tx, &person.resident.id).await?;
    tx.commit().await?;
    let page = page(&cx, &person, last_admin);
    Ok(framed_below(cx).render(&page)?)
}

pub(super) async fn send(
    SignedIn { cx, person }: SignedIn,
    _sent: Protected<Nothing>,
) -> Result<Response, Stop> {
    fresh(&person, cx.now, PATH)?;
    if is_staff(&person) {
        let page = page(&cx, &person, None);
        return Ok(framed_below(cx).render_as(StatusCode::CONFLICT, &page)?);
    }
    let (app, resident) = (&cx.app, &person.resident);
    let patience = app.settings.residents.deletion;
    let mut tx = app.db.write().await?;
    let left = leave(&mut tx, &*app.entropy, cx.now, resident, patience).await;
    let due_at = match left {
        Ok(due_at) => due_at,
        Err(LeaveError::Store(error)) => return Err(error.into()),
        Err(LeaveError::Over) => return Err(Stop::Elsewhere(KEEP.to_owned())),
        Err(LeaveError::LastAdmin(place)) => {
            drop(tx);
            let page = page(&cx, &person, Some(place));
            return Ok(framed_below(cx).render_as(StatusCode::CONFLICT, &page)?);
        }
    };
    if let Some(to) = app.addressee(resident) {
        let values = json!({
            "due_at": due_at.unix(),
            "url": app.url(KEEP),
            "phone": app.settings.operator.phone,
        });
        let written = app.mail(&mut tx, cx.now, to, "own_data_leaving", &values);
        written.await.map_err(PageError::from)?;
    }
    tx.commit().await?;
    app.postman.ring();
    let cookie = AppendHeaders([(SET_COOKIE, clear_session_cookie(app))]);
    Ok((cookie, Redirect::to(DONE)).into_response())
}

/// Tells no more than that, to whomever.
pub(super) async fn done(cx: Cx) -> Result<Response, PageError> {
    framed(cx).render(&LeftPage {})
}
