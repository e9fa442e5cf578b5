//! Passwords: the rule that a chosen one meets (S28, S29), what it must not be, and the hash that is
//! kept.

mod blocklist;
mod check;
mod checklist;
mod common;
mod rule;
mod store;

pub(crate) use blocklist::Blocklist;
pub(crate) use check::{Policy, check};
pub(crate) use checklist::Line;
pub(crate) use rule::{Criterion, Rule, normalise};
pub(crate) use store::{export, remove, set, stored};
