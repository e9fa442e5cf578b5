//! Answers of the authorization endpoint: the client's address with a query, or a form that the
//! browser sends there.

use super::ValidatedRedirect;
use crate::oauth::fault::Fault;

/// How a client is told (OAuth 2.0 Multiple Response Types §2.1, OAuth 2.0 Form Post).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::oauth) enum ResponseMode {
    #[default]
    Query,
    FormPost,
}

/// Where and how a client is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::oauth) struct Way {
    pub(in crate::oauth) redirect: ValidatedRedirect,
    pub(in crate::oauth) state: Option<String>,
    pub(in crate::oauth) mode: ResponseMode,
}

/// What the client is told. Every answer carries `state`, and `iss` (RFC 9207), by which a client
/// that knows several providers tells who answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::oauth) struct AuthorizationAnswer {
    way: Way,
    issuer: String,
    parameters: Vec<(&'static str, String)>,
}

impl AuthorizationAnswer {
    /// The code.
    pub(in crate::oauth) fn code(way: Way, issuer: &str, code: &str) -> Self {
        Self {
            way,
            issuer: issuer.to_owned(),
            parameters: vec![("code", code.to_owned())],
        }
    }

    /// The fault.
    pub(in crate::oauth) fn fault(way: Way, issuer: &str, fault: Fault) -> Self {
        Self {
            way,
            issuer: issuer.to_owned(),
            parameters: vec![
                ("error", fault.code.as_str().to_owned()),
                ("error_description", fault.description.to_owned()),
            ],
        }
    }

    /// Where and how.
    pub(in crate::oauth) const fn way(&self) -> &Way {
        &self.way
    }

    /// Everything that is told.
    pub(in crate::oauth) fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = self.parameters.clone();
        fields.extend(self.way.state.iter().map(|state| ("state", state.clone())));
        fields.push(("iss", self.issuer.clone()));
        fields
    }

    /// The registered address keeps its bytes; only a query is added.
    pub(in crate::oauth) fn location(&self) -> String {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(self.fields())
            .finish();
        let address = self.way.redirect.as_str();
        let joint = if address.contains('?') { '&' } else { '?' };
        format!("{address}{joint}{query}")
    }
}
