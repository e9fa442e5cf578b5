//! Colleagues of a company or institution (S6): its admin brings them in by codes that are shown
//! once, sees who acts for the organisation, and withdraws them. One admin stays.

mod change;
mod depart;
mod issue;
mod web;

pub(crate) use depart::{LastAdmin, depart, last_admin};
pub(crate) use web::{previews, routes};
