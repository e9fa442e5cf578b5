//! The portal's program; see [`portal::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    portal::cli::run()
}
