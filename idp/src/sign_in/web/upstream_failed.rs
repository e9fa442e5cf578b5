//! Nobody was signed in at BundID or Mein UK: what happened, and the ways on.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use shared::pages::Page;

use super::upstream::service;
use super::way::Way;
use crate::error::page::PageError;
use crate::request::Cx;
use crate::upstream::Service;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reason {
    /// This browser was not sent, or took too long, or has come back already.
    Lost,
    /// The person turned back.
    Cancelled,
    /// The provider lacks something that is needed of the person.
    Missing,
    /// The provider cannot be reached.
    Away,
    /// The provider reported an error, or its answer could not be trusted.
    Failed,
    /// The means did not reach the level that is needed.
    TooLow,
    /// A sign-in without a lasting name: no account can be found by it.
    Temporary,
    /// The identity belongs to another account.
    AnotherAccount,
    /// The identity belongs to no account yet.
    Unlinked,
}

impl Reason {
    const ALL: [Self; 9] = [
        Self::Lost,
        Self::Cancelled,
        Self::Missing,
        Self::Away,
        Self::Failed,
        Self::TooLow,
        Self::Temporary,
        Self::AnotherAccount,
        Self::Unlinked,
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Cancelled => "cancelled",
            Self::Missing => "missing",
            Self::Away => "away",
            Self::Failed => "failed",
            Self::TooLow => "too-low",
            Self::Temporary => "temporary",
            Self::AnotherAccount => "another-account",
            Self::Unlinked => "unlinked",
        }
    }

    /// To the page that says so.
    pub(super) fn redirect(self, service: Service, way: &Way) -> Response {
        let path = way.carry(&format!("/anmelden/{}/ergebnis", service.word()));
        let joint = if path.contains('?') { '&' } else { '?' };
        Redirect::to(&format!("{path}{joint}grund={}", self.word())).into_response()
    }
}

#[derive(Debug, Serialize)]
pub(super) struct UpstreamFailedPage {
    service: Service,
    reason: Reason,
    again: String,
    others: String,
    /// Somebody is signed in and was to prove who they are.
    step_up: bool,
    /// To link the identity with the account of this session.
    link: Option<String>,
}

impl Page for UpstreamFailedPage {
    const TEMPLATE: &'static str = "sign_in/upstream_failed.html";

    fn title(&self) -> Option<String> {
        Some(format!(
            "sign-in-upstream-failed-title-{}",
            self.reason.word()
        ))
    }

    fn samples() -> Vec<Self> {
        let page = |reason: Reason| Self {
            service: Service::BundId,
            reason,
            again: "/anmelden/bundid".to_owned(),
            others: "/anmelden".to_owned(),
            step_up: matches!(
                reason,
                Reason::TooLow | Reason::AnotherAccount | Reason::Unlinked
            ),
            link: (reason == Reason::Unlinked).then(|| "/konto/bundid".to_owned()),
        };
        Reason::ALL.map(page).into()
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    grund: Reason,
}

pub(super) async fn show(
    mut cx: Cx,
    way: Way,
    Path(word): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let service = service(&cx.app, &word)?;
    let reason = asked.map_or(Reason::Lost, |Query(asked)| asked.grund);
    let others = match (&cx.person, way.vorgang()) {
        (Some(_), Some(_)) => format!("{}&ohne=1", way.onward()),
        (Some(_), None) => way.onward(),
        (None, _) => way.carry("/anmelden"),
    };
    let page = UpstreamFailedPage {
        service,
        reason,
        again: way.carry(&format!("/anmelden/{word}")),
        others,
        step_up: cx.person.is_some(),
        link: (reason == Reason::Unlinked).then(|| cx.carry(&format!("/konto/{word}"))),
    };
    cx.frame = cx
        .frame
        .without_sign_in()
        .crumb("sign-in-options-title", &way.carry("/anmelden"));
    cx.render(&page)
}
