//! Signing in (S21–S25, S38–S43): by passkey, by password and code, or by BundID or Mein UK. A right password of an
//! account without any factor opens only the way to set one up (S48); of an account with a
//! passkey or a strongly proven identity and no second factor it opens nothing (S65).

mod code;
mod finish;
mod passkey;
mod password;
mod rows;
mod store;
mod stronger;
mod upstream;
mod web;

pub(crate) use finish::{Entered, settle};
pub(crate) use rows::{current_password, forgive};
pub(crate) use store::sweep;
pub(crate) use web::{cookies, previews, routes, try_password};
