//! What somebody had typed into a form when the session was over or a fresh sign-in was needed. It
//! is kept sealed for two hours, and shown once, to the same person, in the same form
//! (`shared::forms::Draft`); they send it themselves.

mod keep;
mod store;
mod web;

pub(crate) use store::sweep;
pub(crate) use web::keep_typed;
