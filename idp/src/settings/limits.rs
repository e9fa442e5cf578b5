//! `[limits]`: how often things may be tried.

use serde::Deserialize;
use shared::settings::Allowance;

/// How often things may be tried.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Limits {
    /// Wrong passwords of one account.
    pub sign_in_per_account: Allowance,
    /// Wrong passwords from one network.
    pub sign_in_per_network: Allowance,
    /// Wrong codes of one account.
    pub second_factor_per_account: Allowance,
    /// Registrations from one network.
    pub registrations_per_network: Allowance,
    /// Mails that a stranger can have sent to one address.
    pub mails_per_recipient: Allowance,
}
