//! Which application was told what of a person, and on which day: for the person to read. Noted where
//! it is told (ID token, userinfo, introspection), never what the answer was.

mod model;
mod store;

pub(crate) use model::{Disclosed, Told};
pub(crate) use store::{clients, export, is_noted, list, note, sweep};
