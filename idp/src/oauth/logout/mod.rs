//! Sign-out: by a relying party (RP-Initiated Logout 1.0), by the person here, and telling
//! relying parties (Back-Channel and Front-Channel Logout 1.0).

mod front_channel;
mod messenger;
mod rp_initiated;
mod store;

pub(in crate::oauth) use front_channel::frames;
pub(crate) use messenger::Messenger;
pub(in crate::oauth) use rp_initiated::read;
pub(crate) use store::{forget, tell_account, tell_others, tell_session};
