//! What passes through the machines.

use chrono::{DateTime, Utc};
use oxide_auth::primitives::grant::{Extensions, Grant, Value};
use oxide_auth::primitives::issuer::{IssuedToken, RefreshedToken, TokenType};
use url::Url;

use super::{EngineFault, Issued};
use crate::oauth::scope::ScopeSet;

/// The extension that carries what oxide-auth has no word for.
const DETAILS: &str = "schluesselbund";

/// A grant on its way.
#[derive(Debug, Clone)]
pub(in crate::oauth) struct Passing {
    pub(in crate::oauth) owner: String,
    pub(in crate::oauth) client: String,
    pub(in crate::oauth) redirect_uri: String,
    pub(in crate::oauth) scope: ScopeSet,
    /// The store's own text; the machines hand it on.
    pub(in crate::oauth) details: String,
}

pub(super) fn extensions(details: &str) -> Extensions {
    let mut extensions = Extensions::new();
    extensions.set_raw(DETAILS.to_owned(), Value::private(Some(details.to_owned())));
    extensions
}

pub(super) fn details(extensions: &Extensions) -> String {
    let own = extensions.private().find(|(name, _)| *name == DETAILS);
    own.and_then(|(_, value)| value)
        .unwrap_or_default()
        .to_owned()
}

impl Passing {
    pub(super) fn into_grant(self) -> Result<Box<Grant>, EngineFault> {
        let redirect_uri = match self.redirect_uri.as_str() {
            "" => no_redirect(),
            uri => Url::parse(uri).map_err(|_| EngineFault::broken())?,
        };
        Ok(Box::new(Grant {
            owner_id: self.owner,
            client_id: self.client,
            scope: self
                .scope
                .to_string()
                .parse()
                .map_err(|_| EngineFault::broken())?,
            redirect_uri,
            until: DateTime::<Utc>::MAX_UTC,
            extensions: extensions(&self.details),
        }))
    }

    pub(super) fn of(grant: &Grant) -> Self {
        Self {
            owner: grant.owner_id.clone(),
            client: grant.client_id.clone(),
            redirect_uri: grant.redirect_uri.to_string(),
            scope: grant.scope.iter().collect(),
            details: details(&grant.extensions),
        }
    }
}

/// What stands for the redirect URI of a grant that has none.
pub(super) fn no_redirect() -> Url {
    Url::parse("urn:none").expect("a constant URI")
}

impl Issued {
    pub(super) fn as_issued(&self) -> IssuedToken {
        IssuedToken {
            token: self.access_token.clone(),
            refresh: None,
            until: DateTime::<Utc>::MAX_UTC,
            token_type: TokenType::Bearer,
        }
    }

    pub(super) fn as_refreshed(&self) -> RefreshedToken {
        RefreshedToken {
            token: self.access_token.clone(),
            refresh: None,
            until: DateTime::<Utc>::MAX_UTC,
            token_type: TokenType::Bearer,
        }
    }
}
