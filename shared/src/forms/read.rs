//! Reading what a form sent, strictly: nothing is guessed, cut or taken twice.

use axum::body::{Body, to_bytes};
use http::{HeaderMap, Request, Uri, header::CONTENT_TYPE};
use serde::de::DeserializeOwned;
use thiserror::Error;
use url::form_urlencoded;

use super::{CSRF_FIELD, Guard, Refused};

/// No form of ours is longer.
pub const FORM_LIMIT: usize = 64 * 1024;

/// Why a body was not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FormRejection {
    /// Not sent by a page of ours in this browser.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// More bytes than allowed, or the connection broke.
    #[error("the body is longer than {limit} bytes or was cut off")]
    TooLarge {
        /// The allowed number of bytes.
        limit: usize,
    },
    /// Another content type than the endpoint reads.
    #[error("the body has another content type")]
    WrongType,
    /// Not UTF-8, a broken `%`-escape, or a NUL.
    #[error("the body is no text")]
    BadEncoding,
    /// A field that has one value came more than once.
    #[error("the field {field} came more than once")]
    Duplicate {
        /// Its name.
        field: String,
    },
    /// A field is missing or of another shape.
    #[error("the field {field} is missing or malformed")]
    Malformed {
        /// Its name, empty if unknown.
        field: String,
    },
}

/// Reads an `application/x-www-form-urlencoded` body into `T` after the guard has let it pass.
pub async fn read_form<T: DeserializeOwned>(
    guard: &Guard,
    request: Request<Body>,
    limit: usize,
) -> Result<T, FormRejection> {
    let (parts, body) = request.into_parts();
    require_type(&parts.headers, "application/x-www-form-urlencoded")?;
    let bytes = to_bytes(body, limit)
        .await
        .map_err(|_| FormRejection::TooLarge { limit })?;
    let token = form_urlencoded::parse(&bytes)
        .find(|(name, _)| name == CSRF_FIELD)
        .map(|(_, value)| value.into_owned());
    guard.check(&parts.headers, token.as_deref())?;
    parse(&bytes)
}

/// Reads a JSON body posted by one of our scripts; the token comes in the header.
pub async fn read_json<T: DeserializeOwned>(
    guard: &Guard,
    request: Request<Body>,
    limit: usize,
) -> Result<T, FormRejection> {
    let (parts, body) = request.into_parts();
    require_type(&parts.headers, "application/json")?;
    guard.check_header(&parts.headers)?;
    let bytes = to_bytes(body, limit)
        .await
        .map_err(|_| FormRejection::TooLarge { limit })?;
    if !is_json_text(&bytes) {
        return Err(FormRejection::BadEncoding);
    }
    let mut json = serde_json::Deserializer::from_slice(&bytes);
    serde_path_to_error::deserialize(&mut json).map_err(|fault| FormRejection::Malformed {
        field: fault.path().to_string(),
    })
}

