//! Home of who is signed in (S75, S104).

mod web;

pub(crate) use web::routes;
