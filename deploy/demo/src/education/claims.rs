//! What an ID token proves of somebody who acts for an organisation (OpenID Connect for Identity
//! Assurance 1.0).

use std::collections::BTreeMap;

use openidconnect::AdditionalClaims;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What we ask for; nobody comes in without the organisation.
const WANTED: [&str; 4] = [
    "organization_name",
    "organization_id",
    "given_name",
    "family_name",
];

/// The parameter `claims` of the request.
pub(super) fn question() -> String {
    let wanted: BTreeMap<_, _> = WANTED.map(|name| (name, Value::Null)).into();
    let verification = json!({ "trust_framework": { "value": "eidas" }, "assurance_level": null });
    let verified = json!({ "verification": verification, "claims": wanted });
    json!({ "id_token": { "verified_claims": verified } }).to_string()
}

/// The claims of an ID token beside the standard ones.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Proven {
    #[serde(default)]
    pub(super) verified_claims: Vec<Verified>,
    /// The session at the provider.
    #[serde(default)]
    pub(super) sid: Option<String>,
}

impl AdditionalClaims for Proven {}

/// Claims that were proven in the same way.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Verified {
    verification: Verification,
    #[serde(default)]
    claims: BTreeMap<String, Value>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Verification {
    trust_framework: String,
    #[serde(default)]
    assurance_level: Option<String>,
}

impl Verified {
    fn is_enough(&self) -> bool {
        let level = self.verification.assurance_level.as_deref();
        self.verification.trust_framework == "eidas"
            && matches!(level, Some("substantial" | "high"))
    }
}

/// Somebody who acts for an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Acting {
    pub(super) organisation_id: String,
    pub(super) organisation: String,
    pub(super) person: String,
}

impl Proven {
    /// For whom the person acts, if that was proven well enough.
    pub(super) fn acting(&self) -> Option<Acting> {
        let text = |name: &str| {
            let mut enough = self.verified_claims.iter().filter(|it| it.is_enough());
            let found = enough.find_map(|it| it.claims.get(name)?.as_str());
            found.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let names = [text("given_name"), text("family_name")];
        let names: Vec<_> = names.into_iter().flatten().collect();
        Some(Acting {
            organisation_id: text("organization_id")?,
            organisation: text("organization_name")?,
            person: names.join(" "),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proven(framework: &str, level: &str) -> Option<Acting> {
        let claims = json!({
            "organization_id": "o1", "organization_name": "Lernwerk", "given_name": "Leyla",
            "family_name": "Lernfeld",
        });
        let verification = json!({ "trust_framework": framework, "assurance_level": level });
        let told =
            json!({ "verified_claims": [{ "verification": verification, "claims": claims }] });
        let told: Proven = serde_json::from_value(told).expect("claims");
        told.acting()
    }

    #[test]
    fn only_a_proven_organisation_counts() {
        let acting = proven("eidas", "substantial").expect("an organisation");
        assert_eq!(acting.person, "Leyla Lernfeld");
        assert_eq!(acting.organisation_id, "o1");
        assert_eq!(proven("eidas", "low"), None);
        assert_eq!(proven("homemade", "high"), None);
        assert_eq!(Proven::default().acting(), None);
    }
}
