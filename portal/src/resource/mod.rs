//! The portal as resource server: which access tokens open its API (RFC 9068 §4, RFC 6750).
//! Whether the token's login still lives is for `sessions` to say.

mod verify;

pub(crate) use verify::{AccessToken, Refused, verify};
