//! Passwords: the rule that a chosen one meets (S28, S29) and the hash that is kept.

mod checklist;
mod rule;
mod store;

pub(crate) use checklist::Line;
pub(crate) use rule::{Criterion, Rule, normalise};
pub(crate) use store::{remove, set, stored};
