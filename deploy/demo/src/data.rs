//! The data directory: readable by its owner only, used by one copy at a time, with secrets
//! made at the first start. No default password or key exists.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use shared::clock::Entropy;

/// Why the data directory cannot be used. Every variant names it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DataError {
    #[error("the data directory {} cannot be used: {source}", path.display())]
    Unusable { path: PathBuf, source: io::Error },
    #[error("the data directory {} is in use by another running copy", path.display())]
    InUse { path: PathBuf },
}

/// An opened data directory; its lock lasts as long as this value.
#[derive(Debug)]
pub(crate) struct Data {
    root: PathBuf,
    _lock: File,
}

impl Data {
    /// Makes the directory where it is missing and takes the lock.
    pub(crate) fn open(path: &Path) -> Result<Self, DataError> {
        let unusable = |source| DataError::Unusable {
            path: path.to_owned(),
            source,
        };
        make_folder(path).map_err(unusable)?;
        let root = path.canonicalize().map_err(unusable)?;
        let lock = private(&root.join("lock"), true).map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { root, _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(DataError::InUse {
                path: path.to_owned(),
            }),
            Err(TryLockError::Error(source)) => Err(unusable(source)),
        }
    }

    /// The absolute path of something in here.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// A folder in here, made where it is missing.
    pub(crate) fn folder(&self, name: &str) -> Result<PathBuf, DataError> {
        let path = self.root.join(name);
        match make_folder(&path) {
            Ok(()) => Ok(path),
            Err(source) => Err(DataError::Unusable { path, source }),
        }
    }

    /// Writes a file whole or not at all.
    pub(crate) fn write(&self, name: &str, text: &str) -> Result<PathBuf, DataError> {
        let path = self.root.join(name);
        let part = path.with_extension("part");
        let written = private(&part, true).and_then(|mut file| {
            file.set_len(0)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            std::fs::rename(&part, &path)
        });
        match written {
            Ok(()) => Ok(path),
            Err(source) => Err(DataError::Unusable { path, source }),
        }
    }

    /// The file of a 256-bit secret (base64), made at the first start and kept from then on.
    pub(crate) fn secret(&self, name: &str, entropy: &dyn Entropy) -> Result<PathBuf, DataError> {
        self.folder("secrets")?;
        let name = format!("secrets/{name}");
        let path = self.root.join(&name);
        if path.exists() {
            return Ok(path);
        }
        let mut key = [0; 32];
        entropy.fill(&mut key);
        self.write(&name, &STANDARD.encode(key))
    }
}

fn make_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

/// Opens a file that only its owner may read, making it where `create` says so.
pub(crate) fn private(path: &Path, create: bool) -> io::Result<File> {
    OpenOptions::new()
        .write(true)
        .create(create)
        .truncate(false)
        .mode(0o600)
        .open(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::clock::SystemEntropy;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn one_copy_at_a_time_and_secrets_that_stay() {
        let parent = tempfile::tempdir().expect("a folder");
        let path = parent.path().join("a/b");
        let data = Data::open(&path).expect("opens");
        let mode = |path: &Path| {
            let meta = std::fs::metadata(path).expect("is there");
            meta.permissions().mode() & 0o777
        };
        assert_eq!(mode(&path), 0o700);
        let error = Data::open(&path).expect_err("is locked").to_string();
        assert!(error.contains("in use") && error.contains("a/b"), "{error}");

        let key = data.secret("key", &SystemEntropy).expect("made");
        assert_eq!(mode(&key), 0o600);
        let before = std::fs::read(&key).expect("read");
        drop(data);
        let data = Data::open(&path).expect("opens again");
        let key = data.secret("key", &SystemEntropy).expect("kept");
        assert_eq!(std::fs::read(&key).expect("read"), before);
        assert_eq!(before.len(), 44);
    }
}
