//! The way to an upstream provider and back: bound to one browser, used once, and what it proved
//! until an account is found for it. Pages belong to who sends people on this way.

mod go;
mod model;
mod store;

pub(crate) use go::{GoError, ReturnError, Returned, Sent, go, take_back};
pub(crate) use model::{Pending, Purpose};
pub(crate) use store::{drop_pending, pend, pending, sweep};
