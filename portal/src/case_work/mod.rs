//! The staff's pages on cases: find, read, record, change, close. Every one of it is an entry in
//! the log, with the name of who did it; nobody works on their own case (`request::OnCase`).

mod deeds;
mod desk;
mod web;

pub(crate) use deeds::close;
pub(crate) use desk::Desk;
pub(crate) use web::{previews, routes};
