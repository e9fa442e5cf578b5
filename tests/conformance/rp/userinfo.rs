//! What userinfo tells, judged by type (OpenID Connect Core §5.1).

use serde_json::Value;

/// The claims of each scope (OpenID Connect Core §5.4).
pub(crate) fn of_scope(scope: &str) -> &'static [&'static str] {
    match scope {
        "profile" => &[
            "name",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "updated_at",
        ],
        "email" => &["email", "email_verified"],
        "address" => &["address"],
        "phone" => &["phone_number", "phone_number_verified"],
        _ => &[],
    }
}

const ADDRESS: [&str; 6] = [
    "formatted",
    "street_address",
    "locality",
    "region",
    "postal_code",
    "country",
];

/// Every member has the type that the standard gives it, and none is empty.
pub(crate) fn check(claims: &Value) {
    let members = claims.as_object().expect("an object");
    for (name, value) in members {
        let fits = match name.as_str() {
            "email_verified" | "phone_number_verified" => value.is_boolean(),
            "updated_at" => value.as_i64().is_some_and(|at| at > 0),
            "address" => value.as_object().is_some_and(|parts| {
                !parts.is_empty()
                    && parts
                        .iter()
                        .all(|(part, text)| ADDRESS.contains(&part.as_str()) && is_filled(text))
            }),
            // OpenID Connect for Identity Assurance; nobody asks for it here.
            "verified_claims" => false,
            _ => is_filled(value),
        };
        assert!(fits, "{name} = {value}");
    }
}

fn is_filled(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty())
}
