//! Changing the e-mail address, which is the user name (S84).
//!
//! The new address confirms, the old one is told, twice: when it is asked for, and when it takes
//! effect, then with a link that undoes it for seven days (ASVS 6.3.7, 7.5.1). For so long the old
//! address is reserved, hears of everything as well, and no further change is possible: whoever takes
//! an account over cannot move it out of its owner's reach.

mod ask;
mod confirm;
mod stop;
mod store;
mod web;

pub(crate) use store::{export, sweep};
pub(crate) use web::{previews, routes};
