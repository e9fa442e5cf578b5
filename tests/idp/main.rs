//! The identity provider as others see it: by HTTP, on both databases. A file's path is the
//! path of the address.

mod admin;
mod health;
mod oauth;
mod registrieren;
mod well_known;
