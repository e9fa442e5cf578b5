//! `[limits]`: how often things may be tried.

use serde::Deserialize;
use shared::settings::{Allowance, Check};

/// Tries against one person (NIST SP 800-63B-4 §3.2.2), and from one network, that production bears.
const MOST: [u32; 2] = [100, 10_000];

/// How often things may be tried.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Limits {
    /// Wrong passwords of one account.
    pub sign_in_per_account: Allowance,
    /// Wrong passwords from one address (IPv4) or /64 (IPv6).
    pub sign_in_per_address: Allowance,
    /// Wrong passwords from one network (/24, /48).
    pub sign_in_per_network: Allowance,
    /// Wrong codes of one account.
    pub second_factor_per_account: Allowance,
    /// Registrations from one address.
    pub registrations_per_address: Allowance,
    /// Registrations from one network.
    pub registrations_per_network: Allowance,
    /// Applications registered from one network.
    pub clients_per_network: Allowance,
    /// Mails that a stranger can have sent to one address.
    pub mails_per_recipient: Allowance,
}

impl Limits {
    pub(super) fn validate(&self, production: bool, check: &mut Check) {
        let [person, network] = MOST;
        for (key, allowance, most) in [
            (
                "limits.sign_in_per_account",
                self.sign_in_per_account,
                person,
            ),
            (
                "limits.sign_in_per_address",
                self.sign_in_per_address,
                network,
            ),
            (
                "limits.sign_in_per_network",
                self.sign_in_per_network,
                network,
            ),
            (
                "limits.second_factor_per_account",
                self.second_factor_per_account,
                person,
            ),
            (
                "limits.registrations_per_address",
                self.registrations_per_address,
                network,
            ),
            (
                "limits.registrations_per_network",
                self.registrations_per_network,
                network,
            ),
            (
                "limits.clients_per_network",
                self.clients_per_network,
                network,
            ),
            (
                "limits.mails_per_recipient",
                self.mails_per_recipient,
                person,
            ),
        ] {
            let tries = allowance.tries.get();
            let reason = format!("must allow at most {most} tries in production, not {tries}");
            check.refuse_if(production && tries > most, key, &reason);
        }
    }
}
