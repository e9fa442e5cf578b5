//! The heads of the chain outside of the database: who can write to the database alone cannot cut
//! off the newest entries unseen.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::Head;

/// A file longer than this becomes the older one; the one before it goes.
const LONG: u64 = 512 * 1024;

/// A file to which every head is appended, one JSON object a line, and an older one of its name
/// with `.1`.
#[derive(Debug, Clone)]
pub struct HeadFile(PathBuf);

/// Why the heads cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum HeadFileError {
    /// The system refuses.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// A line is no head.
    #[error("line {0} is no head")]
    Line(usize),
}

impl HeadFile {
    /// The file at this path; it need not be there yet.
    #[must_use]
    pub const fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    fn older(&self) -> PathBuf {
        let mut name = self.0.clone().into_os_string();
        name.push(".1");
        name.into()
    }

    /// Adds `head`. One write, so that two processes do not tear each other's lines.
    ///
    /// # Errors
    /// Those of the system.
    pub fn append(&self, head: &Head) -> io::Result<()> {
        if std::fs::metadata(&self.0).is_ok_and(|file| file.len() > LONG) {
            std::fs::rename(&self.0, self.older())?;
        }
        let mut line = serde_json::to_string(head).map_err(io::Error::other)?;
        line.push('\n');
        let mut file = OpenOptions::new().append(true).create(true).open(&self.0)?;
        file.write_all(line.as_bytes())
    }

    /// Every head that is known, the oldest first; none where there is no file.
    ///
    /// # Errors
    /// [`HeadFileError`]; a file that was tampered with is one.
    pub fn read(&self) -> Result<Vec<Head>, HeadFileError> {
        let mut text = String::new();
        for path in [self.older(), self.0.clone()] {
            match File::open(path) {
                Ok(mut file) => drop(file.read_to_string(&mut text)?),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
        let line = |(number, line)| {
            serde_json::from_str(line).map_err(|_| HeadFileError::Line(number + 1))
        };
        text.lines().enumerate().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;

    fn head(seq: i64) -> Head {
        Head {
            seq,
            mac: "ab".repeat(32),
            at: Timestamp::from_unix(1_795_424_400),
        }
    }

    #[test]
    fn heads_are_appended_and_older_ones_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = HeadFile::new(folder.path().join("heads"));
        assert!(file.read().expect("none yet").is_empty());
        let per_file = i64::try_from(LONG).expect("small") / 100;
        for seq in 1..=per_file * 2 {
            file.append(&head(seq)).expect("appends");
        }
        let read = file.read().expect("reads");
        assert_eq!(read.last(), Some(&head(per_file * 2)));
        assert!(read.is_sorted_by_key(|head| head.seq));
        assert!(i64::try_from(read.len()).expect("small") >= per_file);
        assert!(file.older().exists());
    }

    #[test]
    fn a_torn_line_is_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = HeadFile::new(folder.path().join("heads"));
        file.append(&head(1)).expect("appends");
        std::fs::write(file.path(), "{\"seq\":1").expect("writes");
        assert!(matches!(file.read(), Err(HeadFileError::Line(1))));
    }
}
