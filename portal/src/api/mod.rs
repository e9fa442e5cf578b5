//! JSON for programs that hold an access token, one file a resource.

mod web;

pub(crate) use web::routes;
