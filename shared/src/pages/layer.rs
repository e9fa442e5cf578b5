//! The layer around all page routes: it knows the browser again, chooses the language, makes
//! nonce and CSRF token, and completes the response's headers. Protocol endpoints for machines
//! stay outside of it.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::header::{ACCEPT_LANGUAGE, SET_COOKIE};
use http::request::Parts;
use http::{HeaderMap, StatusCode, Uri};
use url::form_urlencoded;

use super::language::{Choice, Wishes, negotiate};
use super::{Frame, Pages, Policy, headers};
use crate::clock::Entropy;
use crate::forms::{Guard, Visitor};

const LANGUAGE: &str = "language";
const A_YEAR: Duration = Duration::from_hours(24 * 365);

/// The layer's state: `Router::layer(from_fn_with_state(framing, pages::frame))`.
#[derive(Debug, Clone)]
pub struct Framing {
    /// The pages, for their languages.
    pub pages: Pages,
    /// The guard, for cookies and tokens.
    pub guard: Guard,
    /// The randomness.
    pub entropy: Arc<dyn Entropy>,
    /// What the headers say.
    pub policy: Policy,
}

/// The middleware function; handlers then take [`Frame`] and [`Visitor`] as arguments.
pub async fn frame(State(framing): State<Framing>, mut request: Request, next: Next) -> Response {
    let Framing {
        pages,
        guard,
        entropy,
        policy,
    } = &framing;
    let visitor = guard.visitor(request.headers(), &**entropy);
    let mut frame = begin(pages, guard, request.headers(), request.uri());
    frame.nonce = nonce(&**entropy);
    frame.csrf = Some(guard.csrf(&visitor, &**entropy));
    let remembered = asked(request.uri()).filter(|_| frame.choice == Some(Choice::Request));
    let cookie = remembered.and_then(|_| guard.cookies().set(LANGUAGE, &frame.lang, Some(A_YEAR)));
    let nonce = frame.nonce.clone();
    request.extensions_mut().insert(visitor.clone());
    request.extensions_mut().insert(frame);

    let mut response = next.run(request).await;
    if visitor.is_fresh() {
        response
            .headers_mut()
            .append(SET_COOKIE, guard.remember(&visitor));
    }
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    let (mut parts, body) = response.into_parts();
    headers::complete(&mut parts.headers, &parts.extensions, policy, &nonce);
    Response::from_parts(parts, body)
}

fn begin(pages: &Pages, guard: &Guard, headers: &HeaderMap, uri: &Uri) -> Frame {
    let query = asked(uri);
    let cookie = guard.cookies().read(headers, LANGUAGE);
    let wishes = Wishes {
        query: query.as_deref(),
        cookie: cookie.as_deref(),
        accept: headers
            .get(ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok()),
        ..Wishes::default()
    };
    let (language, choice) = negotiate(pages.languages(), &wishes);
    let code = language.map_or("de", |language| language.code.as_str());
    let mut frame = Frame::new(pages.languages(), code, uri.path(), uri.query());
    frame.choice = Some(choice);
    frame
}

fn asked(uri: &Uri) -> Option<String> {
    form_urlencoded::parse(uri.query()?.as_bytes())
        .find(|(name, _)| name == "lang")
        .map(|(_, value)| value.into_owned())
}

fn nonce(entropy: &dyn Entropy) -> String {
    let mut bytes = [0_u8; 16];
    entropy.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let visitor = parts.extensions.get::<Self>().cloned();
        visitor.ok_or_else(|| {
            tracing::error!("the route is not inside the pages layer");
            StatusCode::INTERNAL_SERVER_ERROR
        })
    }
}
