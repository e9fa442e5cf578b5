//! Answers of the authorization endpoint: the client's address with a query.

use super::ValidatedRedirect;
use crate::oauth::fault::Fault;

/// What the client is told. Every answer carries `state`, and `iss` (RFC 9207), by which a client
/// that knows several providers tells who answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AuthorizationAnswer {
    redirect: ValidatedRedirect,
    state: Option<String>,
    issuer: String,
    parameters: Vec<(&'static str, String)>,
}

impl AuthorizationAnswer {
    /// The code.
    pub(in crate::oauth) fn code(
        (redirect, state): (ValidatedRedirect, Option<String>),
        issuer: &str,
        code: &str,
    ) -> Self {
        Self {
            redirect,
            state,
            issuer: issuer.to_owned(),
            parameters: vec![("code", code.to_owned())],
        }
    }

    /// The fault.
    pub(in crate::oauth) fn fault(
        (redirect, state): (ValidatedRedirect, Option<String>),
        issuer: &str,
        fault: Fault,
    ) -> Self {
        Self {
            redirect,
            state,
            issuer: issuer.to_owned(),
            parameters: vec![
                ("error", fault.code.as_str().to_owned()),
                ("error_description", fault.description.to_owned()),
            ],
        }
    }

    /// The registered address keeps its bytes; only a query is added.
    pub(crate) fn location(&self) -> String {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.parameters)
            .extend_pairs(self.state.iter().map(|state| ("state", state)))
            .append_pair("iss", &self.issuer)
            .finish();
        let address = self.redirect.as_str();
        let joint = if address.contains('?') { '&' } else { '?' };
        format!("{address}{joint}{query}")
    }
}
