//! The one audience of an access token (RFC 8707 §2.2): what the request names, else the issuer.

use std::collections::BTreeSet;

use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

/// `None` for the issuer; otherwise one of `granted`.
pub(super) fn audience(
    params: &Params,
    granted: &BTreeSet<String>,
    issuer: &str,
) -> Result<Option<String>, Fault> {
    let mut named = params.all("resource");
    let refuse = |description| Err(Fault::new(OAuthCode::InvalidTarget, description));
    match (named.next(), named.next()) {
        (None, _) => Ok(None),
        (Some(_), Some(_)) => refuse("an access token has one audience"),
        (Some(resource), None) if resource == issuer => Ok(None),
        (Some(resource), None) if granted.contains(resource) => Ok(Some(resource.to_owned())),
        _ => refuse("resource was not granted"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_audience_is_one_that_was_granted(named in proptest::collection::vec("https://(idp|api|other)\\.test/?|\\PC{0,20}", 0..3)) {
            let granted = BTreeSet::from(["https://api.test".to_owned()]);
            let pairs = named.iter().map(|it| ("resource".to_owned(), it.clone())).collect();
            let named: Vec<_> = named.iter().filter(|it| !it.is_empty()).collect();
            match audience(&Params::default().overridden(pairs), &granted, "https://idp.test") {
                Ok(Some(audience)) => prop_assert!(granted.contains(&audience) && named == [&audience]),
                Ok(None) => prop_assert!(named.is_empty() || named == ["https://idp.test"]),
                Err(fault) => prop_assert_eq!(fault.code, OAuthCode::InvalidTarget),
            }
        }
    }
}
