//! The folder from which letters leave the house: `ID.pdf`, then `ID.json` put in place in one step.
//! Who sees the JSON sees a whole letter. Only the owner may read: letters hold codes.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use serde::Serialize;

/// What the JSON tells whoever prints and posts it.
#[derive(Debug, Serialize)]
pub(crate) struct Slip<'a> {
    pub(crate) id: &'a str,
    /// Name and address, line by line.
    pub(crate) to: String,
    pub(crate) kind: &'static str,
    pub(crate) text: &'a str,
    /// The name of the file beside this one.
    pub(crate) pdf: String,
    /// RFC 3339, UTC.
    pub(crate) received_at: String,
}

/// The folder.
#[derive(Debug)]
pub(crate) struct Outbox {
    folder: PathBuf,
}

/// A letter whose PDF lies there already and that nobody sees yet.
#[derive(Debug)]
pub(crate) struct Staged<'a> {
    outbox: &'a Outbox,
    id: String,
}

impl Outbox {
    /// Makes the folder if it is missing.
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    /// Lays the PDF down.
    pub(crate) fn stage(&self, id: &str, pdf: &[u8]) -> io::Result<Staged<'_>> {
        self.put(&format!("{id}.pdf"), pdf)?;
        Ok(Staged {
            outbox: self,
            id: id.to_owned(),
        })
    }

    /// Writes a file so that it appears whole or not at all, and lasts.
    fn put(&self, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let (part, whole) = (
            self.folder.join(format!("{name}.part")),
            self.folder.join(name),
        );
        let mut options = OpenOptions::new();
        let mut file = options
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, &whole)?;
        File::open(&self.folder)?.sync_all()?;
        Ok(whole)
    }
}

impl Staged<'_> {
    /// Lets the letter go; where its JSON lies.
    pub(crate) fn release(self, slip: &Slip<'_>) -> io::Result<PathBuf> {
        let json = serde_json::to_vec_pretty(slip)?;
        self.outbox.put(&format!("{}.json", self.id), &json)
    }

    /// Takes the letter back.
    pub(crate) fn withdraw(self) {
        let pdf = self.outbox.folder.join(format!("{}.pdf", self.id));
        if let Err(error) = fs::remove_file(&pdf) {
            tracing::warn!(error = %error, "a letter that will not leave could not be removed");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn a_letter_appears_whole_and_only_for_its_owner() {
        let dir = tempfile::tempdir().expect("a directory");
        let folder = dir.path().join("letters");
        let outbox = Outbox::open(&folder).expect("opens");
        let staged = outbox.stage("abc", b"%PDF-").expect("lays down");
        assert!(!folder.join("abc.json").exists());
        let slip = Slip {
            id: "abc",
            to: "Kim Klicker\nMusterweg 7".to_owned(),
            kind: "unlock_code",
            text: "Guten Tag",
            pdf: "abc.pdf".to_owned(),
            received_at: "2026-11-18T11:06:40Z".to_owned(),
        };
        let json = staged.release(&slip).expect("lets go");
        for file in [folder.join("abc.pdf"), json] {
            let mode = fs::metadata(&file).expect("is there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{}", file.display());
        }
        assert_eq!(fs::read_dir(&folder).expect("reads").count(), 2);
    }
}
