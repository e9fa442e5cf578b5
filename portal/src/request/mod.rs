//! What a handler asks of a request.

mod areas;
mod counter;
mod cx;
mod origin;
mod protected;
mod session_cookie;
mod signed_in;
mod staff;

pub(crate) use areas::areas;
pub(crate) use counter::{Stop, fresh_sign_in};
pub(crate) use cx::{Cx, Person};
pub(crate) use origin::note_origin;
pub(crate) use protected::{Protected, ProtectedJson};
pub(crate) use session_cookie::{clear_session_cookie, session_cookie, session_token};
pub(crate) use signed_in::{KEEP, SignedIn};
pub(crate) use staff::{OnCase, Staff, vet};

use serde::Deserialize;

/// A form without fields of its own.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Nothing {}
