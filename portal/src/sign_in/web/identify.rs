//! `/ausweisen?weiter=/path`: „Bitte weisen Sie sich aus“ before something that needs a proven
//! identity (S91, RFC 9470), and what became of the try. What the person typed waits at `weiter`.

use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use shared::claims::IdentityLevel;
use shared::pages::Page;

use super::failed::with_onward;
use crate::error::page::PageError;
use crate::request::{Cx, SignedIn};
use crate::sign_in::OwnPath;

/// Why the identity was not proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Refusal {
    /// The person turned back.
    #[serde(rename = "abgebrochen")]
    Declined,
    /// By the means that they have it is not possible.
    #[serde(rename = "nicht-moeglich")]
    Unmet,
    /// Another person came back.
    #[serde(rename = "andere-person")]
    SomeoneElse,
    /// By Mein Unternehmenskonto: it proves for whom somebody acts.
    #[serde(rename = "unternehmenskonto")]
    Impersonal,
    /// The provider does not answer.
    #[serde(rename = "nicht-erreichbar")]
    Away,
    /// The answer did not fit.
    #[serde(rename = "abgelehnt")]
    Untrusted,
}

impl Refusal {
    const ALL: [Self; 6] = [
        Self::Declined,
        Self::Unmet,
        Self::SomeoneElse,
        Self::Impersonal,
        Self::Away,
        Self::Untrusted,
    ];

    /// Its word in addresses, in texts and in the audit.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Declined => "abgebrochen",
            Self::Unmet => "nicht-moeglich",
            Self::SomeoneElse => "andere-person",
            Self::Impersonal => "unternehmenskonto",
            Self::Away => "nicht-erreichbar",
            Self::Untrusted => "abgelehnt",
        }
    }

    /// On to the page.
    pub(super) fn redirect(self, onward: Option<&OwnPath>) -> Response {
        let query = with_onward(Some(("grund", self.word())), onward);
        Redirect::to(&format!("/ausweisen{query}")).into_response()
    }
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    grund: Option<Refusal>,
    weiter: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct IdentifyPage {
    /// A word of the texts `sign-in-identify-…`.
    refused: Option<&'static str>,
    /// Where the proof begins.
    begin: String,
    /// Where to go on, with or without it.
    onward: String,
    /// Where an account is connected with BundID.
    connect: String,
    phone: String,
}

impl Page for IdentifyPage {
    const TEMPLATE: &'static str = "sign_in/identify.html";

    fn samples() -> Vec<Self> {
        let page = |refused: Option<Refusal>| Self {
            refused: refused.map(Refusal::word),
            begin: "/anmelden?stufe=substantial&weiter=%2Fprofil%2Fbearbeiten".to_owned(),
            onward: "/profil/bearbeiten".to_owned(),
            connect: "https://konto.example/konto/bundid".to_owned(),
            phone: "01234 5678-0".to_owned(),
        };
        let refused = Refusal::ALL.map(|refusal| page(Some(refusal)));
        [page(None)].into_iter().chain(refused).collect()
    }
}

/// The page; its button leads to the provider.
pub(super) async fn show(
    visit: SignedIn,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let Query(asked) = asked.unwrap_or_default();
    let onward = asked.weiter.and_then(|path| path.parse::<OwnPath>().ok());
    let SignedIn { cx, .. } = visit;
    let settings = &cx.app.settings;
    let level = ("stufe", IdentityLevel::Substantial.word());
    let provider = settings.provider.issuer.as_str().trim_end_matches('/');
    let page = IdentifyPage {
        refused: asked.grund.map(Refusal::word),
        begin: format!("/anmelden{}", with_onward(Some(level), onward.as_ref())),
        connect: format!("{provider}/konto/bundid"),
        phone: settings.operator.phone.clone(),
        onward: onward.map_or_else(|| "/start".to_owned(), |path| path.to_string()),
    };
    let cx = Cx {
        frame: cx.frame.crumb("frame-home", "/"),
        ..cx
    };
    cx.render(&page)
}
