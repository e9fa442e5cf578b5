//! `idp clients`: what stands in the files of the registered applications.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use shared::provider::Outgoing;

use super::{Failure, settings};
use crate::clients::{self, Client, Clients, Subjects};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Tell everything that is wrong with the applications' files, with file and line.
    Check {
        /// The folder of the files; that of the settings if none is named.
        directory: Option<PathBuf>,
    },
    /// List the registered applications: id, name, whose it is, what it may ask for.
    List {
        /// The folder of the files; that of the settings if none is named.
        directory: Option<PathBuf>,
    },
}

pub(super) fn clients(files: &[PathBuf], command: &Command) -> Result<(), Failure> {
    let (Command::Check { directory } | Command::List { directory }) = command;
    let directory = match directory {
        Some(directory) => directory.clone(),
        None => settings(files)?.clients.directory,
    };
    let clients = read(&directory)?;
    let lines = match command {
        Command::Check { .. } => {
            let (count, place) = (clients.of_files().len(), directory.display());
            vec![format!("the applications are right: {count} in {place}")]
        }
        Command::List { .. } => clients
            .of_files()
            .iter()
            .map(|client| line(client))
            .collect(),
    };
    let mut out = std::io::stdout();
    let mut wrote = lines.iter().map(|line| writeln!(out, "{line}"));
    wrote
        .try_for_each(|it| it)
        .map_err(|error| Failure::failed(&error))
}

fn read(directory: &Path) -> Result<Clients, Failure> {
    let http = clients::outgoing(&Outgoing::default()).map_err(|error| Failure::failed(&error))?;
    Ok(clients::load(directory, &http)?)
}

/// Fields parted by tabs, for people and for `cut`.
fn line(client: &Client) -> String {
    let whose = match &client.subjects {
        _ if client.first_party => "own".to_owned(),
        Subjects::Public => "third party".to_owned(),
        Subjects::Pairwise(sector) => format!("third party of {sector}"),
    };
    let scopes: Vec<_> = client.scopes.iter().map(String::as_str).collect();
    let fields = [client.id.as_str(), &client.name, &whose, &scopes.join(" ")];
    fields.join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_told_with_its_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let check = || {
            let directory = Some(folder.path().to_owned());
            clients(&[], &Command::Check { directory })
        };
        assert!(check().is_ok(), "no files, no faults");
        let text = "client_id = \"a b\"\nname = \"A\"\nscopes = [\"all\"]\n";
        std::fs::write(folder.path().join("a.toml"), text).expect("writes");
        std::fs::write(folder.path().join("b.toml.example"), "nonsense").expect("writes");
        let Err(Failure::Wrong(told)) = check() else {
            panic!("a wrong file is wrong usage");
        };
        for (line, key) in [("a.toml:1", "client_id"), ("a.toml:3", "scopes")] {
            let is_told = |it: &str| it.contains(&format!("{line}: {key}: "));
            assert!(told.lines().any(is_told), "{line} {key} in {told}");
        }
        // What is missing has no line.
        assert!(
            told.lines().any(|it| it.contains("a.toml: policy_uri: ")),
            "{told}"
        );
    }

    #[test]
    fn the_example_is_right() {
        let folder = tempfile::tempdir().expect("a folder");
        let text = include_str!("../../../config/clients/third-party.toml.example");
        std::fs::write(folder.path().join("a.toml"), text).expect("writes");
        let read = read(folder.path()).expect("reads");
        let client = read.of_file("kurse").expect("is there");
        let told = "kurse\tKursverwaltung der Beispiel-Bildung gGmbH\tthird party of kurse.example\t\
                    offline_access openid portal.measures portal.profile";
        assert_eq!(line(&client), told);
    }
}
