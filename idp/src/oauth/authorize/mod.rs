//! The authorization endpoint (RFC 6749 §3.1, OpenID Connect Core §3.1.2): what may be asked
//! ([`pipeline`]), what the person must still do ([`decide`]), and the code ([`issue()`]).

mod checks;
mod decide;
mod issue;
mod object;
mod pipeline;
mod respond;

pub(in crate::oauth) use checks::client::named;
pub(crate) use checks::redirect_uri::ValidatedRedirect;
pub(in crate::oauth) use decide::{Begun, Decision, Standing, decide};
pub(in crate::oauth) use issue::{issue, wanted};
pub(in crate::oauth) use object::open;
pub(in crate::oauth) use pipeline::{Refused, ValidRequest, refuse, validate};
pub(in crate::oauth) use respond::{AuthorizationAnswer, ResponseMode};
