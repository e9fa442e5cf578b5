//! The only ways in which a request fails.

pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod protocol;
