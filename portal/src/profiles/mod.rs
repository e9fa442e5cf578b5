//! As whom an account acts: without a profile, with the Standardprofil, or as a person, company or
//! institution whose case a code has unlocked (S2–S6, S49). A person's case belongs to one account; an
//! organisation's has members, and at least one of them is an admin unless the office says otherwise.

mod acting;
mod attach;
mod choose;
mod members;
mod model;
mod offers;
mod store;
mod web;

pub(crate) use acting::{
    ActingFor, act, export_names, is_own, is_own_by_register, may_act, name, names, proven, sweep,
};
pub(crate) use attach::{Attached, attach};
pub(crate) use choose::{Chosen, after_sign_in, begin, choose, create_standard, holds};
pub(crate) use members::{Changed, Rule, set_role, withdraw};
pub(crate) use model::{Holder, Listed, Member, MemberRole, Profile, ProfileId};
pub(crate) use offers::{Offer, Offered, offer, offered, offers, offers_of};
pub(crate) use store::{
    current, export, holders, list, member, members, of_resident, of_subject, remove, take_turn,
};
pub(crate) use web::{in_frame, previews, routes};
