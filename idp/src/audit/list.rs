//! Which entries somebody wants to read.

use shared::audit::{Entry, Place};
use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use super::store;

/// Whose entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Whose {
    #[default]
    Anyones,
    /// Those about this account.
    About(String),
    /// Those about this account and those by it.
    Of(String),
}

/// Which entries.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) whose: Whose,
    /// Of this name alone.
    pub(crate) event: Option<String>,
    pub(crate) since: Option<Timestamp>,
    /// Not of this instant or later ones.
    pub(crate) until: Option<Timestamp>,
    /// Older than this one, the newest first.
    pub(crate) before: Option<Place>,
    /// Newer than this one, the oldest first.
    pub(crate) after: Option<Place>,
    /// At most so many.
    pub(crate) most: i64,
}

/// Before every entry.
pub(crate) const BEGINNING: Place = Place {
    at: Timestamp::from_unix(i64::MIN),
    nth: 0,
    id: String::new(),
};

/// The entries that are wanted: the newest first, unless those after a place are.
pub(crate) async fn list(tx: &mut Tx, wanted: &Wanted) -> Result<Vec<Entry>, StoreError> {
    store::list(tx, wanted).await
}
