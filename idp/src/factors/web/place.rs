//! Where a page stands: on the way into a new account, or among the account's settings.

use axum::response::{IntoResponse, Redirect, Response};

use crate::error::page::PageError;
use crate::factors::change;
use crate::interactions::onward;
use crate::request::{Cx, Person};
use crate::roles;
use crate::sessions::{Session, Stage};

/// See the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Securing,
    Account,
}

impl Place {
    pub(super) const fn passkey(self) -> &'static str {
        match self {
            Self::Securing => "/absichern/passkey",
            Self::Account => "/konto/passkeys/neu",
        }
    }

    pub(super) const fn passkey_done(self) -> &'static str {
        match self {
            Self::Securing => "/absichern/passkey/erfolg",
            Self::Account => "/konto/passkeys/erfolg",
        }
    }

    pub(super) const fn totp(self) -> &'static str {
        match self {
            Self::Securing => "/absichern/totp",
            Self::Account => "/konto/totp",
        }
    }

    pub(super) const fn totp_done(self) -> &'static str {
        match self {
            Self::Securing => "/absichern/totp/erfolg",
            Self::Account => "/konto/totp/erfolg",
        }
    }

    /// Where „Abbrechen" leads.
    pub(super) fn cancel(self, cx: &Cx, person: &Person, settings: &str) -> String {
        match (self, person.session.stage) {
            (Self::Securing, Stage::Enrolling | Stage::Recovering) => cx.carry("/absichern"),
            (Self::Securing, Stage::Full | Stage::Leaving) => further(cx),
            (Self::Account, _) => settings.to_owned(),
        }
    }

    /// The breadcrumb's step before the page.
    pub(super) fn crumb(self, cx: Cx, stage: Stage) -> Cx {
        let (label, href) = match (self, stage) {
            (Self::Securing, Stage::Enrolling | Stage::Recovering) => {
                ("factors-notice-title", cx.carry("/absichern"))
            }
            _ => ("factors-account-title", "/konto".to_owned()),
        };
        Cx {
            frame: cx.frame.clone().crumb(label, &href),
            ..cx
        }
    }
}

/// Where a person goes on who has just secured the account: with what waits; staff to their work;
/// else to the account.
pub(super) async fn onward_from_securing(cx: &Cx, person: &Person) -> Result<String, PageError> {
    let mut tx = cx.app.db.read().await?;
    let is_staff = !roles::of(&mut tx, &person.account.id).await?.is_empty();
    Ok(if is_staff && cx.vorgang.is_none() {
        cx.app.office_url()
    } else {
        further(cx)
    })
}

/// Where a person goes on who has set something up: to `done`; who is getting back into the
/// account says next what is lost.
pub(super) fn set_up(cx: &Cx, done: &str) -> String {
    let stage = cx.person.as_ref().map(|person| person.session.stage);
    match stage {
        Some(Stage::Recovering) => cx.carry("/zugang-verloren/geraete"),
        _ => cx.carry(done),
    }
}

/// Where a person goes on: with what waits, else to the account.
pub(super) fn further(cx: &Cx) -> String {
    cx.vorgang
        .as_ref()
        .map_or_else(|| "/konto".to_owned(), onward)
}

/// Sends to a fresh sign-in and back to `path`, if the session's is too old for a change.
pub(crate) fn sign_in_first(cx: &Cx, session: &Session, path: &str) -> Option<Response> {
    (!change::is_fresh(session, cx.now)).then(|| Redirect::to(&again(cx, path)).into_response())
}

/// The address of the sign-in that comes back to `path` of the account, with what waits. It offers the
/// account's own ways.
pub(crate) fn again(cx: &Cx, path: &str) -> String {
    let to = cx.carry("/anmelden");
    let joint = if to.contains('?') { '&' } else { '?' };
    format!("{to}{joint}weiter={path}&erneut=1")
}
