//! The only ways in which a request fails: a page for people, problem JSON for programs.

pub(crate) mod api;
pub(crate) mod page;
