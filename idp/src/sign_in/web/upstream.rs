//! BundID and Mein UK (S24, S25): the page that says where one is being sent, the way there, and
//! the way back, which always ends in a redirect, so that neither code nor state stays in the
//! address bar (T54).

use axum::extract::{Path, RawQuery};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use http::header::SET_COOKIE;
use serde::Serialize;
use shared::claims::IdentityLevel;
use shared::pages::Page;
use shared::provider::Answer;
use shared::secret::Token;

use super::stronger;
use super::upstream_failed::Reason;
use super::way::Way;
use super::{cookies, throttle};
use crate::app::App;
use crate::error::page::{PageError, Problem};
use crate::federation::{self, GoError, Purpose, ReturnError, Returned, Sent};
use crate::identities::Vault;
use crate::request::{Cx, Nothing, Protected, session_cookie};
use crate::sessions::Stage;
use crate::sign_in::password::Browser;
use crate::sign_in::upstream::{self, Opened, SteppedUp};
use crate::upstream::{FinishError, Proven, Service};

/// „Sie werden jetzt zur BundID weitergeleitet.“
#[derive(Debug, Serialize)]
pub(super) struct LeavingPage {
    service: Service,
    action: String,
    back: String,
    /// The level that is wanted at least.
    level: Option<IdentityLevel>,
}

impl Page for LeavingPage {
    const TEMPLATE: &'static str = "sign_in/leaving.html";

    fn title(&self) -> Option<String> {
        let service = self.service.word();
        Some(match self.level {
            // Who has to reach a level is sent there for the proof.
            Some(_) => format!("sign-in-leaving-prove-{service}"),
            None => format!("sign-in-leaving-title-{service}"),
        })
    }

    fn samples() -> Vec<Self> {
        let page = |service: Service, level| Self {
            service,
            action: format!("/anmelden/{}", service.word()),
            back: "/anmelden".to_owned(),
            level,
        };
        vec![
            page(Service::BundId, None),
            page(Service::BundId, Some(IdentityLevel::Substantial)),
            page(Service::MeinUk, None),
        ]
    }
}

/// The service of the address, if it is configured.
pub(super) fn service(app: &App, word: &str) -> Result<Service, PageError> {
    let service = Service::of_word(word).filter(|it| app.upstreams.find(*it).is_some());
    service.ok_or_else(|| PageError::new(Problem::NotFound))
}

pub(super) async fn show(
    mut cx: Cx,
    way: Way,
    Path(word): Path<String>,
) -> Result<Response, PageError> {
    let service = service(&cx.app, &word)?;
    let page = LeavingPage {
        service,
        action: way.carry(&format!("/anmelden/{word}")),
        back: match (&cx.person, way.vorgang()) {
            // A step-up: the application hears that there was none.
            (Some(_), Some(_)) => format!("{}&ohne=1", way.onward()),
            (Some(_), None) => way.onward(),
            (None, _) => way.carry("/anmelden"),
        },
        level: way.level(),
    };
    cx.frame = cx
        .frame
        .without_sign_in()
        .crumb("sign-in-options-title", &way.carry("/anmelden"));
    cx.render(&page)
}

pub(super) async fn send(
    cx: Cx,
    way: Way,
    Path(word): Path<String>,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    let service = service(&cx.app, &word)?;
    throttle::upstream(&cx).await?;
    let full = cx.person.as_ref().map(|person| &person.session);
    let full = full.filter(|session| session.stage == Stage::Full);
    let purpose = match (full, way.level()) {
        (Some(session), Some(minimum)) => Purpose::StepUp {
            sid: session.sid.as_str().to_owned(),
            minimum,
        },
        _ => Purpose::SignIn,
    };
    leave(&cx, service, (&purpose, &way.carry("")), way.level()).await
}

/// Sends the browser away.
async fn leave(
    cx: &Cx,
    service: Service,
    errand: (&Purpose, &str),
    minimum: Option<IdentityLevel>,
) -> Result<Response, PageError> {
    let sealing = cx.app.sealing.derive("upstream");
    let going = federation::go(sent(cx, &sealing), service, errand, cx.lang(), minimum).await;
    match going {
        Ok(url) => Ok(Redirect::to(url.as_str()).into_response()),
        Err(GoError::Unknown) => Err(PageError::new(Problem::NotFound)),
        Err(GoError::Away(_)) => Ok(Reason::Away.redirect(service, &Way::read(errand.1))),
        Err(GoError::Store(error)) => Err(error.into()),
    }
}

fn sent<'a>(cx: &'a Cx, sealing: &'a shared::secret::SealingKey) -> Sent<'a> {
    Sent {
        db: &cx.app.db,
        upstreams: &cx.app.upstreams,
        entropy: &*cx.app.entropy,
        sealing,
        now: cx.now,
        visitor: &cx.visitor,
    }
}

