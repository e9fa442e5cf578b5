//! A request to the token endpoint: parameters of the body and what the header says of the client.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use shared::forms;

use crate::clients::Presented;
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;
use crate::oauth::token::TokenRequest;

/// Reads a POST. Parameters come in the body alone, each once (RFC 6749 §3.2).
pub(super) fn read(
    headers: &HeaderMap,
    query: Option<&str>,
    body: &str,
) -> Result<TokenRequest, Fault> {
    let fault = |description| Fault::new(OAuthCode::InvalidRequest, description);
    if query.is_some_and(|query| !query.is_empty()) {
        return Err(fault("parameters belong into the body"));
    }
    let params = Params::parse(&[body]).map_err(|unreadable| fault(unreadable.words()))?;
    if params.repeated() {
        return Err(fault("a parameter is repeated"));
    }
    let own = |name| params.get(name).map(str::to_owned);
    let presented = Presented {
        basic: basic(headers)?,
        client_id: own("client_id"),
        client_secret: own("client_secret"),
        assertion_type: own("client_assertion_type"),
        assertion: own("client_assertion"),
    };
    Ok(TokenRequest { params, presented })
}

/// Name and secret of a Basic header, both form-encoded inside (RFC 6749 §2.3.1).
fn basic(headers: &HeaderMap) -> Result<Option<(String, String)>, Fault> {
    let refused = Fault::new(
        OAuthCode::InvalidClient,
        "the Authorization header is not readable",
    );
    let mut all = headers.get_all(AUTHORIZATION).iter();
    let Some(header) = all.next() else {
        return Ok(None);
    };
    if all.next().is_some() {
        return Err(refused);
    }
    let (scheme, encoded) = header
        .to_str()
        .ok()
        .and_then(|text| text.split_once(' '))
        .ok_or(refused)?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return Err(refused);
    }
    let decoded = STANDARD.decode(encoded.trim()).map_err(|_| refused)?;
    let decoded = String::from_utf8(decoded).map_err(|_| refused)?;
    if !forms::is_text(decoded.as_bytes()) {
        return Err(refused);
    }
    let (name, secret) = decoded.split_once(':').ok_or(refused)?;
    Ok(Some((form_decoded(name), form_decoded(secret))))
}

fn form_decoded(text: &str) -> String {
    // One value, never a pair: whatever would part it is escaped first.
    let text = text.replace('&', "%26").replace('=', "%3D");
    url::form_urlencoded::parse(text.as_bytes())
        .next()
        .map_or_else(String::new, |(value, _)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn headers(authorization: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let Some(value) = authorization {
            headers.insert(
                AUTHORIZATION,
                HeaderValue::from_str(value).expect("a value"),
            );
        }
        headers
    }

    #[test]
    fn a_basic_header_is_decoded_twice() {
        let header = format!("Basic {}", STANDARD.encode("a%3Ab:s%26+%3D"));
        let read = read(&headers(Some(&header)), None, "").expect("readable");
        assert_eq!(
            read.presented.basic,
            Some(("a:b".to_owned(), "s& =".to_owned()))
        );
    }

    #[test]
    fn what_is_ambiguous_is_refused() {
        let plain = headers(None);
        assert!(read(&plain, None, "a=1").is_ok());
        assert!(read(&plain, Some("grant_type=x"), "").is_err());
        assert!(read(&plain, None, "a=1&a=1").is_err());
        assert!(read(&plain, None, "a=%ff").is_err());
        assert!(read(&headers(Some("Bearer x")), None, "").is_err());
        for broken in ["a%00:b", "a:%ff", "a:%", "a:\u{0}", "ab"] {
            let header = format!("Basic {}", STANDARD.encode(broken));
            let fault = read(&headers(Some(&header)), None, "").expect_err(broken);
            assert_eq!(fault.code, OAuthCode::InvalidClient, "{broken}");
        }
        let mut twice = headers(Some("Basic YTpi"));
        twice.append(AUTHORIZATION, HeaderValue::from_static("Basic YTpi"));
        assert!(read(&twice, None, "").is_err());
    }

    proptest! {
        #[test]
        fn no_body_or_header_breaks_it(body in any::<String>(), auth in "[ -~]{0,80}|Basic [A-Za-z0-9+/=]{0,80}") {
            let _ = read(&headers(Some(&auth)), None, &body);
        }

        #[test]
        fn any_name_and_secret_arrive(name in "[^\0]{0,20}", secret in "[^\0]{0,40}") {
            let encode = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
            let header = format!("Basic {}", STANDARD.encode(format!("{}:{}", encode(&name), encode(&secret))));
            let read = read(&headers(Some(&header)), None, "").expect("readable");
            prop_assert_eq!(read.presented.basic, Some((name, secret)));
        }
    }
}
