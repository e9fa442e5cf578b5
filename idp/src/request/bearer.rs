//! The access token that a program presents.

use http::HeaderMap;
use http::header::AUTHORIZATION;

/// The token, which stands in the Authorization header alone (RFC 9700 §4.3.2).
pub(crate) fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let mut all = headers.get_all(AUTHORIZATION).iter();
    let (scheme, token) = all.next()?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    let fits = scheme.eq_ignore_ascii_case("bearer") && all.next().is_none() && !token.is_empty();
    fits.then_some(token)
}

/// Whether there are several, and nobody can tell which one counts (RFC 6750 §3.1).
pub(crate) fn has_several_tokens(headers: &HeaderMap) -> bool {
    headers.get_all(AUTHORIZATION).iter().count() > 1
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn with(values: &[&str]) -> HeaderMap {
        let values = values.iter();
        let values = values.map(|it| HeaderValue::from_bytes(it.as_bytes()).expect("a value"));
        values.map(|value| (AUTHORIZATION, value)).collect()
    }

    #[test]
    fn one_header_of_the_scheme_is_a_token() {
        for (values, token) in [
            (&["Bearer abc"][..], Some("abc")),
            (&["bEARER  abc "], Some("abc")),
            (&["Basic abc"], None),
            (&["Bearer"], None),
            (&["Bearer "], None),
            (&["Bearer \u{e4}"], None),
            (&["Bearer abc", "Bearer abc"], None),
            (&[], None),
        ] {
            assert_eq!(bearer_token(&with(values)), token, "{values:?}");
        }
        assert!(has_several_tokens(&with(&["Bearer abc", "Basic x"])));
    }

    proptest! {
        #[test]
        fn only_what_was_sent_is_a_token(value in "[ -~\u{80}-\u{ff}]{0,60}|Bearer [!-~]{1,60}") {
            if let Some(token) = bearer_token(&with(&[&value])) {
                let (_, rest) = value.split_once(' ').expect("a scheme");
                prop_assert_eq!(token, rest.trim());
            }
        }
    }
}
