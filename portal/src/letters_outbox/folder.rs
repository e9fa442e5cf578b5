//! The folder from which letters leave the house: `ID.pdf`, then `ID.json` put in place in one step.
//! Who sees the JSON sees a whole letter. Only the owner may read: letters hold codes.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::PathBuf;

use serde::Serialize;

/// What the JSON tells whoever prints and posts it.
#[derive(Debug, Serialize)]
pub(super) struct Slip<'a> {
    pub(super) id: &'a str,
    /// Name and address, line by line.
    pub(super) to: String,
    pub(super) kind: &'a str,
    pub(super) language: &'a str,
    pub(super) text: &'a str,
    /// The name of the file beside this one.
    pub(super) pdf: String,
    /// RFC 3339, UTC.
    pub(super) received_at: String,
}

/// The folder. It is made when the first letter comes.
#[derive(Debug, Clone)]
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) const fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Where the JSON of a letter lies.
    pub(super) fn slip(&self, id: &str) -> PathBuf {
        self.0.join(format!("{id}.json"))
    }

    /// Writes a letter under names that nobody looks at; [`Folder::show`] or [`Folder::drop_parts`]
    /// follows.
    pub(super) fn lay_down(&self, slip: &Slip<'_>, pdf: &[u8]) -> io::Result<()> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.0)?;
        let json = serde_json::to_vec_pretty(slip)?;
        self.write(&part(slip.id, "pdf"), pdf)?;
        self.write(&part(slip.id, "json"), &json)
    }

    /// Lets a letter that was laid down appear, whole and to last; where its JSON lies.
    pub(super) fn show(&self, id: &str) -> io::Result<PathBuf> {
        for extension in ["pdf", "json"] {
            let whole = self.0.join(format!("{id}.{extension}"));
            fs::rename(self.0.join(part(id, extension)), whole)?;
        }
        File::open(&self.0)?.sync_all()?;
        Ok(self.slip(id))
    }

    /// Removes what was laid down and is not wanted any more.
    pub(super) fn drop_parts(&self, id: &str) -> io::Result<()> {
        self.remove_files(["json", "pdf"].map(|extension| part(id, extension)))
    }

    /// The letters that the print centre has confirmed: beside them lies `ID.printed`.
    pub(super) fn confirmed(&self) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(&self.0) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut confirmed = Vec::new();
        for entry in entries {
            let name = entry?.file_name();
            let id = name.to_str().and_then(|name| name.strip_suffix(".printed"));
            confirmed.extend(id.map(str::to_owned));
        }
        Ok(confirmed)
    }

    /// Removes a letter: the JSON first, so that nobody sees half of it; the confirmation last, so
    /// that what is left after a crash is found again.
    pub(super) fn remove(&self, id: &str) -> io::Result<()> {
        self.remove_files(["json", "pdf", "printed"].map(|extension| format!("{id}.{extension}")))
    }

    fn remove_files(&self, names: impl IntoIterator<Item = String>) -> io::Result<()> {
        for name in names {
            match fs::remove_file(self.0.join(name)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut options = OpenOptions::new();
        let mut file = options
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(self.0.join(name))?;
        file.write_all(bytes)?;
        file.sync_all()
    }
}

/// The name of a file that is not to be read yet.
fn part(id: &str, extension: &str) -> String {
    format!("{id}.{extension}.part")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    fn slip(id: &str) -> Slip<'_> {
        Slip {
            id,
            to: "Kim Klicker\nMusterweg 7".to_owned(),
            kind: "unlock_code",
            language: "de",
            text: "Guten Tag",
            pdf: format!("{id}.pdf"),
            received_at: "2026-11-18T11:06:40Z".to_owned(),
        }
    }

    #[test]
    fn a_letter_appears_whole_and_only_for_its_owner() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("letters");
        let folder = Folder::new(path.clone());
        assert!(folder.confirmed().expect("reads").is_empty());
        folder.lay_down(&slip("abc"), b"%PDF-").expect("lays down");
        folder.lay_down(&slip("def"), b"%PDF-").expect("lays down");
        for entry in fs::read_dir(&path).expect("reads") {
            let name = entry.expect("an entry").file_name();
            assert!(name.to_string_lossy().ends_with(".part"), "{name:?}");
        }
        folder.drop_parts("def").expect("removes");
        let json = folder.show("abc").expect("shows");
        assert_eq!(json, folder.slip("abc"));
        for file in [path.join("abc.pdf"), json] {
            let mode = fs::metadata(&file).expect("is there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{}", file.display());
        }
        assert_eq!(fs::read_dir(&path).expect("reads").count(), 2);
    }

    #[test]
    fn a_confirmed_letter_is_found_and_removed() {
        let dir = tempfile::tempdir().expect("a directory");
        let folder = Folder::new(dir.path().to_owned());
        for id in ["abc", "def"] {
            folder.lay_down(&slip(id), b"%PDF-").expect("lays down");
            let _ = folder.show(id).expect("shows");
        }
        fs::write(dir.path().join("abc.printed"), "").expect("writes");
        assert_eq!(folder.confirmed().expect("reads"), ["abc"]);
        folder.remove("abc").expect("removes");
        folder.remove("abc").expect("twice is no fault");
        let mut left: Vec<_> = fs::read_dir(dir.path())
            .expect("reads")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        left.sort();
        assert_eq!(left, ["def.json", "def.pdf"]);
    }
}
