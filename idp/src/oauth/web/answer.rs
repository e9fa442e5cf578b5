//! How the authorization endpoint tells a client: by a redirect or by a form that the browser sends.
//!
//! A request whose client or redirect URI is not proven is answered by a page; after that the client
//! hears of it (RFC 6749 §4.1.2.1, with `iss` by RFC 9207).

use axum::Extension;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{CACHE_CONTROL, LOCATION, REFERRER_POLICY};
use serde::Serialize;
use shared::pages::{FormAction, Page};
use url::Url;

use crate::error::page::PageError;
use crate::oauth::authorize::{AuthorizationAnswer, ResponseMode, ValidatedRedirect};
use crate::request::Cx;

/// A form for the client; without script it has a button (OAuth 2.0 Form Post Response Mode).
#[derive(Debug, Serialize)]
pub(super) struct FormPostPage {
    action: String,
    fields: Vec<Field>,
}

#[derive(Debug, Serialize)]
struct Field {
    name: &'static str,
    value: String,
}

fn fields(all: Vec<(&'static str, String)>) -> Vec<Field> {
    let all = all.into_iter();
    all.map(|(name, value)| Field { name, value }).collect()
}

impl Page for FormPostPage {
    const TEMPLATE: &'static str = "oauth/form_post.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            action: "https://kurse.example/anmelden/zurueck".to_owned(),
            fields: fields(vec![
                ("code", "abc234".to_owned()),
                ("state", "def567".to_owned()),
                ("iss", "http://localhost:8080".to_owned()),
            ]),
        }]
    }
}

/// Tells the client.
pub(super) fn tell(cx: &Cx, answer: &AuthorizationAnswer) -> Result<Response, PageError> {
    let way = answer.way();
    match way.mode {
        ResponseMode::Query => Ok(redirect(&answer.location())),
        ResponseMode::FormPost => {
            let page = FormPostPage {
                action: way.redirect.as_str().to_owned(),
                fields: fields(answer.fields()),
            };
            let rendered = cx.render(&page)?;
            Ok((Extension(goal(&way.redirect)), rendered).into_response())
        }
    }
}

/// 303, so that a form's content never travels on (RFC 9700 §4.12).
fn redirect(location: &str) -> Response {
    let headers = [
        (LOCATION, location),
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// Where a form leads in the end: a loopback port or an application's own scheme is known to no
/// policy beforehand.
pub(super) fn goal(redirect: &ValidatedRedirect) -> FormAction {
    let Ok(url) = Url::parse(redirect.as_str()) else {
        return FormAction(Vec::new());
    };
    FormAction(vec![match url.scheme() {
        "http" | "https" => url.origin().ascii_serialization(),
        scheme => format!("{scheme}:"),
    }])
}
