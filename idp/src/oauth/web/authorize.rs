//! The authorization endpoint: begun by a client, gone on with by a person who has signed in.

use axum::extract::RawQuery;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::claims::IdentityLevel;
use shared::db::{StoreError, Tx};

use super::answer::{goal, tell};
use super::consent;
use super::form::{Form, FormFault};
use super::pages::{Reason, StuckPage};
use crate::accounts::EmailAddress;
use crate::consents::{self, Consent};
use crate::error::page::PageError;
use crate::identities;
use crate::interactions::{self, InteractionId};
use crate::oauth::authorize::{
    AuthorizationAnswer, Begun, Decision, Refused, Standing, ValidRequest, decide, issue, named,
    open, refuse, validate, wanted,
};
use crate::oauth::engine::EngineFault;
use crate::oauth::fault::OAuthCode;
use crate::oauth::params::Params;
use crate::request::{Cx, carry};
use crate::sessions::{Session, Sid, Stage};
use crate::upstream::Service;

/// A request that waits in `interactions`.
#[derive(Debug, Serialize, Deserialize)]
struct Waiting {
    params: Params,
    /// Who was signed in when it began.
    session: Option<Sid>,
}

/// `GET /oauth/authorize`.
pub(super) async fn begin(cx: Cx, RawQuery(query): RawQuery) -> Result<Response, PageError> {
    let params = match Params::parse(&[query.as_deref().unwrap_or_default()]) {
        Ok(params) => params,
        Err(fault) => return stuck(&cx, Reason::Untrusted, Some(fault.words())),
    };
    let app = &cx.app;
    let here = (app.rules.issuer.as_str(), cx.now);
    let client = named(&params, (&app.db, &app.clients)).await?;
    match open(&params, client.as_ref(), here).await {
        Ok(params) => answer(&cx, params, None).await,
        Err(fault) => refused(&cx, refuse(&params, client.as_ref(), fault)),
    }
}

/// `POST /oauth/authorize`: the same as a GET. A form from another origin brings no cookies, a
/// redirect does; parameters of query and body are one set, so that none can hide another.
pub(super) async fn begin_by_form(
    RawQuery(query): RawQuery,
    form: Result<Form, FormFault>,
) -> Result<Response, PageError> {
    let Form(body) = form?;
    let texts = [query.as_deref().unwrap_or_default(), body.as_str()];
    let params = Params::parse(&texts).map_err(FormFault::from)?;
    Ok(Redirect::to(&format!("/oauth/authorize?{}", params.to_query())).into_response())
}

/// `GET /oauth/authorize/weiter`: the same request again, now with a session.
pub(super) async fn go_on(cx: Cx) -> Result<Response, PageError> {
    match resume(&cx).await? {
        Some(Resumed { id, begun, params }) => answer(&cx, params, Some((id, begun))).await,
        None => stuck(&cx, Reason::Gone, None),
    }
}

/// A request that waited, in the browser that brought it.
#[derive(Debug)]
pub(super) struct Resumed {
    pub(super) id: InteractionId,
    pub(super) begun: Begun,
    pub(super) params: Params,
}

/// The waiting request that the address names.
pub(super) async fn resume(cx: &Cx) -> Result<Option<Resumed>, PageError> {
    let Some(id) = cx.vorgang.clone() else {
        return Ok(None);
    };
    let mut tx = cx.app.db.read().await?;
    let found = interactions::find(&mut tx, &id, &cx.visitor, cx.now).await?;
    tx.commit().await?;
    let Some(found) = found else { return Ok(None) };
    let waiting: Waiting = serde_json::from_str(&found.request).map_err(PageError::internal)?;
    let begun = Begun {
        at: found.created_at,
        session: waiting.session,
    };
    let params = waiting.params;
    Ok(Some(Resumed { id, begun, params }))
}

fn refused(cx: &Cx, refused: Refused) -> Result<Response, PageError> {
    match refused {
        Refused::Untrusted(fault) => stuck(cx, Reason::Untrusted, Some(fault.description)),
        Refused::Answered { way, fault } => {
            let issuer = &cx.app.rules.issuer;
            tell(cx, &AuthorizationAnswer::fault(way, issuer, fault))
        }
    }
}

