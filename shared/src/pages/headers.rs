//! Security headers of every page (ASVS 3.4, 3.5.8). A handler that sets one of them itself
//! (a protocol endpoint with its own policy) keeps its own.

use http::header::{self, HeaderName};
use http::{Extensions, HeaderMap, HeaderValue};

/// What the program's address and its clients say about the headers.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Whether the program is reached by https (then HSTS is sent).
    pub https: bool,
    /// Origins to which a form post of ours may be redirected in the end. Chromium checks the
    /// whole redirect chain after a post, so the origins of all clients belong here.
    pub form_action: Vec<String>,
}

/// A response extension: further origins for `form-action` of this one response.
#[derive(Debug, Clone)]
pub struct FormAction(pub Vec<String>);

/// A response extension: addresses that this one page shows in frames.
#[derive(Debug, Clone)]
pub struct FrameSource(pub Vec<String>);

/// Adds what is missing.
pub(super) fn complete(
    headers: &mut HeaderMap,
    extensions: &Extensions,
    policy: &Policy,
    nonce: &str,
) {
    let more = extensions
        .get::<FormAction>()
        .map_or(&[][..], |it| it.0.as_slice());
    let frames = extensions
        .get::<FrameSource>()
        .map_or(&[][..], |it| it.0.as_slice());
    let csp = content_security_policy(policy, (more, frames), nonce);
    let mut add = |name: HeaderName, value: HeaderValue| {
        headers.entry(name).or_insert(value);
    };
    let fixed = HeaderValue::from_static;
    if let Ok(csp) = HeaderValue::from_str(&csp) {
        add(header::CONTENT_SECURITY_POLICY, csp);
    }
    add(header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff"));
    add(header::X_FRAME_OPTIONS, fixed("DENY"));
    // Not `no-referrer`: browsers then send `Origin: null` with our own form posts and the guard
    // could not tell them from a sandboxed frame's. `same-origin` tells foreign sites as little.
    add(header::REFERRER_POLICY, fixed("same-origin"));
    add(
        HeaderName::from_static("cross-origin-opener-policy"),
        fixed("same-origin"),
    );
    add(
        HeaderName::from_static("cross-origin-resource-policy"),
        fixed("same-origin"),
    );
    add(
        HeaderName::from_static("permissions-policy"),
        fixed(PERMISSIONS),
    );
    add(header::CACHE_CONTROL, fixed("no-store"));
    if policy.https {
        add(
            header::STRICT_TRANSPORT_SECURITY,
            fixed("max-age=63072000; includeSubDomains"),
        );
    }
}

const PERMISSIONS: &str = "publickey-credentials-get=(self), publickey-credentials-create=(self), \
    camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), \
    browsing-topics=()";

fn content_security_policy(
    policy: &Policy,
    (more, frames): (&[String], &[String]),
    nonce: &str,
) -> String {
    let origins = list(policy.form_action.iter().chain(more));
    let frames = match list(frames.iter()).as_str() {
        "" => String::new(),
        frames => format!("frame-src{frames}; "),
    };
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; \
         media-src 'self'; connect-src 'self'; font-src 'none'; object-src 'none'; \
         {frames}\
         form-action 'self'{origins}; frame-ancestors 'none'; base-uri 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// Sources, each after a blank; what could be more than one is left out.
fn list<'a>(sources: impl Iterator<Item = &'a String>) -> String {
    let whole = |source: &&String| {
        let mut chars = source.chars();
        chars.all(|c| c.is_ascii_graphic() && !matches!(c, ';' | ','))
    };
    let sources = sources.filter(whole);
    sources.fold(String::new(), |list, source| format!("{list} {source}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handlers_own_header_stays() {
        let mut headers = HeaderMap::new();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public"));
        complete(&mut headers, &Extensions::new(), &Policy::default(), "abc");
        assert_eq!(headers[header::CACHE_CONTROL], "public");
        assert!(
            headers[header::CONTENT_SECURITY_POLICY]
                .to_str()
                .unwrap()
                .contains("'nonce-abc'")
        );
        assert!(!headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
    }

    #[test]
    fn form_action_takes_origins_only() {
        let policy = Policy {
            https: true,
            form_action: vec![
                "https://portal.example".into(),
                "https://x; script-src *".into(),
            ],
        };
        let csp = content_security_policy(&policy, (&["https://rp.example".to_owned()], &[]), "n");
        assert!(
            csp.contains("form-action 'self' https://portal.example https://rp.example;"),
            "{csp}"
        );
        assert!(!csp.contains("script-src *") && !csp.contains("frame-src"));
        let frames = ["https://rp.example".to_owned(), "https://x; y".to_owned()];
        let csp = content_security_policy(&policy, (&[], &frames), "n");
        assert!(
            csp.contains("; frame-src https://rp.example; form-action"),
            "{csp}"
        );
    }
}
