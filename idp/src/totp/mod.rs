//! The second factor beside a password: codes that an app makes from a shared seed (RFC 6238).
//!
//! Seeds have 160 bits and are sealed at rest. Each code counts once: the step of the last
//! accepted code is kept, and only a later one is accepted, decided by one atomic statement.
//! How often a code may be tried is its caller's rule.

mod enrol;
mod model;
mod store;
mod verify;

pub(crate) use enrol::{ConfirmError, Holder, Vault, begin, confirm};
pub(crate) use model::{Code, Seed};
pub(crate) use store::{enrolled_at, export, remove, sweep};
pub(crate) use verify::verify;
