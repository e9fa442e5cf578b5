//! `[limits]`: how often things may be tried.

use serde::Deserialize;
use shared::settings::Allowance;

/// How often things may be tried.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Limits {
    /// Sign-ins begun from one network.
    pub sign_in_per_network: Allowance,
    /// Unlock codes tried from one network.
    pub unlock_per_network: Allowance,
    /// Unlock codes asked for from one network.
    pub code_requests_per_network: Allowance,
    /// Mails to one address.
    pub mails_per_recipient: Allowance,
}
