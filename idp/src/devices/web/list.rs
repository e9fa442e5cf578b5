//! Where one is signed in, with which devices one ever was, and the ends of both.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use shared::clock::Timestamp;
use shared::pages::Page;

use crate::browsers::{self, Browser, BrowserId};
use crate::devices::{How, end};
use crate::error::page::{PageError, Problem};
use crate::request::{Cx, Nothing, Protected, SignedIn};
use crate::sessions::{self, Kept, Lifetimes, Sid};

/// How a device is called: browser and system, as far as they are known.
#[derive(Debug, Clone, Serialize)]
struct Label {
    browser: String,
    system: String,
}

/// A sign-in of the last thirty days.
#[derive(Debug, Serialize)]
struct SignIn {
    sid: Sid,
    label: Label,
    how: How,
    address: String,
    at: Timestamp,
    last_seen_at: Timestamp,
    is_active: bool,
    /// The session in which the page is read.
    is_this: bool,
}

impl SignIn {
    fn of(kept: Kept, this: &Sid, now: Timestamp, lifetimes: Lifetimes) -> Self {
        let deadline = lifetimes.deadline_of(kept.last_seen_at, kept.created_at);
        Self {
            is_this: kept.sid == *this,
            is_active: !kept.is_ended && deadline > now,
            how: How::of(&kept.amr),
            sid: kept.sid,
            label: Label {
                browser: kept.browser,
                system: kept.system,
            },
            address: kept.address,
            at: kept.auth_time,
            last_seen_at: kept.last_seen_at,
        }
    }
}

/// A device that the account has signed in with.
#[derive(Debug, Serialize)]
struct Device {
    id: BrowserId,
    label: Label,
    first_seen_at: Timestamp,
    last_seen_at: Timestamp,
    is_this: bool,
}

impl Device {
    fn of(browser: Browser, this: Option<&BrowserId>) -> Self {
        Self {
            is_this: Some(&browser.id) == this,
            id: browser.id,
            label: Label {
                browser: browser.browser,
                system: browser.system,
            },
            first_seen_at: browser.first_seen_at,
            last_seen_at: browser.last_seen_at,
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct DevicesPage {
    active: Vec<SignIn>,
    past: Vec<SignIn>,
    devices: Vec<Device>,
    has_others: bool,
    done: Option<Done>,
}

impl DevicesPage {
    fn new(sign_ins: Vec<SignIn>, devices: Vec<Device>, done: Option<Done>) -> Self {
        let (active, past): (Vec<_>, Vec<_>) = sign_ins.into_iter().partition(|it| it.is_active);
        Self {
            has_others: active.iter().any(|it| !it.is_this),
            active,
            past,
            devices,
            done,
        }
    }
}

impl Page for DevicesPage {
    const TEMPLATE: &'static str = "devices/list.html";

    fn samples() -> Vec<Self> {
        let at = Timestamp::from_unix(1_770_000_000);
        let label = |browser: &str, system: &str| Label {
            browser: browser.to_owned(),
            system: system.to_owned(),
        };
        let sign_in = |sid: &str, label: &Label, how, is_active, is_this| SignIn {
            sid: Sid::new(sid.to_owned()),
            label: label.clone(),
            how,
            address: "192.0.2.0/24".to_owned(),
            at,
            last_seen_at: at,
            is_active,
            is_this,
        };
        let device = |id: &str, label: &Label, is_this| Device {
            id: BrowserId::new(id.to_owned()),
            label: label.clone(),
            first_seen_at: at,
            last_seen_at: at,
            is_this,
        };
        let (laptop, phone) = (label("Firefox", "Windows"), label("Safari", "iPhone"));
        let unknown = label("", "");
        let several = vec![
            sign_in("abc234", &laptop, How::Passkey, true, true),
            sign_in("abc235", &phone, How::PasswordAndCode, true, false),
            sign_in("abc236", &unknown, How::Password, false, false),
            sign_in("abc237", &phone, How::Bundid, false, false),
            sign_in("abc238", &label("", "Linux"), How::MeinUk, false, false),
        ];
        let devices = vec![
            device("abc234", &laptop, true),
            device("abc235", &phone, false),
        ];
        let one = vec![sign_in("abc234", &laptop, How::Passkey, true, true)];
        vec![
            Self::new(several, devices, None),
            Self::new(one, Vec::new(), Some(Done::Others)),
        ]
    }
}

/// What has just been done.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Done {
    #[serde(rename(deserialize = "beendet"))]
    Ended,
    #[serde(rename(deserialize = "andere-beendet"))]
    Others,
    #[serde(rename(deserialize = "vergessen"))]
    Forgotten,
}

#[derive(Debug, Deserialize)]
pub(super) struct DoneQuery {
    #[serde(default)]
    erledigt: Option<Done>,
}

pub(super) async fn show(
    SignedIn { cx, person }: SignedIn,
    query: Result<Query<DoneQuery>, QueryRejection>,
) -> Result<Response, PageError> {
    let account = &person.account.id;
    let mut tx = cx.app.db.read().await?;
    let kept = sessions::list(&mut tx, account).await?;
    let browsers = browsers::list(&mut tx, account).await?;
    let here = browsers::known(&mut tx, account, &cx.visit).await?;
    drop(tx);
    let (this, lifetimes) = (&person.session.sid, cx.app.lifetimes);
    let sign_ins = kept.into_iter();
    let devices = browsers.into_iter();
    let page = DevicesPage::new(
        sign_ins
            .map(|it| SignIn::of(it, this, cx.now, lifetimes))
            .collect(),
        devices.map(|it| Device::of(it, here.as_ref())).collect(),
        query.ok().and_then(|Query(query)| query.erledigt),
    );
    Cx {
        frame: cx.frame.clone().crumb("factors-account-title", "/konto"),
        ..cx
    }
    .render(&page)
}

pub(super) async fn end(
    SignedIn { cx, person }: SignedIn,
    Path(sid): Path<String>,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    let app = &cx.app;
    let (account, sid) = (&person.account.id, Sid::new(sid));
    let mut tx = app.db.write().await?;
    let ended = end::one(&mut tx, &*app.entropy, cx.now, account, &sid).await?;
    if !ended {
        let own = sessions::list(&mut tx, account).await?;
        // Somebody else's, or none; an own one may have ended meanwhile.
        if own.iter().all(|it| it.sid != sid) {
            return Err(PageError::new(Problem::NotFound));
        }
    }
    tx.commit().await?;
    app.sessions_ended();
    Ok(done("beendet"))
}

pub(super) async fn end_others(
    SignedIn { cx, person }: SignedIn,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    let app = &cx.app;
    let mut tx = app.db.write().await?;
    end::others(&mut tx, &*app.entropy, cx.now, &person.session).await?;
    tx.commit().await?;
    app.sessions_ended();
    Ok(done("andere-beendet"))
}

pub(super) async fn forget(
    SignedIn { cx, person }: SignedIn,
    Path(id): Path<String>,
    Protected(Nothing {}): Protected<Nothing>,
) -> Result<Response, PageError> {
    let app = &cx.app;
    let browser = BrowserId::new(id);
    let mut tx = app.db.write().await?;
    let entropy = &*app.entropy;
    if !end::forget(&mut tx, entropy, cx.now, &person.session, &browser).await? {
        return Err(PageError::new(Problem::NotFound));
    }
    tx.commit().await?;
    app.sessions_ended();
    Ok(done("vergessen"))
}

fn done(what: &str) -> Response {
    Redirect::to(&format!("/konto/geraete?erledigt={what}")).into_response()
}
