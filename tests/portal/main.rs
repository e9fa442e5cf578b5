//! The portal as others see it: by HTTP, on both databases. A file's path is the path of the
//! address.

mod access;
mod desk;
mod freischaltcode;
mod health;
mod profile;
mod start;
