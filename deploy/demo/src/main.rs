//! `cargo run`: see [`demo::start`].

use std::process::ExitCode;

use clap::Parser;
use demo::start::{Args, start};

#[tokio::main]
async fn main() -> ExitCode {
    start(Args::parse()).await
}
