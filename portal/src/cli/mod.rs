//! The command line: one file for each subcommand.
//!
//! Exit codes: 0 done, 1 failed, 2 wrong usage or settings. What went wrong is told on standard error,
//! one line for each thing to mend and nothing else; log lines go to standard output.

mod audit;
mod check_config;
mod codes;
mod letter_key;
mod mail;
mod migrate;
mod serve;
mod texts;

use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use shared::settings::Faults;

use crate::settings::Settings;

pub use audit::in_process as audit_in_process;
pub use codes::in_process as codes_in_process;

/// The Jobcenter's portal.
#[derive(Debug, Parser)]
#[command(name = "portal", version)]
struct Line {
    /// A file of settings laid over the defaults; may be repeated, later ones win.
    #[arg(long = "config", value_name = "FILE", global = true)]
    files: Vec<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve until told to stop (Ctrl-C, SIGTERM).
    Serve,
    /// Tell everything that is wrong with the settings, and do nothing else.
    CheckConfig,
    /// What the sender's domain must say for mails to be believed.
    #[command(subcommand)]
    Mail(mail::Mail),
    /// Bring the database's schema up to date, and do nothing else.
    Migrate,
    /// Read the audit log, show whether it was tampered with.
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Issue unlock codes with their letters, list them, take them back.
    #[command(subcommand)]
    Codes(codes::Codes),
    /// The texts of the help pages.
    #[command(subcommand)]
    Texts(texts::Texts),
    /// Make a key for recovery codes by letter: one half for the portal, one for the identity provider.
    LetterKey,
}

/// Why a command ended without doing its work.
#[derive(Debug)]
enum Failure {
    /// Wrong usage or settings: exit 2.
    Wrong(String),
    /// It did not work: exit 1.
    Failed(String),
}

impl From<Faults> for Failure {
    fn from(faults: Faults) -> Self {
        Self::Wrong(faults.to_string())
    }
}

impl Failure {
    /// It did not work, for this reason and those beneath it.
    fn failed(error: &dyn Error) -> Self {
        Self::Failed(chain(error))
    }
}

/// An error and what it comes from, in one line.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        let reason = error.to_string();
        // Some errors tell their source themselves.
        if !text.contains(&reason) {
            text = format!("{text}: {reason}");
        }
        next = error.source();
    }
    text.replace(['\n', '\r'], " ")
}

/// Runs the command that the process was called with.
#[must_use]
pub fn run() -> ExitCode {
    // Wrong usage is clap's to tell; it exits with 2.
    let line = Line::parse();
    let result = match line.command {
        Command::Serve => block_on(serve::serve(&line.files)),
        Command::CheckConfig => check_config::check_config(&line.files),
        Command::Audit(wish) => block_on(audit::audit(wish, &line.files)),
        Command::Mail(wish) => mail::mail(&wish, &line.files),
        Command::Texts(wish) => texts::texts(&wish),
        Command::Migrate => block_on(migrate::migrate(&line.files)),
        Command::LetterKey => letter_key::letter_key(),
        Command::Codes(wish) => block_on(codes::codes(wish, &line.files)),
    };
    let (code, text) = match result {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Failed(text)) => (1, text),
        Err(Failure::Wrong(text)) => (2, text),
    };
    // Nobody may be listening any more.
    drop(writeln!(std::io::stderr(), "{text}"));
    ExitCode::from(code)
}

/// Reads the settings: the one place that looks at the environment.
fn settings(files: &[PathBuf]) -> Result<Settings, Failure> {
    #[expect(
        clippy::disallowed_methods,
        reason = "read once, here, through the settings"
    )]
    let env = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    Ok(Settings::load(files, env)?)
}

fn block_on(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::failed(&error))?
        .block_on(work)
}
