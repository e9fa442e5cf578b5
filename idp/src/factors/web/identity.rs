//! „Anmelden mit BundID einrichten“ (S90, S46c, S46d): what is linked, linking, and undoing it.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::Serialize;
use shared::clock::Timestamp;
use shared::pages::Page;

use super::place::{again, sign_in_first};
use super::tell::{Change, tell};
use crate::app::App;
use crate::error::page::{PageError, Problem};
use crate::factors::change::NotNow;
use crate::factors::identity::{self, LinkRefused, UnlinkRefused};
use crate::factors::ways::Ways;
use crate::federation::{self, GoError, Pending, Purpose, Sent};
use crate::identities::{self, Identity, Vault};
use crate::request::{Cx, Nothing, Person, Protected, Securing, SignedIn};
use crate::sessions::Stage;
use crate::sign_in;
use crate::upstream::Service;

/// What of a service belongs to the account.
#[derive(Debug, Serialize)]
pub(super) struct IdentityPage {
    service: Service,
    /// Since when, and when used last.
    linked: Option<(Timestamp, Timestamp)>,
    /// Whether it is offered at present.
    offered: bool,
    /// It was only ever proven with one factor.
    weak: bool,
    removal: Removal,
    action: String,
    back: String,
}

/// Whether the connection can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Removal {
    Possible,
    LastWayIn,
    /// There is none, or the account is still to be secured.
    No,
}

impl Page for IdentityPage {
    const TEMPLATE: &'static str = "factors/identity.html";

    fn title(&self) -> Option<String> {
        let linked = if self.linked.is_some() { "linked-" } else { "" };
        let service = self.service.word();
        Some(format!("factors-identity-{linked}title-{service}"))
    }

    fn samples() -> Vec<Self> {
        let at = Timestamp::from_unix(1_770_000_000);
        let page = |service: Service, linked, removal| Self {
            service,
            linked,
            offered: true,
            weak: false,
            removal,
            action: format!("/konto/{}", service.word()),
            back: "/konto".to_owned(),
        };
        vec![
            page(Service::BundId, None, Removal::No),
            page(Service::BundId, Some((at, at)), Removal::Possible),
            page(Service::BundId, Some((at, at)), Removal::LastWayIn),
            page(Service::MeinUk, None, Removal::No),
            Self {
                weak: true,
                back: "/absichern".to_owned(),
                ..page(Service::BundId, Some((at, at)), Removal::No)
            },
            Self {
                offered: false,
                ..page(Service::BundId, Some((at, at)), Removal::Possible)
            },
        ]
    }
}

/// „Mit diesem Konto verbinden?“
#[derive(Debug, Serialize)]
pub(super) struct ConnectPage {
    service: Service,
    name: Option<String>,
    email: String,
    action: String,
    /// To throw it away.
    discard: String,
    /// To prove the identity again.
    again: String,
    /// Why it did not work.
    fault: Option<Fault>,
}

#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    ProveAgain,
    Taken,
    HasAnother,
}

impl Page for ConnectPage {
    const TEMPLATE: &'static str = "factors/connect.html";

    fn title(&self) -> Option<String> {
        let fault = self.fault.is_some();
        fault.then(|| "factors-connect-title-fault".to_owned())
    }

    fn samples() -> Vec<Self> {
        let faults = [Fault::ProveAgain, Fault::Taken, Fault::HasAnother];
        let faults = faults.map(Some).into_iter();
        let page = |fault| Self {
            service: Service::BundId,
            name: Some("Erika Mustermann".to_owned()),
            email: "erika@example.org".to_owned(),
            action: "/konto/bundid/verbinden".to_owned(),
            discard: "/konto/bundid/verwerfen".to_owned(),
            again: "/konto/bundid".to_owned(),
            fault,
        };
        std::iter::once(None).chain(faults).map(page).collect()
    }
}

/// The service of the address, if it is offered.
fn service(app: &App, word: &str) -> Result<Service, PageError> {
    let service = Service::of_word(word).filter(|it| app.upstreams.find(*it).is_some());
    service.ok_or_else(|| PageError::new(Problem::NotFound))
}

/// The service of the address, also if it is not offered at present: what belongs to an account can
/// be looked at and removed all the same.
fn known(word: &str) -> Result<Service, PageError> {
    Service::of_word(word).ok_or_else(|| PageError::new(Problem::NotFound))
}

fn path(service: Service) -> String {
    format!("/konto/{}", service.word())
}

