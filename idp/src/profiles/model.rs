use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::values::{Birthdate, Line, Lines, PhoneNumber, WebAddress, Zone};

/// The standard claims that were entered for a person, under the names of OpenID Connect Core
/// §5.1; nothing is derived from another. Address of electronic mail and language belong to the
/// account itself.
#[expect(clippy::struct_field_names, reason = "the standard names them")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Profile {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    given_name: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family_name: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    middle_name: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nickname: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preferred_username: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<WebAddress>,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<WebAddress>,
    #[serde(skip_serializing_if = "Option::is_none")]
    website: Option<WebAddress>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gender: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    birthdate: Option<Birthdate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zoneinfo: Option<Zone>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_number: Option<PhoneNumber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_number_verified: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Address>,
}

/// OpenID Connect Core §5.1.1.
#[expect(clippy::struct_field_names, reason = "the standard names them")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Address {
    #[serde(skip_serializing_if = "Option::is_none")]
    formatted: Option<Lines>,
    #[serde(skip_serializing_if = "Option::is_none")]
    street_address: Option<Lines>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locality: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postal_code: Option<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<Line>,
}

/// The text holds no standard claims of a person.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InvalidProfile {
    /// No JSON, an unknown name, a value that its claim cannot have.
    #[error("{0}")]
    Shape(#[from] serde_json::Error),
    /// It says of nothing whether it is verified.
    #[error("phone_number_verified needs phone_number")]
    NothingVerified,
    /// An address that says nothing.
    #[error("address needs at least one of its parts")]
    NoAddress,
}

impl FromStr for Profile {
    type Err = InvalidProfile;

    /// Reads a JSON object.
    fn from_str(text: &str) -> Result<Self, InvalidProfile> {
        let profile: Self = serde_json::from_str(text)?;
        if profile.phone_number.is_none() && profile.phone_number_verified.is_some() {
            return Err(InvalidProfile::NothingVerified);
        }
        if profile.address == Some(Address::default()) {
            return Err(InvalidProfile::NoAddress);
        }
        Ok(profile)
    }
}

impl Profile {
    /// The claims by their names: no nulls, no empty texts.
    pub(crate) fn claims(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(claims)) => claims,
            _ => Map::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profiles::scope_of;

    #[test]
    fn what_was_entered_comes_back_with_its_type() {
        let text = r#"{"name":"Kim Klicker","birthdate":"1987-03-14","phone_number":"+4930123456",
            "phone_number_verified":false,"address":{"locality":"Musterstadt","country":"DE"}}"#;
        let profile: Profile = text.parse().expect("a profile");
        let entered: Value = serde_json::from_str(text).expect("JSON");
        assert_eq!(Value::Object(profile.claims()), entered);
        for name in profile.claims().keys() {
            assert!(scope_of(name).is_some(), "{name} is told by no scope");
        }
        let empty: Profile = r#"{"name":null}"#.parse().expect("a profile");
        assert_eq!(empty, Profile::default());
        assert!(empty.claims().is_empty());
    }

    #[test]
    fn what_is_no_claim_is_refused() {
        for (text, told) in [
            ("", "EOF"),
            ("[]", "invalid"),
            (r#"{"name":""}"#, "must be 1 to 255 characters"),
            (r#"{"name":7}"#, "invalid type"),
            (r#"{"birthdate":"14.03.1987"}"#, "must be a day"),
            (
                r#"{"website":"http://kim.example/"}"#,
                "must be an https address",
            ),
            (r#"{"email":"kim@example.org"}"#, "unknown field `email`"),
            (r#"{"roles":["staff.lead"]}"#, "unknown field `roles`"),
            (r#"{"phone_number_verified":true}"#, "needs phone_number"),
            (r#"{"address":{}}"#, "needs at least one"),
            (
                r#"{"address":{"locality":" "}}"#,
                "must be 1 to 255 characters",
            ),
        ] {
            let error = text.parse::<Profile>().expect_err(text).to_string();
            assert!(error.contains(told), "{text}: {error}");
        }
    }
}
