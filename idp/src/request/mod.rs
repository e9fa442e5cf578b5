//! What a handler asks of a request.

mod bearer;
mod cx;
mod device_cookie;
mod extend;
mod goals;
mod network;
mod origin;
mod protected;
mod session_cookie;
mod signed_in;

pub(crate) use bearer::{bearer_token, has_several_tokens};
pub(crate) use cx::{Cx, Person, Seen, carry};
pub(crate) use device_cookie::set_device_cookie;
pub(crate) use extend::routes;
pub(crate) use goals::allow_goals;
pub(crate) use network::network;
pub(crate) use origin::note_origin;
pub(crate) use protected::{Protected, ProtectedJson};
pub(crate) use session_cookie::{clear_session_cookie, session_cookie, session_token};
pub(crate) use signed_in::{KEEP, Securing, SignedIn};

use serde::Deserialize;

/// A form without fields of its own.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Nothing {}
