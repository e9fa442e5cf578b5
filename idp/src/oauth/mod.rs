//! The protocol: OAuth 2.0 and OpenID Connect.
//!
//! | what | where | by |
//! |---|---|---|
//! | authorization endpoint | `authorize/`, one rule a file in `checks/` | RFC 6749 §4.1, OIDC Core §3.1.2, RFC 7636, 8707, 9207, 9700 |
//! | token endpoint | `token/` | RFC 6749 §5, §6, §4.4, RFC 7523 (`clients`) |
//! | the code grant itself | `engine/` | oxide-auth's state machines |
//! | consent | `web/consent.rs`, kept by `consents` | OIDC Core §3.1.2.4 |
//! | names of people | `subject.rs` | OIDC Core §8 |
//! | grants, codes, tokens | `grants/` | RFC 9068, only hashes stored |
//! | standard claims | `standard.rs`, kept by `profiles` | OIDC Core §5.1, §5.4, §5.5 |
//! | verified claims | `verified.rs` | OIDC for Identity Assurance 1.0 |
//! | userinfo | `userinfo.rs` | OIDC Core §5.3, RFC 6750 |
//! | introspection, revocation | `introspection.rs`, `revocation.rs` | RFC 7662, RFC 7009 |
//! | discovery | `discovery.rs` | OIDC Discovery, RFC 8414 |
//! | what was told to whom | `disclosed.rs`, kept by `disclosures` | |
//! | what becomes of accounts | `account_events/` | RISC, RFC 8417, RFC 8935 |
//! | sign-out | `logout/` | RP-Initiated and Back-Channel Logout |

mod account_events;
mod authorize;
mod bearer;
mod disclosed;
mod discovery;
mod engine;
mod fault;
mod grants;
mod introspection;
mod logout;
mod params;
mod revocation;
mod rules;
mod scope;
mod standard;
mod subject;
mod token;
mod userinfo;
mod verified;
mod web;

pub(crate) use account_events::{Acquaintances, Crier, announce};
pub(crate) use bearer::{ProgramBearer, bearer, program_bearer};
pub(crate) use fault::{Fault, OAuthCode};
pub(crate) use grants::{
    Desk, export, revoke_all, revoke_client, revoke_others, revoke_session, sweep,
};
pub(crate) use logout::{Messenger, forget, tell_account, tell_others, tell_session};
pub(crate) use rules::Rules;
pub(crate) use subject::Names;
pub(crate) use web::{machine_routes, previews, routes};
