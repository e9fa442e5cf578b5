//! `max_age`: how long ago the sign-in may be, in seconds (OpenID Connect Core §3.1.2.1).

use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

pub(in crate::oauth::authorize) fn check(params: &Params) -> Result<Option<i64>, Fault> {
    let Some(text) = params.get("max_age") else {
        return Ok(None);
    };
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let age = text.parse::<i64>().ok().filter(|_| digits);
    age.map(Some).ok_or(Fault::new(
        OAuthCode::InvalidRequest,
        "max_age must be a number of seconds",
    ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn params(text: &str) -> Params {
        Params::default().overridden(vec![("max_age".to_owned(), text.to_owned())])
    }

    proptest! {
        #[test]
        fn an_age_is_a_number_of_seconds(text in "[0-9]{0,25}|[+-][0-9]{1,5}|[0-9 .e]{0,6}|\\PC{0,8}") {
            match check(&params(&text)) {
                Ok(Some(age)) => prop_assert!(age >= 0 && text.trim_start_matches('0').parse().unwrap_or(0) == age),
                Ok(None) => prop_assert!(text.is_empty()),
                Err(fault) => prop_assert_eq!(fault.code, OAuthCode::InvalidRequest),
            }
        }
    }
}
