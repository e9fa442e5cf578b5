//! `/token` and `/userinfo` (RFC 6749 §4.1.3, RFC 7636 §4.6, OpenID Connect Core §3.1.3 and §5.3).

use std::collections::BTreeMap;

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};
use shared::secret::{TokenHash, ct_eq, sha256};

use super::Provider;
use super::assertion;
use super::clients::{Presented, Proof, same_secret};
use super::desk::{ACCESS, Granted, Refused};
use super::fault::Fault;

/// How long an ID token counts, in seconds.
const ID_TOKEN: i64 = 5 * 60;

/// Tokens for a code.
pub(super) fn redeem(
    provider: &Provider,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Value, Fault> {
    let form = super::parameters(body);
    let form = form.ok_or_else(|| Fault::request("a parameter came twice"))?;
    let client_id = prove(provider, &Presented::read(headers, &form)?)?;
    match form.get("grant_type").map(String::as_str) {
        Some("authorization_code") => {}
        Some(_) => {
            let words = "only authorization_code is offered";
            return Err(Fault::new("unsupported_grant_type", words));
        }
        None => return Err(Fault::request("grant_type is missing")),
    }
    let code = form.get("code");
    let code = code.ok_or_else(|| Fault::request("code is missing"))?;
    let code = TokenHash::of(code);
    let now = provider.now();
    let access = provider.token();
    let mut desk = provider.desk();
    let granted = desk.take(code, &client_id, now).map_err(|why| match why {
        Refused::Unknown => Fault::grant("no such code"),
        Refused::Expired => Fault::grant("the code has expired"),
        Refused::Replayed => Fault::grant("the code was used before"),
    })?;
    if form.get("redirect_uri") != Some(&granted.errand.redirect_uri) {
        return Err(Fault::grant("redirect_uri is not the one of the request"));
    }
    let verifier = form.get("code_verifier").map(String::as_str);
    if !proves(verifier.unwrap_or_default(), &granted.errand.challenge) {
        return Err(Fault::grant("code_verifier does not fit"));
    }
    let at_hash = URL_SAFE_NO_PAD.encode(&sha256(access.reveal().as_bytes())[..16]);
    let id_token = provider.sign(&id_token(provider, granted, &at_hash));
    let id_token = id_token.map_err(|error| Fault::new("server_error", error.to_string()))?;
    let answer = json!({
        "access_token": access.reveal(),
        "token_type": "Bearer",
        "expires_in": ACCESS.as_secs(),
        "scope": granted.errand.scope,
        "id_token": id_token,
    });
    let mut claims = granted.outcome.userinfo.clone();
    claims.insert("sub".to_owned(), json!(granted.outcome.sub));
    desk.hand_out(code, access.hash(), claims, now);
    Ok(answer)
}

fn id_token(provider: &Provider, granted: &Granted, at_hash: &str) -> Map<String, Value> {
    let now = provider.now().unix();
    let outcome = &granted.outcome;
    let own = json!({
        "iss": provider.issuer(),
        "sub": outcome.sub,
        "aud": granted.errand.client.client_id,
        "iat": now,
        "exp": now + ID_TOKEN,
        "auth_time": granted.signed_in_at.unix(),
        "nonce": granted.errand.nonce,
        "acr": outcome.acr,
        "at_hash": at_hash,
    });
    let mut claims = outcome.id_token.clone();
    claims.extend(own.as_object().cloned().unwrap_or_default());
    claims
}

/// Whose request it is.
fn prove(provider: &Provider, presented: &Presented) -> Result<String, Fault> {
    let failed = || Fault::client("client authentication failed");
    let client = provider.client(presented.id()).ok_or_else(failed)?;
    match (&client.proof, presented) {
        (Proof::Secret(known), Presented::Basic { secret, .. }) if same_secret(known, secret) => {}
        (Proof::Keys(keys), Presented::Assertion { text, .. }) => {
            let token = format!("{}/token", provider.issuer());
            let us = [provider.issuer(), &token];
            let held = assertion::check(text, &client.client_id, keys, &us, provider.now());
            let held = held.ok_or_else(failed)?;
            let mut desk = provider.desk();
            if !desk.spend(&client.client_id, held.jti, held.expires_at) {
                return Err(failed());
            }
        }
        _ => return Err(failed()),
    }
    Ok(client.client_id.clone())
}

/// RFC 7636 §4.1 and §4.6.
fn proves(verifier: &str, challenge: &str) -> bool {
    let unreserved = |c: u8| c.is_ascii_alphanumeric() || b"-._~".contains(&c);
    let formed = (43..=128).contains(&verifier.len()) && verifier.bytes().all(unreserved);
    let computed = URL_SAFE_NO_PAD.encode(sha256(verifier.as_bytes()));
    formed && ct_eq(computed.as_bytes(), challenge.as_bytes())
}

/// What an access token opens.
pub(super) fn userinfo(
    provider: &Provider,
    headers: &HeaderMap,
) -> Result<BTreeMap<String, Value>, Fault> {
    let value = headers.get(header::AUTHORIZATION);
    let value = value.and_then(|value| value.to_str().ok());
    let token = value.and_then(|value| value.split_once(' '));
    let token = token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let claims = token.and_then(|(_, token)| {
        let hash = TokenHash::of(token.trim());
        provider.desk().claims(hash, provider.now())
    });
    let claims = claims.ok_or_else(|| Fault::new("invalid_token", "no such access token"))?;
    Ok(claims.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verifier_of_rfc_7636_appendix_b() {
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert!(proves(
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            challenge
        ));
        for bad in [
            "",
            "dBjftJeZ4CVP",
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK",
        ] {
            assert!(!proves(bad, challenge), "{bad}");
        }
    }
}
