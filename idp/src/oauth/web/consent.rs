//! „Möchten Sie diesem Dienst das erlauben?" (OpenID Connect Core §3.1.2.4, ASVS 10.7.1–2).
//!
//! The question belongs to a waiting request, therefore to the browser that brought it; the answer
//! counts only in the session in which the page was shown and for what it named (T17). Nothing is
//! allowed by a GET.

use std::collections::BTreeSet;

use axum::Extension;
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use shared::db::{StoreError, Tx};
use shared::pages::Page;
use url::Url;

use super::answer::{goal, tell};
use super::authorize::{Footing, Resumed, finish, hand_out, judge, resume, stuck};
use super::pages::Reason;
use crate::clients::Client;
use crate::consents::{self, Wanted};
use crate::error::page::PageError;
use crate::interactions::{self, InteractionId};
use crate::oauth::authorize::{
    AuthorizationAnswer, Decision, ValidRequest, named, validate, wanted,
};
use crate::oauth::fault::{Fault, OAuthCode};
use crate::request::{Cx, Person, Protected, carry};
use crate::sessions::Session;

/// Where the question stands.
pub(super) const PATH: &str = "/zustimmung";

#[derive(Debug, Serialize)]
pub(super) struct ConsentPage {
    client: String,
    /// The host of the client's web site: what a person can compare.
    host: Option<String>,
    website: Option<String>,
    policy: Option<String>,
    terms: Option<String>,
    /// Its picture, served from here.
    logo: Option<String>,
    /// It registered itself, and nobody has looked at what it says.
    unchecked: bool,
    /// Where the answer goes: of one that registered itself the only thing that is certain.
    back: String,
    contact: Option<String>,
    words: Vec<String>,
    /// Whether it may go on while the person is away; then for how many days at most.
    offline_days: Option<u64>,
    /// Whether it knows the person by a name that no other service knows.
    pairwise: bool,
    action: String,
    session: String,
    shown: String,
}

impl Page for ConsentPage {
    const TEMPLATE: &'static str = "oauth/consent.html";

    fn samples() -> Vec<Self> {
        let page = |words: &[&str], offline_days| Self {
            client: "Kursverwaltung der Beispiel-Bildung gGmbH".to_owned(),
            host: Some("kurse.example".to_owned()),
            website: Some("https://kurse.example/".to_owned()),
            policy: Some("https://kurse.example/datenschutz".to_owned()),
            terms: None,
            logo: None,
            unchecked: false,
            back: "kurse.example".to_owned(),
            contact: Some("datenschutz@kurse.example".to_owned()),
            words: words.iter().map(|&word| word.to_owned()).collect(),
            offline_days,
            pairwise: offline_days.is_some(),
            action: "/zustimmung?vorgang=abc234".to_owned(),
            session: "abc234".to_owned(),
            shown: "openid".to_owned(),
        };
        let registered = Self {
            terms: Some("https://kurse.example/bedingungen".to_owned()),
            unchecked: true,
            contact: None,
            ..page(&["openid", "email"], None)
        };
        vec![
            page(&["openid", "portal-profile", "portal-measures"], Some(30)),
            page(
                &[
                    "openid",
                    "verified-claims-given-name",
                    "verified-claims-family-name",
                    "verified-claims-organization-name",
                ],
                None,
            ),
            page(
                &[
                    "openid",
                    "claims-name",
                    "claims-email",
                    "claims-phone-number-verified",
                ],
                None,
            ),
            page(
                &[
                    "openid",
                    "profile",
                    "email",
                    "address",
                    "phone",
                    "portal-proceedings",
                    "portal-messages",
                    "portal-documents",
                    "portal-appointments",
                    "portal-jobs",
                ],
                None,
            ),
            registered,
        ]
    }
}

/// A question that is open.
struct Open<'a> {
    id: InteractionId,
    request: ValidRequest,
    decision: Decision,
    person: &'a Person,
    wanted: BTreeSet<String>,
}

/// The open question of this browser and whoever is signed in.
async fn open(cx: &Cx) -> Result<Option<Open<'_>>, PageError> {
    let (Some(person), Some(Resumed { id, begun, params })) = (&cx.person, resume(cx).await?)
    else {
        return Ok(None);
    };
    let app = &cx.app;
    let client = named(&params, (&app.db, &app.clients)).await?;
    let Ok(request) = validate(&params, client.as_ref(), &app.keys, &app.rules.issuer) else {
        return Ok(None);
    };
    let mut tx = app.db.read().await?;
    let wanted = wanted(&mut tx, &request, &person.session).await?;
    tx.commit().await?;
    let decision = judge(cx, &request, Some(&begun)).await?;
    Ok(Some(Open {
        id,
        request,
        decision,
        person,
        wanted,
    }))
}

