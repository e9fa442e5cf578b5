//! Who a person is, as the provider was told and tells on (OpenID Connect for Identity Assurance
//! 1.0). What cannot be read is no proof, but keeps nobody out.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::claims::{IdentityLevel, TRUST_FRAMEWORK, VerifiedClaims};
use shared::clock::Timestamp;

/// What the portal asks for.
pub(super) const WANTED: &[&str] = &["given_name", "family_name", "birthdate"];

/// Less is no proof of a person here.
const MINIMUM: IdentityLevel = IdentityLevel::Substantial;

/// The service for persons. Mein Unternehmenskonto says who acts for an organisation.
const FOR_PERSONS: &str = "bundid";

/// A person as they were proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProvenPerson {
    /// The service that proved it.
    by: String,
    pub(crate) family_name: Option<String>,
    /// As ISO 8601 writes it; may be incomplete, as on some cards.
    pub(crate) birth_date: Option<String>,
    pub(crate) level: IdentityLevel,
    /// When it was proven, in Unix seconds.
    at: i64,
}

impl ProvenPerson {
    /// Whether it was proven where persons prove who they are.
    pub(crate) fn is_personal(&self) -> bool {
        self.by == FOR_PERSONS
    }

    /// When it was proven.
    pub(crate) const fn at(&self) -> Timestamp {
        Timestamp::from_unix(self.at)
    }
}

/// The person whom `claim` proves well enough, if it does.
pub(crate) fn read(claim: Option<&Value>) -> Option<ProvenPerson> {
    let all: Vec<VerifiedClaims> = Deserialize::deserialize(claim?).ok()?;
    let mut enough: Vec<(IdentityLevel, VerifiedClaims)> = all
        .into_iter()
        .filter(|it| it.verification.trust_framework == TRUST_FRAMEWORK)
        .filter_map(|it| Some((it.verification.assurance_level?, it)))
        .filter(|(level, _)| *level >= MINIMUM)
        .collect();
    enough.sort_by_key(|(level, _)| *level);
    let (level, weakest) = enough.first()?;
    let at: jiff::Timestamp = weakest.verification.time.as_deref()?.parse().ok()?;
    let text = |name: &str| {
        let mut claims = enough.iter().filter_map(|(_, it)| it.claims.get(name));
        claims.find_map(Value::as_str).map(str::to_owned)
    };
    Some(ProvenPerson {
        by: service(weakest)?.to_owned(),
        family_name: text("family_name"),
        birth_date: text("birthdate"),
        level: *level,
        at: at.as_second(),
    })
}

/// The record that was looked at.
fn service(proven: &VerifiedClaims) -> Option<&str> {
    let evidence = proven.verification.evidence.first()?;
    evidence.get("record")?.get("type")?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn element(level: &str, service: &str, claims: &Value) -> Value {
        json!({
            "verification": {
                "trust_framework": "eidas", "assurance_level": level,
                "time": "2026-11-22T10:00:00Z", "evidence": [{ "record": { "type": service } }],
            },
            "claims": claims,
        })
    }

    #[test]
    fn a_person_is_read() {
        let name = json!({ "family_name": "Klicker", "birthdate": "1987-03-14" });
        let all = json!([element("high", "bundid", &name)]);
        let person = read(Some(&all)).expect("a person");
        assert!(person.is_personal());
        assert_eq!(person.family_name.as_deref(), Some("Klicker"));
        assert_eq!(person.birth_date.as_deref(), Some("1987-03-14"));
        assert_eq!(person.at(), Timestamp::from_unix(1_795_341_600));
        // No better than the weakest of what is told, and nothing of what is proven worse.
        let birth = json!({ "birthdate": "1987-03-14" });
        let family = json!({ "family_name": "Klicker" });
        let low = json!({ "family_name": "Anders" });
        let all = json!([
            element("low", "bundid", &low),
            element("high", "bundid", &family),
            element("substantial", "bundid", &birth),
        ]);
        let person = read(Some(&all)).expect("a person");
        assert_eq!(person.level, IdentityLevel::Substantial);
        assert_eq!(person.family_name.as_deref(), Some("Klicker"));
        let all = json!([element("substantial", "mein-uk", &family)]);
        assert!(!read(Some(&all)).expect("somebody").is_personal());
    }

    #[test]
    fn what_is_not_proven_or_not_readable_is_nobody() {
        let name = json!({ "family_name": "Klicker" });
        let mut timeless = element("high", "bundid", &name);
        timeless["verification"]["time"] = json!("yesterday");
        let mut other = element("high", "bundid", &name);
        other["verification"]["trust_framework"] = json!("de_aml");
        let mut nameless = element("high", "bundid", &name);
        nameless["verification"]["evidence"] = json!([]);
        for claim in [
            json!(null),
            json!("x"),
            json!([]),
            json!([element("low", "bundid", &name)]),
            json!([timeless]),
            json!([other]),
            json!([nameless]),
        ] {
            assert_eq!(read(Some(&claim)), None, "{claim}");
        }
        assert_eq!(read(None), None);
    }
}
