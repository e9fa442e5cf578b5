//! The portal as relying party (OpenID Connect Core, on the crate `openidconnect`): what it asks
//! of the provider and how it checks the answers. It keeps nothing: `sign_in`, `sign_out` and
//! `sessions` do.
//!
//! | file | promise |
//! |---|---|
//! | `authorize` | code flow with PKCE S256, state, nonce (Core §3.1.2.1, RFC 7636, RFC 8707) |
//! | `exchange` | code and refresh token for tokens; the ID token checked (Core §3.1.3.7) |
//! | `client_key` | `private_key_jwt` (Core §9, RFC 7523) and its public half |
//! | `event` | what became of an account (RISC; RFC 8417) |
//! | `program` | a token for the portal itself (RFC 6749 §4.4) |
//! | `introspect` | what a token of others is good for (RFC 7662) |
//! | `organisation` | for whom a person acts (Identity Assurance 1.0) |
//! | `person` | who a person is (Identity Assurance 1.0) |
//! | `logout` | RP-Initiated Logout §2; Back-Channel Logout §2.6 |

mod authorize;
mod client_key;
mod event;
mod exchange;
mod introspect;
mod logout;
mod model;
mod organisation;
mod person;
mod program;
mod store;

pub(crate) use authorize::{Demand, Greeting, Secrets};
pub(crate) use client_key::ClientKey;
pub(crate) use event::{EventTokenError, LONGEST as EVENTS_LONGEST};
pub(crate) use exchange::{ExchangeError, RefreshError};
pub(crate) use logout::{Ended, LogoutToken, LogoutTokenError};
pub(crate) use model::{
    Anew, Audience, Login, ProviderToken, RelyingParty, Renewed, Tokens, Words,
};
pub(crate) use organisation::{ActingPerson, ProvenOrganisation, ProvenRegister};
pub(crate) use person::{ProvenPerson, read as read_person};
pub(crate) use program::{ProgramToken, ProgramTokenError};
