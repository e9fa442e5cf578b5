//! `[provider]`.

use serde::Deserialize;
use shared::claims::Acr;
use shared::settings::{Check, PublicUrl};

/// Who signs people in.
#[derive(Debug, Clone, Deserialize)]
pub struct Provider {
    /// The identity provider's public address.
    pub issuer: PublicUrl,
    /// Our name there.
    pub client_id: String,
    /// What we ask for.
    pub scopes: Vec<String>,
    /// Whether access tokens are asked for by `resource` (RFC 8707).
    pub resource_indicators: bool,
    /// Another provider's `acr` of a strong sign-in; none: those of ours.
    pub strong_acr: Vec<String>,
}

impl Provider {
    pub(super) fn validate(&self, production: bool, check: &mut Check) {
        check.refuse_if(
            production && !self.issuer.is_https(),
            "provider.issuer",
            "must be https in production: tokens would travel in the clear",
        );
        check.refuse_if(
            production && self.issuer.is_example(),
            "provider.issuer",
            "is an example's; write the public_url of your identity provider",
        );
        check.refuse_if(
            self.client_id.is_empty(),
            "provider.client_id",
            "must not be empty",
        );
        check.refuse_if(
            !self.scopes.iter().any(|scope| scope == "openid"),
            "provider.scopes",
            "must hold openid",
        );
        check.refuse_if(
            self.strong_acr
                .iter()
                .any(|acr| acr == Acr::Password.as_str()),
            "provider.strong_acr",
            "must not hold urn:schluesselbund:acr:password: that is one factor",
        );
        let spaced = |acr: &String| acr.is_empty() || acr.contains(char::is_whitespace);
        check.refuse_if(
            self.strong_acr.iter().any(spaced),
            "provider.strong_acr",
            "must be a list of values without blanks",
        );
    }
}
