//! From what a stand-in knows of a person to what it tells: requested attributes only.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::desk::Outcome;
use super::pages::{Missing, Row};
use super::wanted::Wanted;
use super::{Ending, House};

/// One attribute and what the page says of it: its trust level or its source.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fact {
    pub(crate) value: Value,
    pub(crate) mark: &'static str,
}

/// Claim → attribute.
pub(crate) type Facts = BTreeMap<&'static str, Fact>;

/// What of a person's attributes a request gets.
#[derive(Debug)]
pub(crate) struct Verdict<'a> {
    pub(crate) house: &'static House,
    pub(crate) wanted: &'a Wanted,
    pub(crate) facts: &'a Facts,
}

impl Verdict<'_> {
    /// What will be told, in the order of the house.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let asked = self.house.claims.iter().filter(|it| self.wanted.asks(it));
        let row = |claim: &&'static str| {
            let fact = self.facts.get(*claim)?;
            Some(Row::new(claim, &fact.value, fact.mark))
        };
        asked.filter_map(row).collect()
    }

    /// What was asked for and is not there.
    pub(crate) fn missing(&self) -> Vec<Missing> {
        let asked = self.house.claims.iter().filter(|it| self.wanted.asks(it));
        asked
            .filter(|claim| !self.facts.contains_key(**claim))
            .map(|claim| Missing {
                claim,
                required: self.wanted.requires(claim),
            })
            .collect()
    }

    /// The end of a sign-in whose data the person released.
    pub(crate) fn ending(&self, sub: String, acr: &'static str) -> Ending {
        let lacking: Vec<_> = self
            .missing()
            .into_iter()
            .filter(|it| it.required)
            .collect();
        if !lacking.is_empty() {
            let names: Vec<_> = lacking.iter().map(|it| it.claim).collect();
            return Ending::Failed {
                error: "access_denied",
                description: format!("IDP_REQUIRED_ATTRIBUTES_MISSING: {}", names.join(" ")),
            };
        }
        Ending::Released(Outcome {
            sub,
            acr,
            id_token: self.told(&self.wanted.id_token),
            userinfo: self.told(&self.wanted.userinfo),
        })
    }

    fn told(&self, asked: &BTreeMap<&'static str, bool>) -> Map<String, Value> {
        let mut told = Map::new();
        let mut trust = Map::new();
        for claim in asked.keys() {
            if let Some(fact) = self.facts.get(claim) {
                told.insert((*claim).to_owned(), fact.value.clone());
                trust.insert((*claim).to_owned(), fact.mark.into());
            }
        }
        if let Some(name) = self.house.trust_claim.filter(|_| !trust.is_empty()) {
            told.insert(name.to_owned(), trust.into());
        }
        told
    }
}
