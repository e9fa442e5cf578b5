//! Codes that stand in for a lost second factor (NIST SP 800-63B-4 §3.1.2): saved by the person
//! beforehand, or issued by the office. One form for all kinds: 20 characters, 80 bits of them
//! secret; kept as Argon2id hashes; each good once, for one account, and for five tries.
//!
//! A code opens nothing by itself: what it opens together with a first proof is `recovery`'s.

mod code;
mod issue;
mod model;
mod redeem;
mod store;
mod web;

pub(crate) use code::{Code, Drawn};
pub(crate) use issue::{Issue, draw, issue};
pub(crate) use model::{Kind, Saved};
pub(crate) use redeem::{Candidate, attempt, redeem};
pub(crate) use store::{export, revoke, saved, sweep};
pub(crate) use web::{previews, routes};
