//! Signing out: asked for by a relying party, or confirmed by the person.
//!
//! A GET ends a session only with an ID token of the same person (RP-Initiated Logout §2, ASVS
//! 3.5.3); everything else is a question that a form answers.

use axum::Extension;
use axum::extract::RawQuery;
use axum::response::{IntoResponse, Redirect, Response};
use http::header::SET_COOKIE;
use serde::Deserialize;
use shared::pages::FrameSource;
use url::Url;

use super::form::{Form, FormFault};
use super::pages::{ConfirmSignOutPage, SignedOutPage, SigningOutPage};
use crate::error::page::PageError;
use crate::oauth::logout;
use crate::oauth::params::Params;
use crate::request::{Cx, Person, Protected, clear_session_cookie};
use crate::{audit, federation, sessions};

/// Where a person reads that the session has ended.
const SIGNED_OUT: &str = "/abgemeldet";

/// `GET /oauth/logout`.
pub(super) async fn asked(cx: Cx, RawQuery(query): RawQuery) -> Result<Response, PageError> {
    let params = Params::parse(&[query.as_deref().unwrap_or_default()]).map_err(FormFault::from)?;
    let app = &cx.app;
    let (known, issuer) = ((&app.db, &app.clients), &app.rules.issuer);
    let asked = logout::read(&params, known, &app.keys, issuer).await?;
    match &cx.person {
        Some(person) if asked.may_end(&person.account.id, &app.names) => {
            forget_proven(&cx).await?;
            let frames = end(&cx, person).await?;
            let onward = asked
                .way
                .map_or_else(|| SIGNED_OUT.to_owned(), |way| way.location());
            leave(&cx, &frames, onward)
        }
        Some(_) => cx.render(&ConfirmSignOutPage {
            client: asked.client(),
            home_url: app.home_url(),
        }),
        None => {
            let way = asked.is_proven().then_some(asked.way).flatten();
            let onward = way.map_or_else(|| SIGNED_OUT.to_owned(), |way| way.location());
            Ok(Redirect::to(&onward).into_response())
        }
    }
}

/// `POST /oauth/logout`: the same as a GET; a form from another origin brings no cookies, a
/// redirect does.
pub(super) async fn asked_by_form(
    RawQuery(query): RawQuery,
    form: Result<Form, FormFault>,
) -> Result<Response, PageError> {
    let Form(body) = form?;
    let texts = [query.as_deref().unwrap_or_default(), body.as_str()];
    let params = Params::parse(&texts).map_err(FormFault::from)?;
    Ok(Redirect::to(&format!("/oauth/logout?{}", params.to_query())).into_response())
}

/// The form has a token and nothing else.
#[derive(Debug, Deserialize)]
pub(super) struct Confirmed {}

/// `POST /abmelden`: the person's own wish.
pub(super) async fn confirmed(
    cx: Cx,
    Protected(Confirmed {}): Protected<Confirmed>,
) -> Result<Response, PageError> {
    let mut frames = Vec::new();
    forget_proven(&cx).await?;
    if let Some(person) = &cx.person {
        frames = end(&cx, person).await?;
    }
    // „Abbrechen" on the way to an application: the person may begin anew there.
    let onward = match cx.vorgang {
        Some(_) => cx.carry("/anmelden"),
        None => SIGNED_OUT.to_owned(),
    };
    leave(&cx, &frames, onward)
}

/// Goes on when relying parties have been told by frames, if any of them wants to be.
fn leave(cx: &Cx, frames: &[Url], onward: String) -> Result<Response, PageError> {
    if frames.is_empty() {
        return Ok(forgetting(cx, Redirect::to(&onward).into_response()));
    }
    let sources = frames.iter().map(|it| it.origin().ascii_serialization());
    let sources = FrameSource(sources.collect());
    let page = cx.render(&SigningOutPage {
        frames: frames.iter().map(ToString::to_string).collect(),
        onward,
    })?;
    let response = (Extension(sources), page).into_response();
    Ok(forgetting(cx, response))
}

/// `GET /abgemeldet`: says what was ended.
pub(super) async fn done(cx: Cx) -> Result<Response, PageError> {
    if cx.person.is_some() {
        return Ok(Redirect::to("/konto").into_response());
    }
    cx.render(&SignedOutPage {
        home_url: cx.app.home_url(),
    })
}

/// An identity that was proven in this browser waits no longer for an account: whoever comes next
/// is someone else.
async fn forget_proven(cx: &Cx) -> Result<(), PageError> {
    let mut tx = cx.app.db.write().await?;
    federation::drop_pending(&mut tx, &cx.visitor).await?;
    Ok(tx.commit().await?)
}

/// Ends the session; the pages by which relying parties are told in this browser.
async fn end(cx: &Cx, person: &Person) -> Result<Vec<Url>, PageError> {
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    let (clients, issuer) = (&app.clients, &app.rules.issuer);
    let frames = logout::frames(&mut tx, clients, issuer, &person.session.sid).await?;
    sessions::end(&mut tx, &person.session.sid, cx.now).await?;
    let event = audit::Event {
        name: "session.signed_out",
        by: audit::By::Account(person.account.id.as_str()),
        about: Some(person.account.id.as_str()),
        on_behalf: None,
        details: serde_json::json!({ "sid": person.session.sid.as_str() }),
    };
    audit::record(&mut tx, &*app.entropy, cx.now, event).await?;
    tx.commit().await?;
    app.sessions_ended();
    Ok(frames)
}

fn forgetting(cx: &Cx, mut response: Response) -> Response {
    response
        .headers_mut()
        .append(SET_COOKIE, clear_session_cookie(&cx.app));
    response
}
