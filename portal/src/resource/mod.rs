//! The portal as resource server: which access tokens open its API (RFC 6750). A JWT is checked
//! here (RFC 9068 §4), of a random text the provider says what it is (RFC 7662). Whether a login
//! still lives is for `sessions` to say.

mod introspected;
mod verify;

pub(crate) use introspected::Answers;
pub(crate) use verify::{AccessToken, Refused, inspect, verify};
