//! `idp mail`.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Subcommand;

use super::{Failure, settings};

#[derive(Debug, Subcommand)]
pub(super) enum Mail {
    /// The TXT record with which the sender's domain publishes the key that signs mails (DKIM).
    Record,
}

/// Writes the name of the record and what it holds.
pub(super) fn mail(wish: &Mail, files: &[PathBuf]) -> Result<(), Failure> {
    let Mail::Record = wish;
    let dkim = settings(files)?.mail.dkim();
    let dkim = dkim.map_err(|fault| Failure::Wrong(fault.to_string()))?;
    let nothing = "mail.dkim_key: is empty: mails are not signed, and there is nothing to publish";
    let dkim = dkim.ok_or_else(|| Failure::Wrong(nothing.to_owned()))?;
    let line = format!("{} TXT {}", dkim.record_name(), dkim.record());
    writeln!(std::io::stdout(), "{line}").map_err(|error| Failure::failed(&error))
}
