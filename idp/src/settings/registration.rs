//! `[registration]`: whether applications may register themselves.

use std::collections::BTreeSet;

use serde::Deserialize;
use shared::claims::scope;
use shared::settings::Check;

/// Who may register an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RegistrationMode {
    /// Nobody; the operator's files alone.
    Closed,
    /// Who holds an invitation (`idp clients invite`).
    Token,
    /// Everybody.
    Open,
}

/// What is asked of the requests of who came without invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RegistrationPolicy {
    /// PKCE, always.
    Default,
    /// Applications that prove themselves may do without.
    Legacy,
}

/// Dynamic Client Registration (RFC 7591).
#[derive(Debug, Clone, Deserialize)]
pub struct Registration {
    /// Who may.
    pub mode: RegistrationMode,
    /// By which policy.
    pub default_policy: RegistrationPolicy,
    /// The most that who comes without invitation may ask for.
    pub scopes: BTreeSet<String>,
    /// Names of this machine at which we fetch what applications name.
    pub loopback_hosts: BTreeSet<String>,
}

impl Registration {
    pub(super) fn validate(&self, production: bool, check: &mut Check) {
        let is_open = self.mode == RegistrationMode::Open;
        check.refuse_if(
            production && is_open && self.default_policy == RegistrationPolicy::Legacy,
            "registration.default_policy",
            "must be default in production while everybody may register: legacy does without PKCE",
        );
        check.refuse_if(
            production && !self.loopback_hosts.is_empty(),
            "registration.loopback_hosts",
            "must be empty in production: strangers would reach what listens on this machine",
        );
        let mut scopes = self.scopes.iter();
        let wrong = scopes.find(|name| {
            let name = name.as_str();
            !scope::ALL.contains(&name) || scope::is_for_operator(name)
        });
        if let Some(wrong) = wrong {
            let reason = format!("names {wrong}, which is no scope for applications of others");
            check.refuse("registration.scopes", reason);
        }
    }
}
