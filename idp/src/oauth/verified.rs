//! `verified_claims` (OpenID Connect for Identity Assurance 1.0): what BundID or Mein
//! Unternehmenskonto proved in this session, one element for each level. Nothing of another session,
//! nothing of a service that did not prove this one.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use shared::claims::{
    IdentityLevel, ORGANIZATION_ID, TRUST_FRAMEWORK, Verification, VerifiedClaims,
};
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use super::grants::Desk;
use super::standard::Singles;
use crate::accounts::AccountId;
use crate::clients::Client;
use crate::identities;
use crate::sessions::Assurance;
use crate::upstream::{Attribute, Proven};

/// What an application asked for, and where it reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::oauth) struct Wishes {
    #[serde(default)]
    pub(in crate::oauth) id_token: Vec<Wish>,
    #[serde(default)]
    pub(in crate::oauth) userinfo: Vec<Wish>,
    /// Standard claims in the ID token.
    #[serde(default)]
    pub(in crate::oauth) id_token_singles: Singles,
    /// Standard claims at userinfo, whatever the scopes.
    #[serde(default)]
    pub(in crate::oauth) userinfo_singles: Singles,
}

/// One request for verified claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::oauth) struct Wish {
    pub(in crate::oauth) claims: BTreeSet<String>,
    /// Any of these will do; empty for every level.
    pub(in crate::oauth) levels: BTreeSet<IdentityLevel>,
    /// What of the proof is told beside the trust framework.
    pub(in crate::oauth) details: BTreeSet<Detail>,
}

/// An element of `verification`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::oauth) enum Detail {
    AssuranceLevel,
    Time,
    Evidence,
}

impl Detail {
    pub(in crate::oauth) const ALL: [Self; 3] = [Self::AssuranceLevel, Self::Time, Self::Evidence];

    pub(in crate::oauth) const fn word(self) -> &'static str {
        match self {
            Self::AssuranceLevel => "assurance_level",
            Self::Time => "time",
            Self::Evidence => "evidence",
        }
    }
}

impl Wishes {
    /// Every standard claim that is asked for by itself.
    pub(in crate::oauth) fn singles(&self) -> BTreeSet<&str> {
        let singles = self
            .id_token_singles
            .keys()
            .chain(self.userinfo_singles.keys());
        singles.map(String::as_str).collect()
    }

    /// Every verified claim that is asked for.
    pub(in crate::oauth) fn names(&self) -> BTreeSet<&str> {
        let wishes = self.id_token.iter().chain(&self.userinfo);
        let names = wishes.flat_map(|wish| &wish.claims);
        names.map(String::as_str).collect()
    }
}

/// Who is told of: an account, and what is left of the proof of its person in the session.
#[derive(Debug, Clone, Copy)]
pub(in crate::oauth) struct Person<'a> {
    pub(in crate::oauth) account: &'a str,
    pub(in crate::oauth) assurance: Option<Assurance>,
}

/// What of the wishes is proven of this person.
pub(in crate::oauth) async fn tell(
    tx: &mut Tx,
    desk: Desk<'_>,
    client: &Client,
    person: Person<'_>,
    wishes: &[Wish],
) -> Result<Vec<VerifiedClaims>, StoreError> {
    let (Some(assurance), false) = (person.assurance, wishes.is_empty()) else {
        return Ok(Vec::new());
    };
    let account = AccountId::new(person.account.to_owned());
    let found = identities::proven(tx, desk.identities, &account, assurance.service).await?;
    // What another session has proven since is that one's.
    let found = found.filter(|(_, at)| *at == assurance.at);
    let Some((proven, at)) = found else {
        return Ok(Vec::new());
    };
    let value = |attribute: &Attribute| match (attribute.name.as_str(), attribute.value.as_str()) {
        // Two applications must not compare notes by the service's own name for it.
        (ORGANIZATION_ID, Some(id)) => Value::String(desk.names.of_organization(id, client)),
        _ => attribute.value.clone(),
    };
    let mut told = Vec::new();
    for wish in wishes {
        for (level, claims) in by_level((&proven, assurance.level), client, wish, &value) {
            told.push(VerifiedClaims {
                verification: verification(wish, level, &proven, at),
                claims,
            });
        }
    }
    Ok(told)
}

/// The attributes by how well they are proven: no better than the session still is.
fn by_level(
    (proven, most): (&Proven, IdentityLevel),
    client: &Client,
    wish: &Wish,
    value: &dyn Fn(&Attribute) -> Value,
) -> BTreeMap<IdentityLevel, Map<String, Value>> {
    let mut levels: BTreeMap<_, Map<String, Value>> = BTreeMap::new();
    for attribute in &proven.attributes {
        let name = &attribute.name;
        let Some(level) = proven.level_of(attribute).map(|level| level.min(most)) else {
            continue;
        };
        // The client's file may have changed since it asked.
        let is_asked = wish.claims.contains(name) && client.verified_claims.contains(name);
        if is_asked && (wish.levels.is_empty() || wish.levels.contains(&level)) {
            let claims = levels.entry(level).or_default();
            claims.insert(name.clone(), value(attribute));
        }
    }
    levels
}

fn verification(wish: &Wish, level: IdentityLevel, proven: &Proven, at: Timestamp) -> Verification {
    let tells = |detail| wish.details.contains(&detail);
    Verification {
        trust_framework: TRUST_FRAMEWORK.to_owned(),
        assurance_level: tells(Detail::AssuranceLevel).then_some(level),
        time: tells(Detail::Time).then(|| written(at)),
        evidence: if tells(Detail::Evidence) {
            vec![evidence(proven)]
        } else {
            Vec::new()
        },
    }
}

/// The record that was looked at, and by what the person opened it.
fn evidence(proven: &Proven) -> Value {
    json!({
        "type": "electronic_record",
        "check_details": [{ "check_method": "auth", "organization": proven.service.name() }],
        "record": {
            "type": proven.service.word(),
            "source": { "name": proven.service.name() },
            "derived_from": proven.means.name,
        },
    })
}

/// RFC 3339 in UTC, whole seconds.
fn written(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_second(at.unix());
    at.unwrap_or_default().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_in_utc() {
        assert_eq!(
            written(Timestamp::from_unix(1_795_348_800)),
            "2026-11-22T12:00:00Z"
        );
    }
}