/// `GET /konto/{service}`.
pub(super) async fn show(
    Securing { cx, person }: Securing,
    Path(word): Path<String>,
) -> Result<Response, PageError> {
    let service = known(&word)?;
    let upstreams = &cx.app.upstreams;
    let mut tx = cx.app.db.read().await?;
    let all = identities::of_account(&mut tx, &person.account.id).await?;
    let ways = Ways::of(&mut tx, upstreams, &person.account.id).await?;
    tx.commit().await?;
    let linked = all.into_iter().find(|it| it.service == service);
    let offered = upstreams.find(service).is_some();
    if !offered && linked.is_none() {
        return Err(PageError::new(Problem::NotFound));
    }
    let times = |it: &Identity| (it.linked_at, it.used_at);
    let enrolling = person.session.stage != Stage::Full;
    let page = IdentityPage {
        service,
        offered,
        weak: linked.as_ref().is_some_and(|it| !it.strong),
        removal: match &linked {
            Some(it) if !enrolling && ways.may_remove(it, upstreams) => Removal::Possible,
            Some(_) if !enrolling => Removal::LastWayIn,
            _ => Removal::No,
        },
        linked: linked.as_ref().map(times),
        action: cx.carry(&path(service)),
        back: cx.carry(if enrolling { "/absichern" } else { "/konto" }),
    };
    framed(cx, &person).render(&page)
}

/// `POST /konto/{service}`: to the service, and back to [`connect`].
pub(super) async fn send(
    Securing { cx, person }: Securing,
    Path(word): Path<String>,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    let service = service(&cx.app, &word)?;
    if let Some(redirect) = sign_in_first(&cx, &person.session, &path(service)) {
        return Ok(redirect);
    }
    let sealing = cx.app.sealing.derive("upstream");
    let sent = Sent {
        db: &cx.app.db,
        upstreams: &cx.app.upstreams,
        entropy: &*cx.app.entropy,
        sealing: &sealing,
        now: cx.now,
        visitor: &cx.visitor,
    };
    let purpose = Purpose::Link {
        sid: person.session.sid.as_str().to_owned(),
    };
    let going = federation::go(sent, service, (&purpose, &cx.carry("")), cx.lang(), None).await;
    match going {
        Ok(url) => Ok(Redirect::to(url.as_str()).into_response()),
        Err(GoError::Unknown) => Err(PageError::new(Problem::NotFound)),
        Err(GoError::Away(_)) => {
            let away = cx.carry(&format!("/anmelden/{word}/ergebnis"));
            let joint = if away.contains('?') { '&' } else { '?' };
            Ok(Redirect::to(&format!("{away}{joint}grund=away")).into_response())
        }
        Err(GoError::Store(error)) => Err(error.into()),
    }
}

/// What was proven in this browser at `service`.
async fn waiting(cx: &Cx, service: Service) -> Result<Option<Pending>, PageError> {
    let sealing = cx.app.sealing.derive("upstream");
    let mut tx = cx.app.db.read().await?;
    let pending = federation::pending(&mut tx, &sealing, &cx.visitor, cx.now).await?;
    tx.commit().await?;
    Ok(pending.filter(|pending| pending.proven.service == service))
}

/// `GET /konto/{service}/verbinden`.
pub(super) async fn connect(
    Securing { cx, person }: Securing,
    Path(word): Path<String>,
) -> Result<Response, PageError> {
    let service = service(&cx.app, &word)?;
    let here = format!("{}/verbinden", path(service));
    if let Some(redirect) = sign_in_first(&cx, &person.session, &here) {
        return Ok(redirect);
    }
    let Some(pending) = waiting(&cx, service).await? else {
        return Ok(Redirect::to(&cx.carry(&path(service))).into_response());
    };
    let page = connect_page(&cx, &person, &pending, None);
    framed(cx, &person).render(&page)
}

