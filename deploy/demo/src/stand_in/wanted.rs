//! What a request asks for: claims, each required or not, and the least level.
//!
//! Promises: only what is asked for by `claims` (OpenID Connect Core §5.5) or a scope (§5.4) is
//! told; `essential` means what BundID calls `RequiredAttribute`; `acr_values` and the claim `acr`
//! name the lowest level that will do (BundID: `Comparison="minimum"`).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::fault::Fault;
use super::{House, Level};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ClaimsParameter {
    userinfo: Members,
    id_token: Members,
}

type Members = BTreeMap<String, Option<Member>>;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Member {
    essential: bool,
    value: Option<Value>,
    values: Vec<Value>,
}

impl Member {
    fn values(&self) -> impl Iterator<Item = &Value> {
        self.value.iter().chain(&self.values)
    }
}

/// Claim → whether it is required.
type Asked = BTreeMap<&'static str, bool>;

/// What a request asks for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) id_token: Asked,
    pub(crate) userinfo: Asked,
    /// The lowest level that will do.
    pub(crate) minimum: Level,
}

impl Wanted {
    pub(super) fn read(
        parameters: &BTreeMap<String, String>,
        house: &House,
    ) -> Result<Self, Fault> {
        let claims: ClaimsParameter = match parameters.get("claims") {
            Some(text) => serde_json::from_str(text)
                .map_err(|error| Fault::request(format!("claims cannot be read: {error}")))?,
            None => ClaimsParameter::default(),
        };
        let acr_values = parameters.get("acr_values").map(String::as_str);
        let listed = lowest(acr_values.unwrap_or_default().split_ascii_whitespace())?;
        let member = claims.id_token.get("acr").and_then(Option::as_ref);
        let named = member.map(Member::values).into_iter().flatten();
        let named = lowest(named.map(|value| value.as_str().unwrap_or_default()))?;
        let minimum = listed.max(named);
        if minimum > house.highest {
            return Err(Fault::new(
                "unmet_authentication_requirements",
                format!("{} is the highest level here", house.highest.as_str()),
            ));
        }
        let mut userinfo = asked(&claims.userinfo, house);
        let scope = parameters.get("scope").map(String::as_str);
        for scope in scope.unwrap_or_default().split_ascii_whitespace() {
            let claims = house.scopes.iter().find(|(name, _)| *name == scope);
            for claim in claims.map(|(_, claims)| *claims).unwrap_or_default() {
                userinfo.entry(claim).or_insert(false);
            }
        }
        Ok(Self {
            id_token: asked(&claims.id_token, house),
            userinfo,
            minimum,
        })
    }

    pub(crate) fn asks(&self, claim: &str) -> bool {
        self.id_token.contains_key(claim) || self.userinfo.contains_key(claim)
    }

    pub(crate) fn requires(&self, claim: &str) -> bool {
        let required = |asked: &Asked| asked.get(claim).copied().unwrap_or_default();
        required(&self.id_token) || required(&self.userinfo)
    }
}

/// The lowest of the levels named; none named is the lowest of all.
fn lowest<'a>(names: impl Iterator<Item = &'a str>) -> Result<Level, Fault> {
    let unknown = |name| Fault::request(format!("acr: no level is called {name:?}"));
    let levels = names.map(|name| Level::parse(name).ok_or_else(|| unknown(name)));
    let levels = levels.collect::<Result<Vec<_>, _>>()?;
    Ok(levels.into_iter().min().unwrap_or_default())
}

/// What nobody here knows is ignored (OpenID Connect Core §5.5).
fn asked(members: &Members, house: &House) -> Asked {
    let required = |claim: &&'static str| {
        let member = members.get(*claim)?.as_ref();
        Some((*claim, member.is_some_and(|member| member.essential)))
    };
    house.claims.iter().filter_map(required).collect()
}
