//! Since when the address on record stands, and who told it. Letters with codes go there: a rule
//! that asks for an address which has stood for some time asks here.

use serde::{Deserialize, Serialize};
use shared::claims::IdentityLevel;
use shared::clock::Timestamp;

/// The last change of the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) at: Timestamp,
    /// None: the office.
    pub(crate) by: Option<ByCustomer>,
}

impl Told {
    pub(crate) const fn by_office(at: Timestamp) -> Self {
        Self { at, by: None }
    }
}

/// The customer changed it, and proved who they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ByCustomer {
    /// A resident's id.
    pub(crate) resident: String,
    /// How well.
    pub(crate) level: IdentityLevel,
    /// When, in seconds, by the provider's clock.
    pub(crate) proven_at: i64,
    /// By which means, as far as the provider told (`amr`).
    #[serde(default)]
    pub(crate) means: Vec<String>,
    /// Through which application of others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) client: Option<String>,
}