/// `GET /anmelden/{service}/zurueck`.
pub(super) async fn back(
    cx: Cx,
    Path(word): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let service = service(&cx.app, &word)?;
    let none = Way::default();
    let Some(answer) = Answer::read(&query.unwrap_or_default()) else {
        return Ok(Reason::Lost.redirect(service, &none));
    };
    let sealing = cx.app.sealing.derive("upstream");
    let returned = federation::take_back(sent(&cx, &sealing), service, answer).await?;
    let Some(Returned {
        purpose,
        way,
        proven,
    }) = returned
    else {
        return Ok(Reason::Lost.redirect(service, &none));
    };
    let way = Way::read(&way);
    let proven = match proven {
        Ok(proven) => proven,
        Err(ReturnError::Store(error)) => return Err(error.into()),
        Err(error) => {
            tracing::warn!(
                service = service.word(),
                error = &error as &(dyn std::error::Error + 'static),
                "nothing was proven upstream"
            );
            return Ok(reason(&error).redirect(service, &way));
        }
    };
    match purpose {
        Purpose::SignIn => sign_in(&cx, &way, &proven).await,
        Purpose::Link { sid } => {
            // Whoever has signed in here meanwhile is not who was sent.
            let session = cx.person.as_ref().map(|person| &person.session);
            if session.is_none_or(|session| session.sid.as_str() != sid) {
                return Ok(Reason::Lost.redirect(service, &way));
            }
            if proven.subject.is_none() {
                return Ok(Reason::Temporary.redirect(service, &way));
            }
            wait(&cx, &proven).await?;
            let path = format!("/konto/{}/verbinden", service.word());
            Ok(Redirect::to(&cx_carry(&way, &path)).into_response())
        }
        Purpose::StepUp { sid, .. } => step_up(&cx, &way, &proven, &sid).await,
    }
}

const fn reason(error: &ReturnError) -> Reason {
    match error {
        ReturnError::Lost => Reason::Lost,
        ReturnError::Cancelled => Reason::Cancelled,
        ReturnError::Missing => Reason::Missing,
        ReturnError::Refused(FinishError::TooLow) => Reason::TooLow,
        ReturnError::Refused(FinishError::Away) => Reason::Away,
        _ => Reason::Failed,
    }
}

fn cx_carry(way: &Way, path: &str) -> String {
    crate::request::carry(path, way.vorgang().as_ref())
}

async fn sign_in(cx: &Cx, way: &Way, proven: &Proven) -> Result<Response, PageError> {
    let app = &cx.app;
    let sealing = app.sealing.derive("identities");
    let vault = Vault {
        sealing: &sealing,
        entropy: &*app.entropy,
    };
    let browser = Browser {
        visitor: &cx.visitor,
        arrival: way.arrival(cx),
    };
    let mut tx = app.db.write().await?;
    let opened = upstream::open(&mut tx, vault, cx.now, proven, browser).await?;
    tx.commit().await?;
    app.postman.ring();
    app.sessions_ended();
    Ok(match opened {
        Opened::Session(entered, stage) => {
            let to = match stage {
                Stage::Full | Stage::Leaving => way.onward(),
                Stage::Enrolling | Stage::Recovering => cx_carry(way, "/absichern"),
            };
            (cookies(&cx.app, &entered), Redirect::to(&to)).into_response()
        }
        Opened::Code => Redirect::to(&way.carry("/anmelden/code")).into_response(),
        Opened::Stronger(stronger) => stronger::redirect(&stronger, way),
        Opened::Deactivated => Redirect::to("/anmelden/deaktiviert").into_response(),
        Opened::Temporary => Reason::Temporary.redirect(proven.service, way),
        Opened::Unknown => {
            wait(cx, proven).await?;
            let path = format!("/registrieren/{}", proven.service.word());
            Redirect::to(&cx_carry(way, &path)).into_response()
        }
    })
}

async fn step_up(cx: &Cx, way: &Way, proven: &Proven, sid: &str) -> Result<Response, PageError> {
    let app = &cx.app;
    let sealing = app.sealing.derive("identities");
    let vault = Vault {
        sealing: &sealing,
        entropy: &*app.entropy,
    };
    let session = cx.person.as_ref().map(|person| &person.session);
    let mut tx = app.db.write().await?;
    let done = upstream::step_up(&mut tx, vault, cx.now, (session, sid), proven).await?;
    tx.commit().await?;
    Ok(match done {
        SteppedUp::Done(token) => signed_in(cx, &token, &way.onward()),
        SteppedUp::Temporary => Reason::Temporary.redirect(proven.service, way),
        SteppedUp::Unlinked => Reason::Unlinked.redirect(proven.service, way),
        SteppedUp::AnotherAccount => Reason::AnotherAccount.redirect(proven.service, way),
        SteppedUp::Over => Reason::Lost.redirect(proven.service, way),
    })
}

fn signed_in(cx: &Cx, token: &Token, onward: &str) -> Response {
    let cookie = AppendHeaders([(SET_COOKIE, session_cookie(&cx.app, token))]);
    (cookie, Redirect::to(onward)).into_response()
}

/// Keeps what was proven until an account is found for it.
async fn wait(cx: &Cx, proven: &Proven) -> Result<(), PageError> {
    let sealing = cx.app.sealing.derive("upstream");
    let secrets = (&sealing, &*cx.app.entropy);
    let mut tx = cx.app.db.write().await?;
    federation::pend(&mut tx, secrets, cx.now, &cx.visitor, proven).await?;
    Ok(tx.commit().await?)
}
