//! How the identity provider knows it: two applications, so that each may ask for no more than its
//! job needs. What customers allow and what staff allows are two lines under „Verbundene Dienste",
//! and ending one leaves the other.

use shared::secret::{TokenHash, sha256};

use super::Settings;

pub(super) const STAFF: &str = "bildungstraeger-personal";
pub(super) const CUSTOMERS: &str = "bildungstraeger";

/// Paths of the redirect URIs.
pub(super) const STAFF_BACK: &str = "/zurueck/personal";
pub(super) const CUSTOMERS_BACK: &str = "/zurueck/verbinden";

pub(super) fn files(settings: &Settings) -> [(&'static str, String); 2] {
    let origin = |url: &url::Url| url.origin().ascii_serialization();
    let file = |text: &str, secret: &str| {
        let hash = TokenHash::from_slice(&sha256(secret.as_bytes()));
        let hash = hash.map(TokenHash::to_hex).unwrap_or_default();
        text.replace("SECRET_SHA256", &hash)
            .replace("http://localhost:8085", &origin(&settings.public_url))
            .replace("http://localhost:8081", &origin(&settings.portal))
    };
    let staff = file(include_str!("staff.toml"), &settings.staff_secret);
    let customers = file(include_str!("customers.toml"), &settings.customer_secret);
    [(STAFF, staff), (CUSTOMERS, customers)]
}
