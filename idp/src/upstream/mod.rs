//! Providers by which people sign in besides the account's own ways (S24, S25): BundID and Mein
//! Unternehmenskonto. Configured in files; what is OpenID Connect stays in [`oidc`], so that SAML
//! can stand beside it.
//!
//! Promises of an answer that is taken: it is from this provider, to this very request, signed, not
//! used before, of a level that the settings know and that is at least the one asked for.

mod load;
mod model;
mod oidc;

pub(crate) use load::load;
pub(crate) use model::{Attribute, Means, Offered, Proven, Service, Trust, Upstream, Upstreams};
pub(crate) use oidc::{FinishError, Secrets};
