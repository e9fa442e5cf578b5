//! What was proven of a person, how well, how and when (OpenID Connect for Identity Assurance 1.0).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::IdentityLevel;

/// The claim, of ID token and userinfo; always an array here: one element for each level.
pub const VERIFIED_CLAIMS: &str = "verified_claims";
/// The only trust framework: levels of Regulation (EU) 910/2014.
pub const TRUST_FRAMEWORK: &str = "eidas";

/// The name of the organisation for which the person acts.
pub const ORGANIZATION_NAME: &str = "organization_name";
/// Names the organisation towards one relying party; always the same.
pub const ORGANIZATION_ID: &str = "organization_id";
/// `36936`.
pub const ORGANIZATION_REGISTER_NUMBER: &str = "organization_register_number";
/// `HRA`, `HRB`, `VR`, `GR`, `PR`.
pub const ORGANIZATION_REGISTER_TYPE: &str = "organization_register_type";
/// The court that keeps the register.
pub const ORGANIZATION_REGISTER_COURT: &str = "organization_register_court";
/// `Aktiengesellschaft`.
pub const ORGANIZATION_LEGAL_FORM: &str = "organization_legal_form";

/// Every claim that can be asked for as a verified one; those of a person are OpenID Connect's
/// (Core §5.1, Identity Assurance §4).
pub const VERIFIABLE: &[&str] = &[
    "given_name",
    "family_name",
    "birthdate",
    "gender",
    "address",
    "nationalities",
    "birth_family_name",
    "place_of_birth",
    ORGANIZATION_NAME,
    ORGANIZATION_ID,
    ORGANIZATION_REGISTER_NUMBER,
    ORGANIZATION_REGISTER_TYPE,
    ORGANIZATION_REGISTER_COURT,
    ORGANIZATION_LEGAL_FORM,
];

/// Claims that were proven in the same way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifiedClaims {
    /// How.
    pub verification: Verification,
    /// What.
    pub claims: Map<String, Value>,
}

/// How claims were proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// [`TRUST_FRAMEWORK`].
    pub trust_framework: String,
    /// How well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assurance_level: Option<IdentityLevel>,
    /// When, as RFC 3339 in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// By what: one `electronic_record`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Value>,
}

/// The text of a claim among verified ones that are at least so well proven.
#[must_use]
pub fn verified_text<'a>(
    all: &'a [VerifiedClaims],
    name: &str,
    minimum: IdentityLevel,
) -> Option<&'a str> {
    let mut enough = all.iter().filter(|it| {
        it.verification.trust_framework == TRUST_FRAMEWORK
            && it.verification.assurance_level >= Some(minimum)
    });
    enough.find_map(|it| it.claims.get(name)?.as_str())
}

/// The value of the parameter `claims` (OpenID Connect Core §5.5) that asks for these verified
/// claims in the ID token, and how well and when they were proven.
#[must_use]
pub fn ask_verified(names: &[&str]) -> Value {
    let names: BTreeMap<_, _> = names.iter().map(|name| (*name, Value::Null)).collect();
    let verification = json!({
        "trust_framework": { "value": TRUST_FRAMEWORK }, "assurance_level": null, "time": null,
    });
    json!({ "id_token": { VERIFIED_CLAIMS: { "verification": verification, "claims": names } } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_proven_well_enough_is_read() {
        let given: Vec<VerifiedClaims> = serde_json::from_value(json!([
            { "verification": { "trust_framework": "eidas", "assurance_level": "low" },
              "claims": { "given_name": "Kim", "family_name": "Klicker" } },
            { "verification": { "trust_framework": "other", "assurance_level": "high" },
              "claims": { "birthdate": "1987-03-14" } },
            { "verification": { "trust_framework": "eidas", "assurance_level": "high" },
              "claims": { "family_name": "KLICKER" } },
        ]))
        .expect("verified claims");
        let text = |name, level| verified_text(&given, name, level);
        assert_eq!(text("given_name", IdentityLevel::Low), Some("Kim"));
        assert_eq!(text("given_name", IdentityLevel::Substantial), None);
        assert_eq!(
            text("family_name", IdentityLevel::Substantial),
            Some("KLICKER")
        );
        assert_eq!(text("birthdate", IdentityLevel::Low), None);
    }

    #[test]
    fn the_question_is_as_the_standard_writes_it() {
        assert_eq!(
            ask_verified(&["given_name"]).to_string(),
            concat!(
                r#"{"id_token":{"verified_claims":{"claims":{"given_name":null},"verification":"#,
                r#"{"assurance_level":null,"time":null,"trust_framework":{"value":"eidas"}}}}}"#
            )
        );
    }
}
