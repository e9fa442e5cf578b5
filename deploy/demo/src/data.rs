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
    #[error("the data directory cannot be used: {}: {source}", path.display())]
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

    /// A secret of 32 bytes, made at the first start (base64, in a file of its own) and kept from
    /// then on.
    pub(crate) fn secret(&self, name: &str, entropy: &dyn Entropy) -> Result<[u8; 32], DataError> {
        self.folder("secrets")?;
        let name = format!("secrets/{name}");
        let path = self.root.join(&name);
        match std::fs::read_to_string(&path) {
            Ok(text) => read_key(&text).ok_or_else(|| DataError::Unusable {
                path,
                source: io::Error::other("it should hold 32 bytes in base64"),
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut key = [0; 32];
                entropy.fill(&mut key);
                self.write(&name, &STANDARD.encode(key))?;
                Ok(key)
            }
            Err(source) => Err(DataError::Unusable { path, source }),
        }
    }
}

fn read_key(text: &str) -> Option<[u8; 32]> {
    STANDARD.decode(text.trim()).ok()?.try_into().ok()
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
        assert_eq!(mode(&path.join("secrets/key")), 0o600);
        drop(data);
        let data = Data::open(&path).expect("opens again");
        assert_eq!(data.secret("key", &SystemEntropy).expect("kept"), key);

        data.write("secrets/key", "short").expect("written");
        let error = data
            .secret("key", &SystemEntropy)
            .expect_err("never replaced");
        assert!(error.to_string().contains("secrets/key"), "{error}");
    }
}
