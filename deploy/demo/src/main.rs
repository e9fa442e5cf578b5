//! `cargo run`: see [`demo::start`].

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use demo::start::{Args, Env, start};

#[tokio::main]
async fn main() -> ExitCode {
    start(Args::parse(), environment()).await
}

/// What is no text cannot be a setting of ours.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the environment is read"
)]
fn environment() -> Env {
    let text = |(name, value): (OsString, OsString)| {
        Some((name.into_string().ok()?, value.into_string().ok()?))
    };
    std::env::vars_os().filter_map(text).collect()
}
