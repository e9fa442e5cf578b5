//! `claims`: single claims (OpenID Connect Core §5.5) and verified ones (OpenID Connect for Identity
//! Assurance 1.0 §6). Understood are the standard claims whose scope the client may ask for, `acr`,
//! `sub` and `verified_claims`; what else is named is passed over, as Core allows.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use shared::claims::{Acr, IdentityLevel, VERIFIED_CLAIMS};

use crate::clients::Client;
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;
use crate::oauth::standard::Singles;
use crate::oauth::verified::{Detail, Wish, Wishes};
use crate::profiles::scope_of;

/// What the parameter asks for.
#[derive(Debug, Clone, Default)]
pub(in crate::oauth::authorize) struct Claims {
    /// Values of `acr`, any of which will do.
    pub(in crate::oauth::authorize) acr: Vec<String>,
    /// Whether none of them means no answer.
    pub(in crate::oauth::authorize) acr_is_essential: bool,
    /// The person who is expected.
    pub(in crate::oauth::authorize) sub: Option<String>,
    pub(in crate::oauth::authorize) verified: Wishes,
}

pub(in crate::oauth::authorize) fn check(
    params: &Params,
    client: &Client,
) -> Result<Claims, Fault> {
    let Some(text) = params.get("claims") else {
        return Ok(Claims::default());
    };
    let all: Map<String, Value> = serde_json::from_str(text).map_err(|_| malformed())?;
    let id_token = members(all.get("id_token"))?;
    let userinfo = members(all.get("userinfo"))?;
    let mut claims = Claims {
        verified: Wishes {
            id_token: wishes(id_token.get(VERIFIED_CLAIMS), client)?,
            userinfo: wishes(userinfo.get(VERIFIED_CLAIMS), client)?,
            id_token_singles: singles(&id_token, client)?,
            userinfo_singles: singles(&userinfo, client)?,
        },
        ..Claims::default()
    };
    if let Some(Value::Object(acr)) = id_token.get("acr") {
        claims.acr = values(acr)?;
        claims.acr_is_essential = acr.get("essential") == Some(&Value::Bool(true));
    }
    let subs = [&id_token, &userinfo].map(|part| part.get("sub"));
    for sub in subs.into_iter().flatten() {
        let Value::Object(sub) = sub else { continue };
        for value in values(sub)? {
            if claims.sub.as_ref().is_some_and(|other| *other != value) {
                return Err(malformed());
            }
            claims.sub = Some(value);
        }
    }
    if claims.acr_is_essential
        && !claims.acr.is_empty()
        && !claims.acr.iter().any(|acr| is_known(acr))
    {
        return Err(Fault::new(
            OAuthCode::UnmetAuthenticationRequirements,
            "acr is essential and none of its values is known here",
        ));
    }
    Ok(claims)
}

fn is_known(acr: &str) -> bool {
    acr.parse::<Acr>().is_ok() || acr.parse::<IdentityLevel>().is_ok()
}

/// The members of an object that may be missing.
fn members(part: Option<&Value>) -> Result<Map<String, Value>, Fault> {
    match part {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(members)) => Ok(members.clone()),
        Some(_) => Err(malformed()),
    }
}

/// Standard claims. `essential` changes nothing: what is known of the person is told (Core §5.5.1).
fn singles(part: &Map<String, Value>, client: &Client) -> Result<Singles, Fault> {
    let mut singles = Singles::new();
    for (name, wish) in part {
        let scope = scope_of(name).filter(|scope| client.scopes.contains(*scope));
        let values = match (scope, wish) {
            (None, _) => continue,
            (Some(_), Value::Null) => Vec::new(),
            (Some(_), Value::Object(wish)) => any_values(wish)?,
            _ => return Err(malformed()),
        };
        singles.insert(name.clone(), values);
    }
    Ok(singles)
}

/// `value` or `values` (Core §5.5.1).
fn any_values(wish: &Map<String, Value>) -> Result<Vec<Value>, Fault> {
    match (wish.get("value"), wish.get("values")) {
        (Some(one), None) => Ok(vec![one.clone()]),
        (None, Some(Value::Array(all))) => Ok(all.clone()),
        (None, None) => Ok(Vec::new()),
        _ => Err(malformed()),
    }
}

