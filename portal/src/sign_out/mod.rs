//! Leaving: by the person's own wish, here and at the provider (RP-Initiated Logout 1.0), and by
//! the provider's word (Back-Channel Logout 1.0).

mod back_channel;
mod web;

pub(crate) use web::{previews, routes};
