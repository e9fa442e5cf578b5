//! What is kept: courses, invitations and connected customers, by organisation. One file that only
//! its owner reads (the refresh tokens in it are secrets), written whole or not at all.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use shared::clock::Timestamp;

use crate::data::private;

/// So long an invitation is good.
pub(super) const INVITED: Duration = Duration::from_hours(24 * 30);

/// Everything, by `organization_id`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) organisations: BTreeMap<String, Organisation>,
}

#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Organisation {
    pub(super) name: String,
    pub(super) courses: Vec<Course>,
    pub(super) invitations: Vec<Invitation>,
    pub(super) customers: Vec<Customer>,
}

/// Days as `2026-12-01`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Course {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) starts_on: String,
    pub(super) ends_on: String,
}

/// Good for one customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Invitation {
    pub(super) code: String,
    pub(super) for_whom: String,
    pub(super) made_at: Timestamp,
}

impl Invitation {
    pub(super) fn is_good(&self, now: Timestamp) -> bool {
        self.made_at + INVITED > now
    }
}

/// Somebody who connected their profile.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Customer {
    pub(super) id: String,
    /// The name by which the provider names them to us.
    pub(super) sub: String,
    pub(super) name: String,
    pub(super) number: String,
    pub(super) connected_at: Timestamp,
    pub(super) refresh_token: String,
    pub(super) reports: Vec<Report>,
}

impl std::fmt::Debug for Customer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Customer")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A course of theirs that the portal knows of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Report {
    pub(super) course: Course,
    pub(super) reported_at: Timestamp,
}

impl Kept {
    /// The organisation whose invitation this is.
    pub(super) fn invited_by(
        &self,
        code: &str,
        now: Timestamp,
    ) -> Option<(&String, &Organisation)> {
        let good = |it: &Invitation| it.code == code && it.is_good(now);
        let mut all = self.organisations.iter();
        all.find(|(_, organisation)| organisation.invitations.iter().any(good))
    }

    pub(super) fn customer(&self, id: &str) -> Option<&Customer> {
        let mut all = self.organisations.values().flat_map(|it| &it.customers);
        all.find(|customer| customer.id == id)
    }

    pub(super) fn customer_mut(&mut self, id: &str) -> Option<&mut Customer> {
        let mut all = (self.organisations.values_mut()).flat_map(|it| &mut it.customers);
        all.find(|customer| customer.id == id)
    }

    pub(super) fn forget(&mut self, id: &str) {
        for organisation in self.organisations.values_mut() {
            organisation.customers.retain(|customer| customer.id != id);
        }
    }
}

/// The file and what stands in it.
#[derive(Debug)]
pub(super) struct Book {
    path: PathBuf,
    kept: Mutex<Kept>,
}

impl Book {
    /// Reads the file; none is an empty book.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let kept = match std::fs::read(path) {
            Ok(text) => serde_json::from_slice(&text)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Kept::default(),
            Err(error) => return Err(error),
        };
        Ok(Self {
            path: path.to_owned(),
            kept: Mutex::new(kept),
        })
    }

    pub(super) fn read<T>(&self, look: impl FnOnce(&Kept) -> T) -> T {
        look(&self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A change counts once it is on disk.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut Kept) -> T) -> io::Result<T> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut next = kept.clone();
        let outcome = change(&mut next);
        let text = serde_json::to_vec_pretty(&next)?;
        let part = self.path.with_extension("part");
        let mut file = private(&part, true)?;
        file.set_len(0)?;
        file.write_all(&text)?;
        file.sync_all()?;
        std::fs::rename(&part, &self.path)?;
        *kept = next;
        Ok(outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn what_is_kept_is_there_again_and_nobody_else_reads_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("book.json");
        let book = Book::open(&path).expect("an empty book");
        let made_at = Timestamp::from_unix(1_000);
        let invitation = Invitation {
            code: "ABCD".to_owned(),
            for_whom: "Kim".to_owned(),
            made_at,
        };
        let add = |kept: &mut Kept| {
            let organisation = kept.organisations.entry("o1".to_owned()).or_default();
            organisation.invitations.push(invitation);
        };
        book.change(add).expect("written");
        let mode = std::fs::metadata(&path).expect("a file").permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
        let again = Book::open(&path).expect("the same book");
        let good = |code: &str, at| again.read(|kept| kept.invited_by(code, at).is_some());
        assert!(good("ABCD", made_at) && !good("ABCE", made_at));
        assert!(!good("ABCD", made_at + INVITED));
        std::fs::write(&path, "{").expect("written");
        assert!(Book::open(&path).is_err(), "a broken book is not replaced");
    }
}
