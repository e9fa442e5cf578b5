//! The access token of a request (RFC 6750 §2.1), checked.

use http::HeaderMap;
use http::header::AUTHORIZATION;
use shared::claims::IdentityLevel;
use shared::clock::Timestamp;

use crate::app::App;
use crate::error::api::ApiError;
use crate::resource::{self, AccessToken, Refused};
use crate::rp::ProvenPerson;
use crate::sessions;
use shared::provider::JwtFault;

/// Where the metadata of this resource lie (RFC 9728 §3).
pub(super) fn metadata_url(app: &App) -> String {
    app.url("/.well-known/oauth-protected-resource")
}

/// The token of this request, if it is good for `scope` and its login still lives.
pub(super) async fn authorize(
    app: &App,
    headers: &HeaderMap,
    query: Option<&str>,
    scope: &str,
    now: Timestamp,
) -> Result<AccessToken, ApiError> {
    let metadata = metadata_url(app);
    if query.is_some_and(has_token) {
        return Err(ApiError::token_misplaced(&metadata));
    }
    let presented = presented(headers, &metadata)?;
    let means = (&*app.entropy, now);
    let verified = resource::verify(&app.rp, &app.answers, presented, means).await;
    let token = verified.map_err(|refused| {
        tracing::info!(reason = %refused, "an access token was refused");
        match refused {
            Refused::Jwt(JwtFault::Away) => ApiError::away(),
            _ => ApiError::invalid_token(&metadata),
        }
    })?;
    let mut tx = app.db.read().await?;
    let sid = token.sid.as_deref();
    let over = sessions::login_is_over(&mut tx, &token.sub, sid, token.issued_at).await?;
    tx.commit().await?;
    if over {
        return Err(ApiError::invalid_token(&metadata));
    }
    if !token.has(scope) {
        return Err(ApiError::insufficient_scope(&metadata, scope));
    }
    Ok(token)
}

/// The level, and who was proven, if the person behind `token` is known at least at `needed` and
/// that was proven lately; otherwise the challenge to send them to the provider again (RFC 9470).
/// The provider is asked: applications can read their tokens, so nobody's name stands in them.
pub(super) async fn demand_identity(
    app: &App,
    headers: &HeaderMap,
    token: &AccessToken,
    (needed, now): (IdentityLevel, Timestamp),
) -> Result<(IdentityLevel, ProvenPerson), ApiError> {
    let metadata = metadata_url(app);
    let most = app.settings.levels.vouched;
    let challenge = |max_age: Option<u64>| {
        ApiError::insufficient_authentication(&metadata, needed.as_str(), max_age)
    };
    let enough = |level: &IdentityLevel| *level >= needed;
    token.level.filter(enough).ok_or_else(|| challenge(None))?;
    let presented = presented(headers, &metadata)?;
    let means = (&*app.entropy, now);
    let told = resource::inspect(&app.rp, &app.answers, presented, means).await;
    let told = told.map_err(|refused| match refused {
        Refused::Jwt(JwtFault::Away) => ApiError::away(),
        _ => ApiError::invalid_token(&metadata),
    })?;
    let level = told.level.filter(enough).ok_or_else(|| challenge(None))?;
    let person = told.person.filter(|person| person.level >= needed);
    let person = person.ok_or_else(|| challenge(None))?;
    // When the person signed in here last says nothing of when they proved who they are.
    if person.at() + most < now {
        return Err(challenge(Some(most.as_secs())));
    }
    Ok((level, person))
}

/// Tokens in addresses end up in logs; they are refused even beside a good header (R13).
fn has_token(query: &str) -> bool {
    url::form_urlencoded::parse(query.as_bytes()).any(|(name, _)| name == "access_token")
}

fn presented<'h>(headers: &'h HeaderMap, metadata: &str) -> Result<&'h str, ApiError> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = values.next() else {
        return Err(ApiError::no_token(metadata));
    };
    if values.next().is_some() {
        return Err(ApiError::token_misplaced(metadata));
    }
    let Some((scheme, token)) = value.to_str().ok().and_then(|text| text.split_once(' ')) else {
        return Err(ApiError::no_token(metadata));
    };
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(ApiError::no_token(metadata));
    }
    Ok(token.trim())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_one_bearer_token_in_the_header_counts() {
        let mut headers = HeaderMap::new();
        assert!(presented(&headers, "m").is_err());
        headers.insert(AUTHORIZATION, "Basic abc".parse().expect("a header"));
        assert!(presented(&headers, "m").is_err());
        headers.insert(AUTHORIZATION, "bearer  abc".parse().expect("a header"));
        assert_eq!(presented(&headers, "m").expect("a token"), "abc");
        headers.append(AUTHORIZATION, "Bearer def".parse().expect("a header"));
        assert!(presented(&headers, "m").is_err());
    }

    #[test]
    fn a_token_in_the_query_is_seen() {
        assert!(has_token("a=b&access_token=x"));
        assert!(has_token("access%5Ftoken="));
        assert!(!has_token("token=x"));
    }

    proptest! {
        #[test]
        fn a_token_is_what_was_sent(value in "[ -~]{0,60}|Bearer [!-~]{0,60}", query in any::<String>()) {
            let mut headers = HeaderMap::new();
            headers.insert(AUTHORIZATION, value.parse().expect("a header"));
            if let Ok(token) = presented(&headers, "m") {
                let (scheme, rest) = value.split_once(' ').expect("a scheme");
                prop_assert!(scheme.eq_ignore_ascii_case("bearer") && token == rest.trim());
            }
            prop_assert_eq!(has_token(&query), url::form_urlencoded::parse(query.as_bytes()).any(|(name, _)| name == "access_token"));
        }
    }
}