/// `POST /konto/{service}/verbinden`.
pub(super) async fn connect_now(
    Securing { cx, person }: Securing,
    Path(word): Path<String>,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    let service = service(&cx.app, &word)?;
    let Some(pending) = waiting(&cx, service).await? else {
        return Ok(Redirect::to(&cx.carry(&path(service))).into_response());
    };
    let app = &cx.app;
    let sealing = app.sealing.derive("identities");
    let vault = Vault {
        sealing: &sealing,
        entropy: &*app.entropy,
    };
    let mut tx = app.db.write().await?;
    let session = (&person.session, &cx.visit);
    let proof = (&cx.visitor, &pending);
    let connected = match identity::link(&mut tx, (vault, &app.upstreams), cx.now, session, proof)
        .await
    {
        Ok(connected) => connected,
        Err(LinkRefused::Store(error) | LinkRefused::NotNow(NotNow::Store(error))) => {
            return Err(error.into());
        }
        Err(LinkRefused::NotNow(NotNow::Stale)) => {
            let here = format!("{}/verbinden", path(service));
            return Ok(Redirect::to(&again(&cx, &here)).into_response());
        }
        Err(LinkRefused::NotNow(_)) => return Ok(Redirect::to("/anmelden").into_response()),
        Err(LinkRefused::ProveAgain) => return refused(cx, &person, &pending, Fault::ProveAgain),
        Err(LinkRefused::Taken) => return refused(cx, &person, &pending, Fault::Taken),
        Err(LinkRefused::HasAnother) => return refused(cx, &person, &pending, Fault::HasAnother),
    };
    if connected.made {
        let change = Change::IdentityLinked(service);
        tell(&mut tx, &cx, &connected.account, change).await?;
    }
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    let onward = match cx.vorgang {
        Some(_) => super::place::further(&cx),
        None => "/konto?erledigt=verbunden".to_owned(),
    };
    Ok(match &connected.entered {
        Some(entered) => (sign_in::cookies(app, entered), Redirect::to(&onward)).into_response(),
        None => Redirect::to(&onward).into_response(),
    })
}

fn refused(
    cx: Cx,
    person: &Person,
    pending: &Pending,
    fault: Fault,
) -> Result<Response, PageError> {
    let page = connect_page(&cx, person, pending, Some(fault));
    framed(cx, person).render_as(StatusCode::CONFLICT, &page)
}

fn connect_page(cx: &Cx, person: &Person, pending: &Pending, fault: Option<Fault>) -> ConnectPage {
    let service = pending.proven.service;
    ConnectPage {
        service,
        name: pending.proven.name(),
        email: person.account.email.as_str().to_owned(),
        action: cx.carry(&format!("{}/verbinden", path(service))),
        discard: cx.carry(&format!("{}/verwerfen", path(service))),
        again: cx.carry(&path(service)),
        fault,
    }
}

/// `POST /konto/{service}/verwerfen`, „Abbrechen“: what was proven waits no longer for whoever sits at
/// this browser next.
pub(super) async fn discard(
    Securing { cx, person }: Securing,
    Path(word): Path<String>,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    let service = known(&word)?;
    let mut tx = cx.app.db.write().await?;
    federation::drop_pending(&mut tx, &cx.visitor).await?;
    tx.commit().await?;
    let to = match person.session.stage {
        Stage::Enrolling | Stage::Recovering => cx.carry(&path(service)),
        Stage::Full | Stage::Leaving => super::place::further(&cx),
    };
    Ok(Redirect::to(&to).into_response())
}

/// `POST /konto/{service}/entfernen`; the page that asks is [`show`].
pub(super) async fn remove(
    SignedIn { cx, person }: SignedIn,
    Path(word): Path<String>,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    let service = known(&word)?;
    let app = &cx.app;
    let sealing = app.sealing.derive("identities");
    let vault = Vault {
        sealing: &sealing,
        entropy: &*app.entropy,
    };
    let mut tx = app.db.write().await?;
    let means = (vault, &app.upstreams);
    let removed = identity::unlink(&mut tx, means, cx.now, &person.session, service).await;
    let account = match removed {
        Ok(account) => account,
        Err(UnlinkRefused::Store(error) | UnlinkRefused::NotNow(NotNow::Store(error))) => {
            return Err(error.into());
        }
        Err(UnlinkRefused::NotNow(NotNow::Stale)) => {
            return Ok(Redirect::to(&again(&cx, &path(service))).into_response());
        }
        Err(UnlinkRefused::NotNow(_)) => return Ok(Redirect::to("/anmelden").into_response()),
        Err(UnlinkRefused::LastWayIn | UnlinkRefused::Unknown) => {
            return Ok(Redirect::to(&path(service)).into_response());
        }
    };
    tell(&mut tx, &cx, &account, Change::IdentityUnlinked(service)).await?;
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    Ok(Redirect::to("/konto?erledigt=getrennt").into_response())
}

fn framed(cx: Cx, person: &Person) -> Cx {
    let (label, href) = match person.session.stage {
        Stage::Enrolling | Stage::Recovering => ("factors-notice-title", cx.carry("/absichern")),
        Stage::Full | Stage::Leaving => ("factors-account-title", "/konto".to_owned()),
    };
    Cx {
        frame: cx.frame.clone().crumb(label, &href),
        ..cx
    }
}
