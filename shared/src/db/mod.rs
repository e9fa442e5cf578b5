//! The database: SQLite in the process or PostgreSQL beside it, one SQL text for both.
//!
//! Columns are TEXT, BIGINT or BYTEA only (what both engines and `sqlx::Any` share); times are
//! BIGINT unix seconds. Single use is one atomic statement, never a read and a write.

use std::fmt;
use std::str::FromStr;
use std::sync::Once;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{Any, AnyConnection, AnyPool, Executor, Transaction};

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A row of this key exists already.
    #[error("the row exists already")]
    Unique(#[source] sqlx::Error),
    /// The row belongs to another one that does not exist, or others belong to it.
    #[error("a row that this one belongs to is missing")]
    ForeignKey(#[source] sqlx::Error),
    /// The database did not answer, or answered with an error of its own.
    #[error("the database is unavailable")]
    Unavailable(#[source] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("the database schema could not be brought up to date")]
    Migration(#[from] MigrateError),
    /// A stored value is not one that this program writes.
    #[error("the stored value of {column} in {table} is not readable")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match error.as_database_error() {
            Some(db) if db.is_unique_violation() => Self::Unique(error),
            Some(db) if db.is_foreign_key_violation() => Self::ForeignKey(error),
            _ => Self::Unavailable(error),
        }
    }
}

/// The pattern of texts that contain this one, for `LIKE … ESCAPE '!'`.
#[must_use]
pub fn containing(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
}

/// A pool of connections to one database.
#[derive(Clone)]
pub struct Db {
    pool: AnyPool,
    engine: Engine,
}

impl fmt::Debug for Db {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Db")
            .field("engine", &self.engine)
            .finish_non_exhaustive()
    }
}

impl Db {
    /// Opens `sqlite:FILE` (made when missing) or `postgres://…`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the address cannot be read or nothing answers there.
    pub async fn open(url: &str, max_connections: u32) -> Result<Self, StoreError> {
        static DRIVERS: Once = Once::new();
        DRIVERS.call_once(install_default_drivers);
        let engine = if url.starts_with("sqlite:") {
            Engine::Sqlite
        } else {
            Engine::Postgres
        };
        let url = match engine {
            Engine::Sqlite if !url.contains('?') => format!("{url}?mode=rwc"),
            _ => url.to_owned(),
        };
        let pool = AnyPoolOptions::new()
            .max_connections(max_connections)
            .acquire_timeout(std::time::Duration::from_secs(10))
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if engine == Engine::Sqlite {
                        // FULL: NORMAL may lose the last commits on power loss, and a used
                        // code would be unused again.
                        connection
                            .execute(
                                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                                 PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 10000; \
                                 PRAGMA secure_delete = ON;",
                            )
                            .await?;
                    }
                    Ok(())
                })
            })
            .connect_with(AnyConnectOptions::from_str(&url)?)
            .await?;
        Ok(Self { pool, engine })
    }

    /// Brings the schema up to date; does nothing when it is. Several programs may do it at once.
    ///
    /// # Errors
    /// [`StoreError::Migration`] when a step fails or the schema is newer than this program.
    pub async fn migrate(&self, steps: &Migrator) -> Result<(), StoreError> {
        // SQLite has no lock for it as PostgreSQL has: who took the step that another one has just
        // taken reads again what is to be done.
        let mut again = match self.engine {
            Engine::Sqlite => steps.iter().count(),
            Engine::Postgres => 0,
        };
        loop {
            match steps.run(&self.pool).await {
                Err(MigrateError::ExecuteMigration(..) | MigrateError::Execute(_)) if again > 0 => {
                    again -= 1;
                    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                }
                result => return Ok(result?),
            }
        }
    }

    /// A transaction that only reads.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when no connection is to be had.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        Ok(Tx(self.pool.begin().await?))
    }

    /// A transaction that reads one state of everything, whatever is written meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when no connection is to be had.
    pub async fn snapshot(&self) -> Result<Tx, StoreError> {
        let begun = match self.engine {
            // Its transactions do that anyway.
            Engine::Sqlite => self.pool.begin().await?,
            Engine::Postgres => {
                let repeatable = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                self.pool.begin_with(repeatable).await?
            }
        };
        Ok(Tx(begun))
    }

    /// A transaction that may write; dropped without [`Tx::commit`] it leaves nothing.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when no connection is to be had.
    pub async fn write(&self) -> Result<Tx, StoreError> {
        let begun = match self.engine {
            // A deferred transaction that reads before it writes fails at once when another
            // one writes meanwhile; the busy timeout does not help there.
            Engine::Sqlite => self.pool.begin_with("BEGIN IMMEDIATE").await?,
            Engine::Postgres => self.pool.begin().await?,
        };
        Ok(Tx(begun))
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Ends every connection once its work is done.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// A transaction.
#[derive(Debug)]
pub struct Tx(Transaction<'static, Any>);

impl Tx {
    /// The connection, for a store's statements.
    pub fn conn(&mut self) -> &mut AnyConnection {
        &mut self.0
    }

    /// Makes everything done in it lasting.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the database could not promise that.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.0.commit().await?)
    }
}