/// The same, texts alone.
fn values(wish: &Map<String, Value>) -> Result<Vec<String>, Fault> {
    let text = |value: Value| match value {
        Value::String(text) => Ok(text),
        _ => Err(malformed()),
    };
    any_values(wish)?.into_iter().map(text).collect()
}

/// One request for verified claims, or several; those that can never be met ask for nothing.
fn wishes(part: Option<&Value>, client: &Client) -> Result<Vec<Wish>, Fault> {
    let all = match part {
        None => return Ok(Vec::new()),
        Some(Value::Array(all)) => all.as_slice(),
        Some(one) => std::slice::from_ref(one),
    };
    let wishes = all.iter().map(|one| wish(one, client));
    Ok(wishes
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect())
}

fn wish(one: &Value, client: &Client) -> Result<Option<Wish>, Fault> {
    let (Some(Value::Object(verification)), Some(Value::Object(claims))) =
        (one.get("verification"), one.get("claims"))
    else {
        return Err(malformed());
    };
    let framework = verification.get("trust_framework").ok_or(malformed())?;
    if claims.is_empty() {
        return Err(malformed());
    }
    let frameworks = constraint(framework)?;
    let levels = verification.get("assurance_level").map(constraint);
    let levels = levels.transpose()?.unwrap_or_default();
    let known: BTreeSet<_> = levels
        .iter()
        .filter_map(|word| IdentityLevel::of_word(word))
        .collect();
    let allowed = |name: &&String| client.verified_claims.contains(*name);
    let claims: BTreeSet<String> = claims.keys().filter(allowed).cloned().collect();
    let framework = shared::claims::TRUST_FRAMEWORK.to_owned();
    let can_be_met = !claims.is_empty()
        && (frameworks.is_empty() || frameworks.contains(&framework))
        && (levels.is_empty() || !known.is_empty());
    let details = Detail::ALL.into_iter();
    let details = details.filter(|detail| verification.contains_key(detail.word()));
    Ok(can_be_met.then(|| Wish {
        claims,
        levels: known,
        details: details.collect(),
    }))
}

/// The values that an element of `verification` may have; empty for any.
fn constraint(element: &Value) -> Result<Vec<String>, Fault> {
    match element {
        Value::Null => Ok(Vec::new()),
        Value::Object(wish) => values(wish),
        _ => Err(malformed()),
    }
}

fn malformed() -> Fault {
    Fault::new(
        OAuthCode::InvalidRequest,
        "claims is no request for claims as OpenID Connect writes it",
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn wish() -> impl Strategy<Value = Value> {
        let known = prop::sample::select(vec![
            json!(null),
            json!({}),
            json!([]),
            json!(1),
            json!("x"),
            json!({"value": "phr"}),
            json!({"value": 1}),
            json!({"values": ["a", "phr"]}),
            json!({"values": [1]}),
            json!({"value": "a", "values": []}),
            json!({"essential": true}),
            json!({"verification": {"trust_framework": null}, "claims": {"given_name": null}}),
            json!({"verification": {"trust_framework": {"value": "eidas"}}, "claims": {}}),
            json!({"verification": [], "claims": []}),
        ]);
        prop_oneof![known, any::<String>().prop_map(Value::from)]
    }

    fn part() -> impl Strategy<Value = Value> {
        let name = prop::sample::select(vec!["acr", "sub", "verified_claims", "email", ""]);
        let members = proptest::collection::vec((name, wish()), 0..4);
        let members =
            members.prop_map(|all| all.into_iter().map(|(n, v)| (n.to_owned(), v)).collect());
        prop_oneof![4 => members.prop_map(Value::Object), 1 => wish()]
    }

    proptest! {
        #[test]
        fn parts_are_read_or_refused(one in part(), other in part()) {
            for part in [&one, &other] {
                let Ok(members) = members(Some(part)) else {
                    prop_assert!(!part.is_object() && !part.is_null());
                    continue;
                };
                for wish in members.values().filter_map(Value::as_object) {
                    if let Ok(values) = values(wish) {
                        prop_assert!(values.is_empty() || wish.contains_key("value") || wish.contains_key("values"));
                    }
                }
            }
        }

        #[test]
        fn a_constraint_lists_texts_alone(element in wish()) {
            if let Ok(texts) = constraint(&element) {
                prop_assert!(element.is_null() || element.is_object());
                prop_assert!(texts.len() <= 2);
            }
        }
    }
}
