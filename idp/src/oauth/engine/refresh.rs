//! RFC 6749 §6: from a refresh token to tokens.

use std::borrow::Cow;

use oxide_auth::code_grant::error::{AccessTokenError, AccessTokenErrorType};
use oxide_auth::code_grant::refresh as machine;
use oxide_auth::primitives::grant::Grant;

use super::{EngineFault, GrantStore, Issued, Passing};
use crate::oauth::fault::OAuthCode;

/// A refresh token in the hands of a client that proved itself.
#[derive(Debug)]
pub(in crate::oauth) struct Refreshing {
    pub(in crate::oauth) client: String,
    pub(in crate::oauth) token: String,
    pub(in crate::oauth) scope: Option<String>,
}

impl machine::Request for Refreshing {
    fn valid(&self) -> bool {
        true
    }

    fn refresh_token(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(&self.token))
    }

    fn scope(&self) -> Option<Cow<'_, str>> {
        self.scope.as_deref().map(Cow::Borrowed)
    }

    fn grant_type(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed("refresh_token"))
    }

    fn authorization(&self) -> Option<(Cow<'_, str>, Cow<'_, [u8]>)> {
        Some((Cow::Borrowed(&self.client), Cow::Borrowed(b"")))
    }

    fn extension(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

enum Step {
    Authenticated,
    Recover(String),
    Refresh(String, Box<Grant>),
    Fail(EngineFault),
}

fn step(output: machine::Output<'_>) -> Step {
    match output {
        machine::Output::Unauthenticated { .. } => Step::Authenticated,
        machine::Output::RecoverRefresh { token } => Step::Recover(token.to_owned()),
        machine::Output::Refresh { token, grant } => Step::Refresh(token.to_owned(), grant),
        machine::Output::Ok(_) => Step::Fail(EngineFault::broken()),
        machine::Output::Err(error) => Step::Fail(fault(error)),
    }
}

fn fault(mut error: machine::Error) -> EngineFault {
    let kind = error.description().map(AccessTokenError::kind);
    match (error, kind) {
        (machine::Error::Primitive, _) => EngineFault::broken(),
        (_, Some(AccessTokenErrorType::InvalidScope)) => {
            EngineFault::new(OAuthCode::InvalidScope, "scope exceeds what was granted")
        }
        _ => EngineFault::invalid_grant(),
    }
}

/// Exchanges a refresh token. The grant that comes back has the narrowed scope.
pub(in crate::oauth) async fn refresh(
    store: &mut impl GrantStore,
    request: &Refreshing,
) -> Result<(Passing, Issued), EngineFault> {
    let scope = || request.scope.as_deref().map(Cow::Borrowed);
    let mut machine = machine::Refresh::new(request);
    let mut wanted = step(machine.advance(machine::Input::None));
    loop {
        let input = match wanted {
            Step::Authenticated => machine::Input::Authenticated { scope: scope() },
            Step::Recover(token) => {
                let grant = store.recover_refresh(&token).await?;
                let grant = grant.map(Passing::into_grant).transpose()?;
                machine::Input::Recovered {
                    scope: scope(),
                    grant,
                }
            }
            Step::Refresh(token, grant) => {
                let grant = Passing::of(&grant);
                let issued = store.rotate(&token, &grant).await?;
                return match machine.advance(machine::Input::Refreshed(issued.as_refreshed())) {
                    machine::Output::Ok(_) => Ok((grant, issued)),
                    _ => Err(EngineFault::broken()),
                };
            }
            Step::Fail(fault) => return Err(fault),
        };
        wanted = step(machine.advance(input));
    }
}
