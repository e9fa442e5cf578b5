//! The names of the standard claims (OpenID Connect Core §5.1), each with the scope that asks for
//! it (§5.4).

use shared::claims::scope::{ADDRESS, EMAIL, PHONE, PROFILE};

/// Every standard claim but `sub`, in the order of the standard.
pub(crate) const STANDARD: &[(&str, &str)] = &[
    ("name", PROFILE),
    ("given_name", PROFILE),
    ("family_name", PROFILE),
    ("middle_name", PROFILE),
    ("nickname", PROFILE),
    ("preferred_username", PROFILE),
    ("profile", PROFILE),
    ("picture", PROFILE),
    ("website", PROFILE),
    ("email", EMAIL),
    ("email_verified", EMAIL),
    ("gender", PROFILE),
    ("birthdate", PROFILE),
    ("zoneinfo", PROFILE),
    ("locale", PROFILE),
    ("phone_number", PHONE),
    ("phone_number_verified", PHONE),
    ("address", ADDRESS),
    ("updated_at", PROFILE),
];

/// The scope that asks for a standard claim; none: it is not one.
pub(crate) fn scope_of(claim: &str) -> Option<&'static str> {
    let mut all = STANDARD.iter();
    all.find(|(name, _)| *name == claim)
        .map(|(_, scope)| *scope)
}
