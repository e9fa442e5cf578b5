//! Everything on one machine: the servers and stand-ins for the outside world, so that a bare
//! `cargo run` shows the whole. Nothing here is part of real operation.

mod announce;
mod bundid;
mod data;
pub mod education;
mod log;
mod look;
mod muk;
mod outsiders;
mod ports;
pub mod post;
mod servers;
mod settings;
pub mod stand_in;
pub mod start;
mod this_machine;
