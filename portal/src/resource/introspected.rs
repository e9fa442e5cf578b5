//! Opaque tokens: the provider is asked about each (RFC 7662 §2), and its answer counts for at
//! most a second, so that what it withdrew is closed here as soon. Without an answer nothing opens.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde::Deserialize;
use serde_json::Value;
use shared::clock::{Entropy, Timestamp};
use shared::provider::{Claims, JwtFault, is_only_audience, read};
use shared::secret::TokenHash;

use super::{AccessToken, Refused};
use crate::rp::{RelyingParty, read_person};

/// So many answers are kept at once.
const MOST: usize = 4096;

/// The provider's answers of the present second, by the tokens' hashes.
#[derive(Debug, Default)]
pub(crate) struct Answers(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    second: i64,
    of: HashMap<TokenHash, Result<AccessToken, Refused>>,
}

impl Answers {
    /// An answer to a question of the same second: the question stood at its beginning at the
    /// earliest, so no answer is older than a second.
    fn get(&self, token: &TokenHash, now: Timestamp) -> Option<Result<AccessToken, Refused>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_now = kept.second == now.unix();
        is_now.then(|| kept.of.get(token).cloned()).flatten()
    }

    /// `asked_at` is when the provider was asked, not when it answered.
    fn put(&self, token: TokenHash, asked_at: Timestamp, answer: Result<AccessToken, Refused>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Also when the clock was set back: its future holds no answers.
        if kept.second != asked_at.unix() {
            kept.second = asked_at.unix();
            kept.of.clear();
        }
        if kept.of.len() < MOST {
            kept.of.insert(token, answer);
        }
    }
}

/// Whether the text could be a random token (RFC 6750 §2.1) and is no JWT.
pub(super) fn is_opaque(token: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"-_~+/=".contains(&b);
    (22..=512).contains(&token.len()) && token.bytes().all(fits)
}

/// What the provider says of `token`.
pub(super) async fn ask(
    rp: &RelyingParty,
    answers: &Answers,
    token: &str,
    (entropy, now): (&dyn Entropy, Timestamp),
) -> Result<AccessToken, Refused> {
    let hash = TokenHash::of(token);
    if let Some(answer) = answers.get(&hash, now) {
        return answer;
    }
    let told = rp.introspect(token, entropy, now).await;
    let told = told.map_err(|away| Refused::Jwt(away.into()))?;
    let answer = match told {
        Some(claims) => accept(claims, rp.issuer(), rp.resource(), now),
        None => Err(Refused::Inactive),
    };
    answers.put(hash, now, answer.clone());
    answer
}

#[derive(Debug, Deserialize)]
struct Told {
    iss: String,
    aud: Value,
    exp: i64,
    iat: i64,
    sub: String,
    client_id: String,
    client_name: Option<String>,
    #[serde(default)]
    scope: String,
    token_type: String,
    acr: Option<String>,
    auth_time: Option<i64>,
    #[serde(default)]
    amr: Vec<String>,
    /// As it came: what is wrong with it is no proof, and nothing else.
    verified_claims: Option<Value>,
    /// Bound to a key that its bearer would have to prove; not offered, so never accepted.
    cnf: Option<Value>,
}

/// What is active must still be meant for us.
fn accept(
    claims: Claims,
    issuer: &str,
    resource: &str,
    now: Timestamp,
) -> Result<AccessToken, Refused> {
    let told: Told = read(claims)?;
    if told.iss != issuer {
        return Err(Refused::Issuer);
    }
    if !is_only_audience(&told.aud, resource) {
        return Err(Refused::Audience);
    }
    if told.exp <= now.unix() {
        return Err(Refused::Time);
    }
    if !told.token_type.eq_ignore_ascii_case("bearer") || told.cnf.is_some() {
        return Err(Refused::Jwt(JwtFault::WrongClaims));
    }
    Ok(AccessToken {
        sub: told.sub,
        // The provider itself has looked whether its session stands.
        sid: None,
        client_id: told.client_id,
        client_name: told.client_name,
        issued_at: Timestamp::from_unix(told.iat),
        level: told.acr.and_then(|acr| acr.parse().ok()),
        auth_time: told.auth_time.map(Timestamp::from_unix),
        means: told.amr,
        person: read_person(told.verified_claims.as_ref()),
        scopes: told.scope.split(' ').map(str::to_owned).collect(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix(1_000_000);

    fn answer(change: impl Fn(&mut Value)) -> Result<AccessToken, Refused> {
        let mut claims = json!({
            "active": true, "iss": "https://idp", "aud": "https://portal", "sub": "p",
            "client_id": "kurse", "scope": "portal.profile", "token_type": "Bearer",
            "exp": NOW.unix() + 300, "iat": NOW.unix(),
        });
        change(&mut claims);
        let claims = claims.as_object().cloned().expect("an object");
        accept(claims, "https://idp", "https://portal", NOW)
    }

    #[test]
    fn active_is_not_enough() {
        let token = answer(|_| ()).expect("good");
        assert!(token.has("portal.profile") && !token.has("portal"));
        for (name, value) in [
            ("iss", json!("https://other")),
            ("aud", json!("https://other")),
            ("aud", json!(["https://portal", "https://other"])),
            ("exp", json!(NOW.unix())),
            ("exp", json!("9999999999")),
            ("token_type", json!("DPoP")),
            ("cnf", json!({ "jkt": "x" })),
            ("sub", json!(null)),
            ("client_id", json!(7)),
        ] {
            let got = answer(|claims| claims[name] = value.clone());
            assert!(got.is_err(), "{name} = {value}");
        }
    }

    #[test]
    fn answers_are_kept_for_their_second_and_bounded() {
        let (answers, token) = (Answers::default(), TokenHash::of("a"));
        answers.put(token, NOW, answer(|_| ()));
        let second = std::time::Duration::from_secs(1);
        assert!(answers.get(&token, NOW).is_some());
        assert!(answers.get(&token, NOW + second).is_none());
        assert!(answers.get(&TokenHash::of("b"), NOW).is_none());
        answers.put(TokenHash::of("b"), NOW + second, Err(Refused::Inactive));
        assert!(answers.get(&token, NOW).is_none(), "the old ones are gone");
        // An answer that took its time is late for good.
        answers.put(token, NOW, answer(|_| ()));
        assert!(answers.get(&token, NOW + second).is_none());
        for number in 0..2 * MOST {
            let token = TokenHash::of(&number.to_string());
            answers.put(token, NOW + second, Err(Refused::Inactive));
        }
        let kept = answers.0.lock().expect("a lock");
        assert!(kept.of.len() <= MOST);
    }

    #[test]
    fn what_is_random_is_told_from_what_is_signed() {
        assert!(is_opaque(&"a".repeat(43)));
        for text in [
            "",
            "rubbish",
            "e30.e30.AAAAAAAAAAAAAAAAAAAAAAAA",
            &"a".repeat(513),
        ] {
            assert!(!is_opaque(text), "{text}");
        }
        assert!(!is_opaque(&"ä".repeat(43)));
    }
}
