//! „Geräte und Anmeldungen": where an account is signed in, ending it, and saying that a sign-in
//! was somebody else's (ASVS 6.3.5, 7.5.2).

mod disown;
mod end;
mod how;
mod web;

pub(crate) use how::How;
pub(crate) use web::{previews, routes};
