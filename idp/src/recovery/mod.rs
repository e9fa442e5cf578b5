//! „Passwort vergessen", „Benutzername vergessen" (S92): by e-mail, telling the visitor nothing
//! and the owner everything. A new password never replaces the second factor.
//!
//! „Zugang verloren": who has lost the second factor proves to be its owner twice, by password
//! (or, without one, by a mailed link) and by a recovery code. Both together open a session in
//! which a new factor is set up and nothing else; neither opens anything alone.

mod finish;
mod prove;
mod reset;
mod second;
mod store;
mod web;

pub(crate) use finish::{Finished, finish, is_strong, own};
pub(crate) use prove::{AskedLink, Holder, Known, Proof, ask_link, failed, look_up, proof, proven};
pub(crate) use reset::{Asked, Instead, Link, ask, choose, link, look};
pub(crate) use second::{Opened, second};
pub(crate) use store::{sweep, void};
pub(crate) use web::{previews, routes};
