//! `idp texts`.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Subcommand;

use super::Failure;
use crate::help;

#[derive(Debug, Subcommand)]
pub(super) enum Texts {
    /// Write the help pages that are compiled in as Markdown, one file for each page and language,
    /// for who wants to change them; what is there already stays as it is.
    Export {
        /// Where to; made where it is missing.
        directory: PathBuf,
    },
}

/// Writes the texts, and names those that were there already.
pub(super) fn texts(wish: &Texts) -> Result<(), Failure> {
    let Texts::Export { directory } = wish;
    let left = help::built_in().export(directory);
    let left = left.map_err(|(file, error)| {
        Failure::Failed(format!("{} cannot be written: {error}", file.display()))
    })?;
    for file in left {
        let line = format!("left as it is: {}", file.display());
        writeln!(std::io::stdout(), "{line}").map_err(|error| Failure::failed(&error))?;
    }
    Ok(())
}