async fn answer(
    cx: &Cx,
    params: Params,
    begun: Option<(InteractionId, Begun)>,
) -> Result<Response, PageError> {
    let app = &cx.app;
    let issuer = &app.rules.issuer;
    let client = named(&params, (&app.db, &app.clients)).await?;
    let request = match validate(&params, client.as_ref(), &app.keys, issuer) {
        Ok(request) => request,
        Err(fault) => return refused(cx, fault),
    };
    let session = cx.person.as_ref().map(|person| &person.session);
    let (id, begun) = begun.unzip();
    match (judge(cx, &request, begun.as_ref()).await?, session) {
        (Decision::Refuse(fault), _) => {
            if let Some(id) = &id {
                finish(cx, id).await?;
            }
            tell(cx, &AuthorizationAnswer::fault(request.way, issuer, fault))
        }
        (Decision::Issue, Some(session)) => {
            hand_out(cx, request, session, (id.as_ref(), Footing::Known)).await
        }
        (decision, _) => {
            let id = match id {
                Some(id) => id,
                None => wait(cx, params, &request, session).await?,
            };
            Ok(match decision {
                Decision::AskConsent => to(cx, &request, carry(consent::PATH, Some(&id))),
                Decision::Prove(level) => prove(cx, &request, (level, &id)).await?,
                _ => sign_in(cx, &request, &id),
            })
        }
    }
}

/// What comes next for whoever sits at this browser.
pub(super) async fn judge(
    cx: &Cx,
    request: &ValidRequest,
    begun: Option<&Begun>,
) -> Result<Decision, PageError> {
    let session = cx.person.as_ref().map(|person| &person.session);
    let mut has_consented = false;
    if let Some(session) = session.filter(|_| !request.client.first_party) {
        let mut tx = cx.app.db.read().await?;
        has_consented = remembered(&mut tx, request, session).await?.is_some();
        tx.commit().await?;
    }
    let standing = Standing {
        session,
        begun,
        has_consented,
        may_prove: may_prove(cx, request),
        now: cx.now,
    };
    Ok(decide(request, &cx.app.names, standing))
}

/// The consent that covers everything of this request.
async fn remembered(
    tx: &mut Tx,
    request: &ValidRequest,
    session: &Session,
) -> Result<Option<Consent>, StoreError> {
    let wanted = wanted(tx, request, session).await?;
    let consent = consents::find(tx, &session.account, &request.client).await?;
    Ok(consent.filter(|consent| consent.covers(&wanted, &request.resources)))
}

/// What a code for a third party stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Footing {
    /// What the person allowed before.
    Known,
    /// What they allow now.
    Given,
}

/// Gives the code; a request that waited is answered once.
pub(super) async fn hand_out(
    cx: &Cx,
    request: ValidRequest,
    session: &Session,
    (id, footing): (Option<&InteractionId>, Footing),
) -> Result<Response, PageError> {
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    if let Some(id) = id
        && !interactions::finish(&mut tx, id).await?
    {
        return stuck(cx, Reason::Gone, None);
    }
    if footing == Footing::Given {
        consent::keep(cx, &mut tx, &request, session).await?;
    }
    let mut consent = None;
    if !request.client.first_party {
        let found = remembered(&mut tx, &request, session).await?;
        match found.map(|found| found.id) {
            // Withdrawn in another window while this one was on its way.
            Some(id) if consents::use_now(&mut tx, &id, cx.now).await? => consent = Some(id),
            _ => return stuck(cx, Reason::Gone, None),
        }
    }
    let basis = (session, consent.as_ref());
    let outcome = issue(&mut tx, app.desk(cx.now), &request, basis).await;
    let (way, issuer) = (request.way, &app.rules.issuer);
    let answer = match outcome {
        Ok(code) => AuthorizationAnswer::code(way, issuer, code.reveal()),
        Err(EngineFault::Protocol(fault)) if fault.code == OAuthCode::InvalidScope => {
            AuthorizationAnswer::fault(way, issuer, fault)
        }
        Err(EngineFault::Store(error)) => return Err(error.into()),
        Err(fault @ EngineFault::Protocol(_)) => return Err(PageError::internal(fault)),
    };
    tx.commit().await?;
    tell(cx, &answer)
}