fn require_type(headers: &HeaderMap, wanted: &str) -> Result<(), FormRejection> {
    let sent = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media = sent.split(';').next().unwrap_or_default().trim();
    if media.eq_ignore_ascii_case(wanted) {
        Ok(())
    } else {
        Err(FormRejection::WrongType)
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, FormRejection> {
    if !is_text(bytes) {
        return Err(FormRejection::BadEncoding);
    }
    let fields = serde_html_form::Deserializer::new(form_urlencoded::parse(bytes));
    serde_path_to_error::deserialize(fields).map_err(|fault| {
        let field = named_field(&fault);
        let times = form_urlencoded::parse(bytes)
            .filter(|(name, _)| *name == field)
            .count();
        if times > 1 {
            FormRejection::Duplicate { field }
        } else {
            FormRejection::Malformed { field }
        }
    })
}

/// The field at fault; for a missing one only serde's message has its name.
fn named_field(fault: &serde_path_to_error::Error<serde_html_form::de::Error>) -> String {
    let path = fault.path().to_string();
    if path != "." {
        return path.split(['.', '[']).next().unwrap_or_default().to_owned();
    }
    let message = fault.inner().to_string();
    message.split('`').nth(1).unwrap_or_default().to_owned()
}

/// Whether the form or query says texts: whole `%`-escapes that make UTF-8 without a NUL.
///
/// `form_urlencoded` replaces what is no UTF-8; a password so changed would be another one.
/// A NUL is nothing that people type, and PostgreSQL keeps none.
#[must_use]
pub fn is_text(bytes: &[u8]) -> bool {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'%' {
            plain.push(*first);
            continue;
        }
        let Some((digits, tail)) = tail.split_at_checked(2) else {
            return false;
        };
        let digits = std::str::from_utf8(digits)
            .ok()
            .filter(|it| it.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(byte) = digits.and_then(|it| u8::from_str_radix(it, 16).ok()) else {
            return false;
        };
        plain.push(byte);
        rest = tail;
    }
    !plain.contains(&0) && std::str::from_utf8(&plain).is_ok()
}

/// Whether an address can name anything: its path is text, and no NUL is in its query.
#[must_use]
pub fn is_legible(uri: &Uri) -> bool {
    is_text(uri.path().as_bytes()) && !uri.query().unwrap_or_default().contains("%00")
}

/// Whether no text of a JSON body holds a NUL, which comes as an escape, for the same reason.
#[must_use]
pub fn is_json_text(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        let escape = &rest[at + 1..];
        if escape.starts_with(b"u0000") {
            return false;
        }
        // Whatever was escaped begins no escape itself: a backslash before `u0000` is one.
        rest = escape.get(1..).unwrap_or_default();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SeededEntropy;
    use proptest::prelude::*;
    use serde::Deserialize;
    use url::Url;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Sample {
        email: String,
        #[serde(default)]
        role: Vec<String>,
    }

    fn duplicate(field: &str) -> FormRejection {
        FormRejection::Duplicate {
            field: field.to_owned(),
        }
    }

    #[test]
    fn reads_scalars_and_lists() {
        let read: Sample = parse(b"csrf=x&email=kim%40example.org&role=a&role=b").unwrap();
        assert_eq!(
            read,
            Sample {
                email: "kim@example.org".into(),
                role: vec!["a".into(), "b".into()]
            }
        );
    }

    #[test]
    fn names_what_is_wrong() {
        assert_eq!(parse::<Sample>(b"email=a&email=b"), Err(duplicate("email")));
        assert_eq!(
            parse::<Sample>(b"role=a"),
            Err(FormRejection::Malformed {
                field: "email".into()
            })
        );
        assert_eq!(
            parse::<Sample>(b"email=%ff"),
            Err(FormRejection::BadEncoding)
        );
        assert_eq!(
            parse::<Sample>(b"email=%f"),
            Err(FormRejection::BadEncoding)
        );
        for broken in [b"email=%+4".as_slice(), b"email=a%00", b"email=a\0"] {
            assert_eq!(parse::<Sample>(broken), Err(FormRejection::BadEncoding));
        }
    }

    #[test]
    fn nothing_has_a_name_with_a_nul() {
        for good in ["/", "/a%20b?c=%zz", "/%c3%a4?%ff"] {
            assert!(is_legible(&good.parse().expect(good)), "{good}");
        }
        for bad in ["/a%00", "/%ff", "/%", "/%c3%28", "/a?b=%00"] {
            assert!(!is_legible(&bad.parse().expect(bad)), "{bad}");
        }
    }

    fn posted(body: Vec<u8>, content_type: &str) -> (Guard, Request<Body>, String) {
        let guard = Guard::new(
            [1; 32],
            &Url::parse("http://localhost:8080").unwrap(),
            "idp",
        );
        let entropy = SeededEntropy::new(1);
        let visitor = guard.visitor(&HeaderMap::new(), &entropy);
        let token = guard.csrf(&visitor, &entropy);
        let mut body = body;
        body.extend_from_slice(format!("&csrf={token}").as_bytes());
        let request = Request::post("/")
            .header(
                "cookie",
                format!("idp-8080-visitor={}", visitor.token().reveal()),
            )
            .header("content-type", content_type)
            .body(Body::from(body))
            .unwrap();
        (guard, request, token)
    }

    const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";

    #[tokio::test]
    async fn lets_our_own_form_pass() {
        let (guard, request, _) = posted(b"email=a".to_vec(), FORM);
        assert_eq!(
            read_form::<Sample>(&guard, request, FORM_LIMIT)
                .await
                .unwrap()
                .email,
            "a"
        );
    }

    #[tokio::test]
    async fn refuses_size_type_and_token() {
        let (guard, request, _) = posted(vec![b'a'; FORM_LIMIT], FORM);
        let answer = read_form::<Sample>(&guard, request, FORM_LIMIT).await;
        assert_eq!(answer, Err(FormRejection::TooLarge { limit: FORM_LIMIT }));
        let (guard, request, _) = posted(b"email=a".to_vec(), "text/plain");
        let answer = read_form::<Sample>(&guard, request, FORM_LIMIT).await;
        assert_eq!(answer, Err(FormRejection::WrongType));
        let (guard, request, _) = posted(b"email=a&csrf=wrong".to_vec(), FORM);
        let answer = read_form::<Sample>(&guard, request, FORM_LIMIT).await;
        assert_eq!(answer, Err(FormRejection::Refused(Refused::WrongToken)));
    }

    #[tokio::test]
    async fn json_needs_the_header() {
        let (guard, mut request, token) = posted(Vec::new(), "application/json");
        *request.body_mut() = Body::from(r#"{"email":"a"}"#);
        request
            .headers_mut()
            .insert("x-csrf-token", token.parse().unwrap());
        assert_eq!(
            read_json::<Sample>(&guard, request, 100)
                .await
                .unwrap()
                .email,
            "a"
        );
        let (guard, request, _) = posted(Vec::new(), "application/json");
        let answer = read_json::<Sample>(&guard, request, FORM_LIMIT).await;
        assert_eq!(answer, Err(FormRejection::Refused(Refused::MissingToken)));
    }

    proptest! {
        #[test]
        fn any_text_survives_the_way(text in "[^\0]{0,60}") {
            let body = form_urlencoded::Serializer::new(String::new()).append_pair("email", &text).finish();
            prop_assert_eq!(parse::<Sample>(body.as_bytes()).unwrap().email, text);
        }

        #[test]
        fn a_nul_is_seen_in_json(before in any::<String>(), nul in any::<bool>(), after in any::<String>()) {
            let text = format!("{}{}{}", before.replace('\0', ""), if nul { "\0" } else { "" }, after.replace('\0', ""));
            let json = serde_json::to_vec(&serde_json::json!({ "a": text })).unwrap();
            prop_assert_eq!(is_json_text(&json), !nul);
        }

        #[test]
        fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _answer = parse::<Sample>(&bytes);
        }
    }
}
