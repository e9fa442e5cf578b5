//! The pages that both stand-ins have: what it is, what will be told, what went wrong.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use shared::pages::{Frame, Page};

use super::{Lost, Provider};

/// What this server is, for who opens it by its address.
#[derive(Debug, Serialize)]
pub(crate) struct Start {
    pub(crate) clients: Vec<String>,
    /// Who can sign in.
    pub(crate) names: Vec<String>,
    pub(crate) metadata: String,
}

impl Page for Start {
    const TEMPLATE: &'static str = "stand_in/start.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            clients: vec!["Schlüsselbund".into()],
            names: vec!["Kim Klicker".into(), "ERIKA MUSTERMANN".into()],
            metadata: "/.well-known/openid-configuration".into(),
        }]
    }
}

/// An attribute that will be told.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Row {
    claim: &'static str,
    value: String,
    mark: &'static str,
}

impl Row {
    pub(crate) fn new(claim: &'static str, value: &Value, mark: &'static str) -> Self {
        let value = words(value);
        Self { claim, value, mark }
    }
}

/// A value as people read it: the parts of an address in one line.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(parts) => {
            // Street before place, whatever the order of the map.
            let order = ["street_address", "postal_code", "locality", "country"];
            let parts = order.iter().filter_map(|name| parts.get(*name));
            parts.map(words).collect::<Vec<_>>().join(", ")
        }
        Value::Array(parts) => parts.iter().map(words).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// An attribute that was asked for and is not there.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Missing {
    pub(crate) claim: &'static str,
    pub(crate) required: bool,
}

/// „Welche Daten werden übermittelt?“
#[derive(Debug, Serialize)]
pub(crate) struct Release {
    pub(crate) vorgang: String,
    pub(crate) client: String,
    pub(crate) who: String,
    /// STORK-QAA-Level-…
    pub(crate) level: &'static str,
    pub(crate) temporary: bool,
    pub(crate) rows: Vec<Row>,
    pub(crate) missing: Vec<Missing>,
    /// What the person chose on the way here.
    pub(crate) fields: Vec<(String, String)>,
    /// The page before.
    pub(crate) back: String,
}

impl Page for Release {
    const TEMPLATE: &'static str = "stand_in/release.html";

    fn samples() -> Vec<Self> {
        let row = |claim, value: &str, mark| Row::new(claim, &Value::from(value), mark);
        let full = Self {
            vorgang: "v".into(),
            client: "Schlüsselbund".into(),
            who: "ERIKA MUSTERMANN".into(),
            level: "STORK-QAA-Level-4",
            temporary: false,
            rows: vec![
                row("family_name", "MUSTERMANN", "HOCH"),
                row("address", "HEIDESTRAẞE 17, 51147, KÖLN, DE", "HOCH"),
                row(
                    "bpk2",
                    "Rb2Sw1x0iVyYNf8Yw3vWmJZ9mC4nJ1sC2QmD7v3aK0E",
                    "HOCH",
                ),
                row("org_company_name", "Lernwerk Musterstadt gGmbH", "tax"),
            ],
            missing: Vec::new(),
            fields: vec![("mittel".into(), "eid".into())],
            back: "/personen?vorgang=v".into(),
        };
        let lacking = Self {
            temporary: true,
            missing: vec![
                Missing {
                    claim: "email",
                    required: false,
                },
                Missing {
                    claim: "address",
                    required: true,
                },
            ],
            ..Self::samples_base()
        };
        vec![full, lacking]
    }
}

impl Release {
    fn samples_base() -> Self {
        Self {
            vorgang: "v".into(),
            client: "Schlüsselbund".into(),
            who: "Mila Ohneland".into(),
            level: "STORK-QAA-Level-3",
            temporary: false,
            rows: Vec::new(),
            missing: Vec::new(),
            fields: Vec::new(),
            back: "/".into(),
        }
    }
}

/// A request that cannot go on, and what to do.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    /// `stand-in-problem-<what>`
    what: &'static str,
    /// The service that one came from.
    back: String,
}

impl Problem {
    pub(super) fn new(what: &'static str) -> Self {
        let back = String::new();
        Self { what, back }
    }
}

impl Page for Problem {
    const TEMPLATE: &'static str = "stand_in/problem.html";

    fn samples() -> Vec<Self> {
        let back = "http://localhost:8080".to_owned();
        let mut samples = vec![Self { what: "over", back }];
        let others = [
            "unknown", "form", "missing", "repeated", "client", "redirect",
        ];
        samples.extend(others.map(Self::new));
        samples
    }
}

/// The page as a response.
pub(crate) fn show<P: Page>(provider: &Provider, page: &P, frame: &Frame) -> Response {
    show_with(provider, StatusCode::OK, page, frame)
}

pub(super) fn show_with<P: Page>(
    provider: &Provider,
    status: StatusCode,
    page: &P,
    frame: &Frame,
) -> Response {
    let shown = provider.pages().reply_with(status, page, frame);
    shown.unwrap_or_else(|error| {
        tracing::error!(%error, "a page cannot be shown");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    })
}

/// The page for a request that is not there any more.
pub(crate) fn strange(provider: &Provider, lost: &Lost, frame: &Frame) -> Response {
    let page = match lost {
        Lost::Unknown => Problem::new("unknown"),
        Lost::Over(redirect_uri) => {
            let url = url::Url::parse(redirect_uri).ok();
            let origin = url.map(|url| url.origin().ascii_serialization());
            Problem {
                what: "over",
                back: origin.unwrap_or_default(),
            }
        }
    };
    show_with(provider, StatusCode::BAD_REQUEST, &page, frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_renders_in_every_language_and_no_text_is_missing() {
        for house in ["bundid", "muk"] {
            let pages = crate::look::pages(house).expect("loads");
            assert_eq!(pages.missing_texts(), []);
            pages.render_samples::<Start>().expect("start");
            pages.render_samples::<Release>().expect("release");
            pages.render_samples::<Problem>().expect("problem");
        }
    }
}