/// Whatever else the request needs: the same way as after a sign-in.
fn elsewhere(cx: &Cx) -> Result<Response, PageError> {
    match &cx.vorgang {
        Some(id) => Ok(Redirect::to(&interactions::onward(id)).into_response()),
        None => stuck(cx, Reason::Gone, None),
    }
}

/// `GET /zustimmung`.
pub(super) async fn show(cx: Cx) -> Result<Response, PageError> {
    let open = open(&cx).await?;
    let Some(open) = open.filter(|open| open.decision == Decision::AskConsent) else {
        return elsewhere(&cx);
    };
    let client = &*open.request.client;
    let shown_as = client.shown(cx.lang());
    let website = client.about.website.as_ref();
    let days = cx.app.rules.refresh_absolute.as_secs() / (24 * 60 * 60);
    let page = ConsentPage {
        client: shown_as.name,
        host: website.and_then(|url| url.host_str().map(str::to_owned)),
        website: shown_as.website,
        policy: shown_as.policy,
        terms: shown_as.terms,
        logo: shown_as.logo,
        unchecked: client.registered,
        back: back(&open.request),
        contact: client.about.contact.clone(),
        words: consents::words(&open.wanted),
        offline_days: outlives(client, &open.wanted).then_some(days),
        pairwise: client.subjects != crate::clients::Subjects::Public,
        action: carry(PATH, Some(&open.id)),
        session: open.person.session.sid.to_string(),
        shown: shown(&open.request, &open.wanted),
    };
    let answer = cx.render(&page)?;
    Ok((Extension(goal(&open.request.way.redirect)), answer).into_response())
}

#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    session: String,
    #[serde(default)]
    shown: String,
    #[serde(default)]
    antwort: Option<Answer>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Erlauben,
    Ablehnen,
}

/// `POST /zustimmung`.
pub(super) async fn send(cx: Cx, Protected(sent): Protected<Sent>) -> Result<Response, PageError> {
    let Some(open) = open(&cx).await? else {
        return elsewhere(&cx);
    };
    let (session, id) = (&open.person.session, &open.id);
    let is_same = sent.session == session.sid.as_str()
        && sent.shown == shown(&open.request, &open.wanted)
        && matches!(open.decision, Decision::AskConsent | Decision::Issue);
    match sent.antwort {
        Some(Answer::Ablehnen) => refuse(&cx, open).await,
        Some(Answer::Erlauben) if is_same => {
            let footing = (Some(id), Footing::Given);
            hand_out(&cx, open.request, session, footing).await
        }
        // Another person's page, another question, or none any more: what is true now is shown.
        _ => elsewhere(&cx),
    }
}

/// „Ablehnen": the client is told, nothing is kept.
async fn refuse(cx: &Cx, open: Open<'_>) -> Result<Response, PageError> {
    if !finish(cx, &open.id).await? {
        return stuck(cx, Reason::Gone, None);
    }
    let fault = Fault::new(OAuthCode::AccessDenied, "the person did not allow it");
    let answer = AuthorizationAnswer::fault(open.request.way, &cx.app.rules.issuer, fault);
    tell(cx, &answer)
}

/// Keeps what the person allows now.
pub(super) async fn keep(
    cx: &Cx,
    tx: &mut Tx,
    request: &ValidRequest,
    session: &Session,
) -> Result<(), StoreError> {
    let wanted = Wanted {
        client: &request.client,
        scopes: wanted(tx, request, session).await?,
        resources: request.resources.clone(),
    };
    consents::give(tx, &*cx.app.entropy, cx.now, &session.account, &wanted).await?;
    Ok(())
}

/// Where the browser goes back to: a host, or an application's own scheme.
fn back(request: &ValidRequest) -> String {
    let url = Url::parse(request.way.redirect.as_str()).ok();
    let place = url.map(|url| url.host_str().unwrap_or(url.scheme()).to_owned());
    place.unwrap_or_default()
}

/// Everything that the page speaks of, in one text.
fn shown(request: &ValidRequest, wanted: &BTreeSet<String>) -> String {
    let text = |all: &BTreeSet<String>| {
        let all: Vec<_> = all.iter().map(String::as_str).collect();
        all.join(" ")
    };
    format!("{} | {}", text(wanted), text(&request.resources))
}

/// Whether the client may come back without the person.
fn outlives(client: &Client, wanted: &BTreeSet<String>) -> bool {
    use crate::clients::GrantType::RefreshToken;
    wanted.contains(shared::claims::scope::OFFLINE_ACCESS)
        && client.grant_types.contains(&RefreshToken)
}
