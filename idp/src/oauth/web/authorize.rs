//! The authorization endpoint: begun by a client, gone on with by a person who has signed in.

use axum::extract::RawQuery;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};

use super::pages::{Reason, StuckPage};
use crate::error::page::{PageError, Problem};
use crate::interactions::{self, InteractionId};
use crate::oauth::authorize::{
    AuthorizationAnswer, Begun, Decision, Refused, ValidRequest, decide, issue, validate,
};
use crate::oauth::engine::EngineFault;
use crate::oauth::fault::OAuthCode;
use crate::oauth::params::Params;
use crate::request::{Cx, carry};
use crate::sessions::{Session, Sid, Stage};

/// A request that waits in `interactions`.
#[derive(Debug, Serialize, Deserialize)]
struct Waiting {
    params: Params,
    /// Who was signed in when it began.
    session: Option<Sid>,
}

/// `GET /oauth/authorize`.
pub(super) async fn begin(cx: Cx, RawQuery(query): RawQuery) -> Result<Response, PageError> {
    let Ok(params) = Params::parse(&[query.as_deref().unwrap_or_default()]) else {
        return stuck(&cx, Reason::Untrusted, Some("the request is too long"));
    };
    answer(&cx, params, None).await
}

/// `POST /oauth/authorize`: the same as a GET. A form from another origin brings no cookies, a
/// redirect does; parameters of query and body are one set, so that none can hide another.
pub(super) async fn begin_by_form(
    RawQuery(query): RawQuery,
    body: String,
) -> Result<Response, PageError> {
    let texts = [query.as_deref().unwrap_or_default(), body.as_str()];
    let params = Params::parse(&texts).map_err(|_| PageError::new(Problem::TooLarge))?;
    Ok(Redirect::to(&format!("/oauth/authorize?{}", params.to_query())).into_response())
}

/// `GET /oauth/authorize/weiter`: the same request again, now with a session.
pub(super) async fn go_on(cx: Cx) -> Result<Response, PageError> {
    let Some(id) = cx.vorgang.clone() else {
        return stuck(&cx, Reason::Gone, None);
    };
    let mut tx = cx.app.db.read().await?;
    let found = interactions::find(&mut tx, &id, &cx.visitor, cx.now).await?;
    tx.commit().await?;
    let Some(found) = found else {
        return stuck(&cx, Reason::Gone, None);
    };
    let waiting: Waiting = serde_json::from_str(&found.request).map_err(PageError::internal)?;
    let begun = Begun {
        at: found.created_at,
        session: waiting.session,
    };
    answer(&cx, waiting.params, Some((id, begun))).await
}

async fn answer(
    cx: &Cx,
    params: Params,
    begun: Option<(InteractionId, Begun)>,
) -> Result<Response, PageError> {
    let app = &cx.app;
    let issuer = &app.rules.issuer;
    let request = match validate(&params, &app.clients, &app.keys, issuer) {
        Ok(request) => request,
        Err(Refused::Untrusted(fault)) => {
            return stuck(cx, Reason::Untrusted, Some(fault.description));
        }
        Err(Refused::Answered {
            redirect,
            state,
            fault,
        }) => {
            let answer = AuthorizationAnswer::fault((redirect, state), issuer, fault);
            return Ok(answer.into_response());
        }
    };
    let session = cx.person.as_ref().map(|person| &person.session);
    let (id, begun) = begun.unzip();
    match (decide(&request, session, begun.as_ref(), cx.now), session) {
        (Decision::Refuse(fault), _) => {
            if let Some(id) = &id {
                finish(cx, id).await?;
            }
            let way = (request.redirect, request.state);
            Ok(AuthorizationAnswer::fault(way, issuer, fault).into_response())
        }
        (Decision::Issue, Some(session)) => hand_out(cx, request, session, id.as_ref()).await,
        (Decision::Issue | Decision::SignIn, _) => {
            let id = match id {
                Some(id) => id,
                None => wait(cx, params, session).await?,
            };
            Ok(sign_in(cx, &request, &id))
        }
    }
}

/// Gives the code; a request that waited is answered once.
async fn hand_out(
    cx: &Cx,
    request: ValidRequest,
    session: &Session,
    id: Option<&InteractionId>,
) -> Result<Response, PageError> {
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    if let Some(id) = id
        && !interactions::finish(&mut tx, id).await?
    {
        return stuck(cx, Reason::Gone, None);
    }
    let outcome = issue(&mut tx, app.desk(cx.now), &request, session).await;
    let (way, issuer) = ((request.redirect, request.state), &app.rules.issuer);
    let answer = match outcome {
        Ok(code) => AuthorizationAnswer::code(way, issuer, code.reveal()),
        Err(EngineFault::Protocol(fault)) if fault.code == OAuthCode::InvalidScope => {
            AuthorizationAnswer::fault(way, issuer, fault)
        }
        Err(EngineFault::Store(error)) => return Err(error.into()),
        Err(fault @ EngineFault::Protocol(_)) => return Err(PageError::internal(fault)),
    };
    tx.commit().await?;
    Ok(answer.into_response())
}

async fn wait(
    cx: &Cx,
    params: Params,
    session: Option<&Session>,
) -> Result<InteractionId, PageError> {
    let waiting = Waiting {
        params,
        session: session.map(|session| session.sid.clone()),
    };
    let text = serde_json::to_string(&waiting).map_err(PageError::internal)?;
    let mut tx = cx.app.db.write().await?;
    let id = interactions::begin(&mut tx, &*cx.app.entropy, cx.now, &cx.visitor, &text).await?;
    tx.commit().await?;
    Ok(id)
}

async fn finish(cx: &Cx, id: &InteractionId) -> Result<(), PageError> {
    let mut tx = cx.app.db.write().await?;
    interactions::finish(&mut tx, id).await?;
    Ok(tx.commit().await?)
}

/// To the sign-in page, in the first of the client's languages that we speak.
fn sign_in(cx: &Cx, request: &ValidRequest, id: &InteractionId) -> Response {
    let spoken = cx.app.pages.languages();
    let wished = request
        .ui_locales
        .iter()
        .find(|locale| spoken.iter().any(|language| language.code == **locale));
    let mut address = carry("/anmelden", Some(id));
    // A running session was not enough, so the sign-in page must not lead straight back.
    if cx
        .person
        .as_ref()
        .is_some_and(|person| person.session.stage == Stage::Full)
    {
        address.push_str("&erneut=1");
    }
    if let Some(locale) = wished {
        address.push_str("&lang=");
        address.push_str(locale);
    }
    Redirect::to(&address).into_response()
}

fn stuck(cx: &Cx, reason: Reason, detail: Option<&'static str>) -> Result<Response, PageError> {
    let page = StuckPage {
        reason,
        home_url: cx.app.home_url(),
        detail,
    };
    cx.render_as(StatusCode::BAD_REQUEST, &page)
}
