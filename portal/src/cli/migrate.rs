//! `portal migrate`: for who upgrades the schema before the servers. `serve` does it as well.

use std::path::PathBuf;

use secrecy::ExposeSecret as _;
use shared::db::Db;

use super::{Failure, settings};

/// Brings the database's schema up to date.
pub(super) async fn migrate(files: &[PathBuf]) -> Result<(), Failure> {
    let settings = settings(files)?;
    let url = settings.database.url.expose_secret();
    let db = Db::open(url, 1)
        .await
        .map_err(|error| Failure::failed(&error))?;
    let migrated = db.migrate(&crate::MIGRATIONS).await;
    db.close().await;
    migrated.map_err(|error| Failure::failed(&error))
}