async fn wait(
    cx: &Cx,
    params: Params,
    request: &ValidRequest,
    session: Option<&Session>,
) -> Result<InteractionId, PageError> {
    // Anything else would only be typed over (OpenID Connect Core §3.1.2.1).
    let hint = params.get("login_hint").map(str::to_owned);
    let hint = hint.filter(|hint| hint.parse::<EmailAddress>().is_ok());
    let waiting = Waiting {
        params,
        session: session.map(|session| session.sid.clone()),
    };
    let text = serde_json::to_string(&waiting).map_err(PageError::internal)?;
    let mut tx = cx.app.db.write().await?;
    let goal = goal(&request.way.redirect);
    let kept = interactions::Waiting {
        request: &text,
        login_hint: hint.as_deref(),
        client: request.client.id.as_str(),
        goal: goal.0.first().map(String::as_str),
    };
    let id = interactions::begin(&mut tx, &*cx.app.entropy, cx.now, &cx.visitor, &kept).await?;
    tx.commit().await?;
    Ok(id)
}

pub(super) async fn finish(cx: &Cx, id: &InteractionId) -> Result<bool, PageError> {
    let mut tx = cx.app.db.write().await?;
    let waited = interactions::finish(&mut tx, id).await?;
    tx.commit().await?;
    Ok(waited)
}

/// Whether there is somewhere to prove what is needed, and the person has not turned back from
/// there (`?ohne=1`).
fn may_prove(cx: &Cx, request: &ValidRequest) -> bool {
    let level = request.level;
    let somewhere = level.is_some_and(|it| !cx.app.upstreams.reaching(it).is_empty());
    somewhere && !cx.declined
}

/// To who can prove the identity so well. A level is a person's: whoever is signed in goes to BundID,
/// unless their account belongs to Mein Unternehmenskonto alone; whoever is not chooses.
async fn prove(
    cx: &Cx,
    request: &ValidRequest,
    (level, id): (IdentityLevel, &InteractionId),
) -> Result<Response, PageError> {
    let able = cx.app.upstreams.reaching(level);
    let mut own = Vec::new();
    if let Some(person) = &cx.person {
        let mut tx = cx.app.db.read().await?;
        own = identities::of_account(&mut tx, &person.account.id).await?;
        tx.commit().await?;
    }
    let has = |service: Service| own.iter().any(|it| it.service == service);
    let organisation = has(Service::MeinUk) && !has(Service::BundId);
    let word = match able.as_slice() {
        [one] => one.word(),
        _ if organisation && able.contains(&Service::MeinUk) => Service::MeinUk.word(),
        _ if cx.person.is_some() && able.contains(&Service::BundId) => Service::BundId.word(),
        _ => "ausweisen",
    };
    let address = carry(&format!("/anmelden/{word}"), Some(id));
    let address = format!("{address}&stufe={}", level.word());
    Ok(to(cx, request, address))
}

/// To the sign-in page.
fn sign_in(cx: &Cx, request: &ValidRequest, id: &InteractionId) -> Response {
    let mut address = carry("/anmelden", Some(id));
    // A running session was not enough, so the sign-in page must not lead straight back.
    if cx
        .person
        .as_ref()
        .is_some_and(|person| person.session.stage == Stage::Full)
    {
        address.push_str("&erneut=1");
    }
    to(cx, request, address)
}

/// To a page of ours, in the first of the client's languages that we speak.
fn to(cx: &Cx, request: &ValidRequest, mut address: String) -> Response {
    let spoken = cx.app.pages.languages();
    let wished = request
        .ui_locales
        .iter()
        .find(|locale| spoken.iter().any(|language| language.code == **locale));
    if let Some(locale) = wished {
        address.push_str("&lang=");
        address.push_str(locale);
    }
    Redirect::to(&address).into_response()
}

pub(super) fn stuck(
    cx: &Cx,
    reason: Reason,
    detail: Option<&'static str>,
) -> Result<Response, PageError> {
    let page = StuckPage {
        reason,
        home_url: cx.app.home_url(),
        detail,
    };
    cx.render_as(StatusCode::BAD_REQUEST, &page)
}
