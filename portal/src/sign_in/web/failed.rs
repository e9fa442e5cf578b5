//! `/anmelden/fehlgeschlagen`: nobody is signed in; why, and how to go on.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use shared::pages::Page;
use url::form_urlencoded;

use crate::error::page::PageError;
use crate::request::Cx;
use crate::sign_in::OwnPath;

/// Why nobody is signed in, as far as a person needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) enum Reason {
    /// Another browser began, or it is too long ago, or it is done already.
    #[default]
    #[serde(rename = "abgelaufen")]
    Lost,
    /// The person turned back.
    #[serde(rename = "abgebrochen")]
    Declined,
    /// The provider does not answer.
    #[serde(rename = "nicht-erreichbar")]
    Away,
    /// The answer did not fit.
    #[serde(rename = "abgelehnt")]
    Untrusted,
    /// Another site asked for a sign-in by a provider that is not ours.
    #[serde(rename = "fremd")]
    Foreign,
}

impl Reason {
    /// Its word in addresses and in the audit.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Lost => "abgelaufen",
            Self::Declined => "abgebrochen",
            Self::Away => "nicht-erreichbar",
            Self::Untrusted => "abgelehnt",
            Self::Foreign => "fremd",
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::Lost | Self::Untrusted | Self::Foreign => StatusCode::BAD_REQUEST,
            Self::Declined => StatusCode::OK,
            Self::Away => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// On to the page.
    pub(super) fn redirect(self, onward: Option<&OwnPath>) -> Response {
        let query = with_onward(Some(("grund", self.word())), onward);
        Redirect::to(&format!("/anmelden/fehlgeschlagen{query}")).into_response()
    }
}

pub(super) fn with_onward(first: Option<(&str, &str)>, onward: Option<&OwnPath>) -> String {
    let pairs = first
        .into_iter()
        .chain(onward.map(|path| ("weiter", path.as_str())));
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    if query.is_empty() {
        query
    } else {
        format!("?{query}")
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    grund: Reason,
    weiter: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Failed {
    reason: &'static str,
    again: String,
}

impl Page for Failed {
    const TEMPLATE: &'static str = "sign_in/failed.html";

    fn samples() -> Vec<Self> {
        [
            Reason::Lost,
            Reason::Declined,
            Reason::Away,
            Reason::Untrusted,
            Reason::Foreign,
        ]
        .map(|reason| Self {
            reason: reason.word(),
            again: "/anmelden?weiter=%2Fstart".to_owned(),
        })
        .into()
    }
}

/// The page; it offers to begin again.
pub(super) async fn show(
    cx: Cx,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let Query(asked) = asked.unwrap_or_default();
    let onward = asked.weiter.and_then(|path| path.parse::<OwnPath>().ok());
    let page = Failed {
        reason: asked.grund.word(),
        again: format!("/anmelden{}", with_onward(None, onward.as_ref())),
    };
    let cx = Cx {
        frame: cx.frame.crumb("frame-home", "/").without_sign_in(),
        ..cx
    };
    cx.render_as(asked.grund.status(), &page)
}
