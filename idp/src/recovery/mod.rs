//! „Passwort vergessen", „Benutzername vergessen" (S92): by e-mail, telling the visitor nothing
//! and the owner everything. A new password never replaces the second factor.

mod reset;
mod store;
mod web;

pub(crate) use reset::{Asked, Instead, Link, ask, choose, link, look};
pub(crate) use store::{sweep, void};
pub(crate) use web::{previews, routes};
