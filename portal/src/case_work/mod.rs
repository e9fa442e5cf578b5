//! The staff's pages on cases: find, read, record, change, close. Every one of it is an entry in
//! the log, with the name of who did it; nobody works on their own case (`request::OnCase`).

mod deeds;
mod look;
mod store;
mod web;

pub(crate) use deeds::close;
pub(crate) use look::Desk;
pub(crate) use web::{previews, routes};
