//! An authorization request that waits for the person („Vorgang"). Whoever signs the person in
//! carries its id along and sends them [`onward`] when done; only its owner reads the request.

mod model;
mod store;

pub(crate) use model::{Interaction, InteractionId, onward};
pub(crate) use store::{begin, find, finish, login_hint, sweep};
