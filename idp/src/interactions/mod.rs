//! An authorization request that waits for the person („Vorgang"). Whoever signs the person in
//! carries its id along and sends them [`onward`] when done; only its owner reads the request.

mod model;
mod store;

pub(crate) use model::{Asker, Interaction, InteractionId, Waiting, onward};
pub(crate) use store::{asker, begin, find, finish, forget, login_hint, sweep};
