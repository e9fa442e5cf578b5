//! As whom an account acts: without a profile, with the Standardprofil, or as a person, company or
//! institution whose case a code has unlocked (S2–S6, S49). A case belongs to one account.

mod attach;
mod choose;
mod model;
mod store;
mod web;

pub(crate) use attach::attach;
pub(crate) use choose::{after_sign_in, begin, choose, create_standard, holds};
pub(crate) use model::{Listed, Profile, ProfileId};
pub(crate) use store::{current, list, of_subject, remove};
pub(crate) use web::{in_frame, previews, routes};
