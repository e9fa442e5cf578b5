//! RFC 6749 §4.1.1: from an allowed request to a code.

use std::borrow::Cow;

use oxide_auth::code_grant::authorization as machine;
use oxide_auth::primitives::registrar::{BoundClient, ExactUrl, PreGrant, RegisteredUrl};
use oxide_auth::primitives::scope::Scope;
use shared::secret::Token;

use super::passing::{details, extensions};
use super::{EngineFault, GrantStore, Passing};

/// A request that keeps every rule of `authorize/checks`, allowed by its owner.
#[derive(Debug)]
pub(in crate::oauth) struct CodeRequest {
    pub(in crate::oauth) client: String,
    pub(in crate::oauth) redirect_uri: String,
    pub(in crate::oauth) scope: String,
    pub(in crate::oauth) state: Option<String>,
    pub(in crate::oauth) owner: String,
    pub(in crate::oauth) details: String,
}

impl machine::Request for CodeRequest {
    fn valid(&self) -> bool {
        true
    }

    fn client_id(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(&self.client))
    }

    fn scope(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(&self.scope))
    }

    fn redirect_uri(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(&self.redirect_uri))
    }

    fn state(&self) -> Option<Cow<'_, str>> {
        self.state.as_deref().map(Cow::Borrowed)
    }

    fn response_type(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed("code"))
    }

    fn extension(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

/// Runs the machine and keeps what it makes.
pub(in crate::oauth) async fn authorize(
    store: &mut impl GrantStore,
    request: &CodeRequest,
) -> Result<Token, EngineFault> {
    let grant = run(request)?;
    store.put_code(grant).await
}

/// The machine asks for nothing that is not known already, so its loop need not wait.
fn run(request: &CodeRequest) -> Result<Passing, EngineFault> {
    let mut machine = machine::Authorization::new(request);
    let mut input = machine::Input::None;
    loop {
        input = match machine.advance(input) {
            machine::Output::Bind {
                client_id,
                redirect_uri,
            } => {
                let redirect_uri = redirect_uri.ok_or_else(EngineFault::broken)?;
                machine::Input::Bound {
                    request,
                    bound_client: bound(client_id, redirect_uri),
                }
            }
            machine::Output::Extend => machine::Input::Extended(extensions(&request.details)),
            machine::Output::Negotiate {
                bound_client,
                scope,
            } => machine::Input::Negotiated {
                pre_grant: negotiated(bound_client, scope)?,
                state: request.state.clone(),
            },
            machine::Output::Ok {
                pre_grant,
                extensions,
                ..
            } => {
                return Ok(Passing {
                    owner: request.owner.clone(),
                    client: pre_grant.client_id,
                    redirect_uri: pre_grant.redirect_uri.as_str().to_owned(),
                    scope: pre_grant.scope.iter().collect(),
                    details: details(&extensions),
                });
            }
            machine::Output::Err(_) => return Err(EngineFault::broken()),
        };
    }
}

fn bound(client: String, redirect_uri: ExactUrl) -> BoundClient<'static> {
    BoundClient {
        client_id: Cow::Owned(client),
        redirect_uri: Cow::Owned(RegisteredUrl::Exact(redirect_uri)),
    }
}

fn negotiated(client: &BoundClient<'_>, scope: Option<Scope>) -> Result<PreGrant, EngineFault> {
    Ok(PreGrant {
        client_id: client.client_id.clone().into_owned(),
        redirect_uri: client.redirect_uri.clone().into_owned(),
        scope: scope.ok_or_else(EngineFault::broken)?,
    })
}
