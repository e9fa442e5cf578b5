//! `GET` and `POST /anmelden/beginnen`: another site asks that a sign-in begins here (OpenID
//! Connect Core §4). It is the usual sign-in: the browser goes to our own provider and to no other,
//! the person proves who they are there, and it ends on a page of ours (T53).

use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use url::{Url, form_urlencoded};

use super::begin::{self, Errand};
use super::failed::Reason;
use crate::app::App;
use crate::error::page::PageError;
use crate::request::Cx;
use crate::sign_in::OwnPath;

/// A longer hint is no name of anybody.
const LONGEST_HINT: usize = 254;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    iss: String,
    login_hint: Option<String>,
    target_link_uri: Option<String>,
}

/// Begins the sign-in; a target elsewhere is passed over.
pub(super) async fn initiate(
    cx: Cx,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let Query(asked) = asked.unwrap_or_default();
    if asked.iss != cx.app.settings.provider.issuer.as_str() {
        return Ok(Reason::Foreign.redirect(None));
    }
    let target = asked.target_link_uri.as_deref();
    let onward = target.and_then(|target| own_path(cx.app.settings.http.public_url.url(), target));
    let fits = |hint: &String| {
        !hint.is_empty() && hint.len() <= LONGEST_HINT && !hint.chars().any(char::is_control)
    };
    let errand = Errand {
        onward,
        login_hint: asked.login_hint.filter(fits),
        ..Errand::default()
    };
    begin::go(&cx, errand).await
}

/// The same by a form of that site. Its post carries none of our cookies; the `GET` that follows
/// does.
pub(super) async fn posted(
    State(app): State<App>,
    asked: Result<Form<Asked>, FormRejection>,
) -> Response {
    let Form(asked) = asked.unwrap_or_default();
    let iss = [("iss", asked.iss)].into_iter();
    let hint = asked.login_hint.map(|it| ("login_hint", it));
    let target = asked.target_link_uri.map(|it| ("target_link_uri", it));
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(iss.chain(hint).chain(target))
        .finish();
    Redirect::to(&app.url(&format!("/anmelden/beginnen?{query}"))).into_response()
}

/// The path of an address of ours.
fn own_path(own: &Url, target: &str) -> Option<OwnPath> {
    let own = own.origin().ascii_serialization();
    let path = match target.strip_prefix(&own) {
        Some("") => "/",
        Some(path) => path,
        None => target,
    };
    path.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_page_of_ours() {
        let own = Url::parse("https://portal.test:8443").expect("an address");
        for (target, path) in [
            ("https://portal.test:8443/start?a=b", Some("/start?a=b")),
            ("https://portal.test:8443", Some("/")),
            ("/start", Some("/start")),
            ("https://portal.test:84431/", None),
            ("https://portal.test:8443.evil.test/", None),
            ("https://portal.test:8443@evil.test/", None),
            ("https://portal.test:8443//evil.test/", None),
            ("https://portal.test/start", None),
            ("http://portal.test:8443/start", None),
            ("//evil.test", None),
            ("javascript:alert(1)", None),
            ("https://portal.test:8443/anmelden/beginnen?iss=x", None),
            ("", None),
        ] {
            let read = own_path(&own, target);
            assert_eq!(read.as_ref().map(OwnPath::as_str), path, "{target}");
        }
    }
}
