//! RFC 6749 §4.1.3: from a code to tokens.

use std::borrow::Cow;

use oxide_auth::code_grant::accesstoken as machine;
use oxide_auth::primitives::grant::{Extensions, Grant};

use super::passing::details;
use super::{EngineFault, GrantStore, Issued, Passing};
use crate::oauth::fault::OAuthCode;

/// A code in the hands of a client that proved itself.
#[derive(Debug)]
pub(in crate::oauth) struct Redemption {
    pub(in crate::oauth) client: String,
    pub(in crate::oauth) code: String,
    pub(in crate::oauth) redirect_uri: String,
}

impl machine::Request for Redemption {
    fn valid(&self) -> bool {
        true
    }

    fn code(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(&self.code))
    }

    fn authorization(&self) -> machine::Authorization<'_> {
        machine::Authorization::Username(Cow::Borrowed(&self.client))
    }

    /// The client is named above; a second name would be a second way to authenticate.
    fn client_id(&self) -> Option<Cow<'_, str>> {
        None
    }

    fn redirect_uri(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(&self.redirect_uri))
    }

    fn grant_type(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed("authorization_code"))
    }

    fn extension(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

/// What the machine wants, owned, so that nothing borrowed lives while the store is asked.
enum Step {
    Authenticated,
    Recover(String),
    Extend(Extensions),
    Issue(Box<Grant>),
    Fail(EngineFault),
}

fn step(output: machine::Output<'_>) -> Step {
    match output {
        machine::Output::Authenticate { .. } => Step::Authenticated,
        machine::Output::Recover { code } => Step::Recover(code.to_owned()),
        machine::Output::Extend { extensions } => Step::Extend(extensions.clone()),
        machine::Output::Issue { grant } => Step::Issue(Box::new(grant.clone())),
        machine::Output::Ok(_) => Step::Fail(EngineFault::broken()),
        machine::Output::Err(error) => Step::Fail(fault(&error)),
    }
}

fn fault(error: &machine::Error) -> EngineFault {
    match error {
        machine::Error::Primitive(_) => EngineFault::broken(),
        machine::Error::Invalid(_) | machine::Error::Unauthorized(..) => {
            EngineFault::invalid_grant()
        }
    }
}

/// Exchanges a code. `proof` looks at the grant's details before anything is issued (PKCE).
pub(in crate::oauth) async fn access_token(
    store: &mut impl GrantStore,
    request: &Redemption,
    proof: impl Fn(&str) -> bool + Send,
) -> Result<(Passing, Issued), EngineFault> {
    if request.redirect_uri.parse::<url::Url>().is_err() {
        return Err(EngineFault::new(
            OAuthCode::InvalidGrant,
            "redirect_uri is not the one used",
        ));
    }
    let mut machine = machine::AccessToken::new(request);
    let mut wanted = step(machine.advance(machine::Input::None));
    loop {
        let input = match wanted {
            Step::Authenticated => machine::Input::Authenticated,
            Step::Recover(code) => {
                let Some(grant) = store.take_code(&code).await? else {
                    return Err(EngineFault::invalid_grant());
                };
                machine::Input::Recovered(Some(grant.into_grant()?))
            }
            Step::Extend(extensions) => {
                if !proof(&details(&extensions)) {
                    return Err(EngineFault::invalid_grant());
                }
                machine::Input::Extended {
                    access_extensions: extensions,
                }
            }
            Step::Issue(grant) => {
                let grant = Passing::of(&grant);
                let issued = store.issue(&grant).await?;
                return match machine.advance(machine::Input::Issued(issued.as_issued())) {
                    machine::Output::Ok(_) => Ok((grant, issued)),
                    _ => Err(EngineFault::broken()),
                };
            }
            Step::Fail(fault) => return Err(fault),
        };
        wanted = step(machine.advance(input));
    }
}
