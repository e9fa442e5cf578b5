//! Relying parties that no one here wrote complete sign-in, refresh, userinfo and sign-out at our
//! provider, and check what they get: signature, `iss`, `aud`, `nonce`, `state`. And our portal signs
//! people in at a provider that no one here wrote.
//!
//! | file | who |
//! |---|---|
//! | `node` | `openid-client` and `oauth4webapi`, from npm |
//! | `authlib` | Authlib in a Flask application, from PyPI |
//! | `dkim` | `mailauth`, from npm: a mail server that receives our mails |
//! | `rust` | `openidconnect`, from crates.io |
//! | `apache` | `mod_auth_openidc` in Debian's Apache |
//! | `portal` | the portal before `oidc-provider`, from npm |

mod apache;
mod authlib;
mod dkim;
mod ground;
mod node;
mod portal;
mod rust;
mod script;
