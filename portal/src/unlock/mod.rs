//! From the letter to the profile (S50, S54–S57): issuing a code, redeeming it.

mod issue;
mod own;
mod redeem;
mod web;

pub(crate) use issue::{Asked, Draft, IssueError, Office, Sent, revoke};
pub(crate) use own::is_own;
pub(crate) use redeem::{Done, redeem};
pub(crate) use web::{previews, routes};
