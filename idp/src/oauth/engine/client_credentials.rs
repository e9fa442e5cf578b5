//! RFC 6749 §4.4: tokens for the client itself.

use std::borrow::Cow;

use oxide_auth::code_grant::client_credentials as machine;
use oxide_auth::primitives::grant::Extensions;
use oxide_auth::primitives::registrar::{BoundClient, PreGrant, RegisteredUrl};
use oxide_auth::primitives::scope::Scope;

use super::passing::no_redirect;
use super::{EngineFault, GrantStore, Issued, Passing};

/// A request of a client that proved itself, for scopes that it may have.
struct Own<'a> {
    client: &'a str,
    scope: &'a str,
}

impl machine::Request for Own<'_> {
    fn valid(&self) -> bool {
        true
    }

    fn authorization(&self) -> Option<(Cow<'_, str>, Cow<'_, [u8]>)> {
        Some((Cow::Borrowed(self.client), Cow::Borrowed(b"")))
    }

    fn scope(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.scope))
    }

    fn grant_type(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed("client_credentials"))
    }

    fn extension(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

/// Tokens for `client` itself; `details` is the store's own text.
pub(in crate::oauth) async fn client_credentials(
    store: &mut impl GrantStore,
    client: &str,
    scope: &str,
    details: &str,
) -> Result<(Passing, Issued), EngineFault> {
    let grant = run(&Own { client, scope }, details)?;
    let issued = store.issue(&grant).await?;
    Ok((grant, issued))
}

/// The machine asks for nothing that is not known already, so its loop need not wait.
fn run(request: &Own<'_>, details: &str) -> Result<Passing, EngineFault> {
    let mut machine = machine::ClientCredentials::new(request);
    let mut input = machine::Input::None;
    loop {
        input = match machine.advance(input) {
            machine::Output::Authenticate { .. } => machine::Input::Authenticated,
            machine::Output::Binding { client_id } => machine::Input::Bound {
                bound_client: BoundClient {
                    client_id: Cow::Owned(client_id.to_owned()),
                    redirect_uri: Cow::Owned(RegisteredUrl::Semantic(no_redirect())),
                },
            },
            machine::Output::Extend => machine::Input::Extended {
                extensions: Extensions::new(),
            },
            machine::Output::Negotiate {
                bound_client,
                scope,
            } => machine::Input::Negotiated {
                pre_grant: PreGrant {
                    client_id: bound_client.client_id.clone().into_owned(),
                    redirect_uri: bound_client.redirect_uri.clone().into_owned(),
                    scope: scope.ok_or_else(EngineFault::broken)?,
                },
            },
            machine::Output::Ok { pre_grant, .. } => {
                let scope: &Scope = &pre_grant.scope;
                return Ok(Passing {
                    owner: pre_grant.client_id.clone(),
                    client: pre_grant.client_id.clone(),
                    redirect_uri: String::new(),
                    scope: scope.iter().collect(),
                    details: details.to_owned(),
                });
            }
            machine::Output::Err(_) => return Err(EngineFault::broken()),
        };
    }
}
