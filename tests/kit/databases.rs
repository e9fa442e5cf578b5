//! A fresh database for each test, on either engine.

use std::fmt;
use std::path::Path;

use shared::db::Db;
use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::sync::OnceCell;

/// On which engine a test runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Database {
    /// Embedded, a file in a temporary folder.
    Sqlite,
    /// The server at `TEST_POSTGRES_URL`, which `tests/run` starts.
    Postgres,
}

/// Whose tables.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Schema {
    Idp,
    Portal,
}

/// A new database; it is gone when this is dropped.
pub struct Fresh {
    url: String,
    _folder: Option<tempfile::TempDir>,
    server: Option<(String, String)>,
}

impl fmt::Debug for Fresh {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fresh")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// The PostgreSQL server for tests; `None`, and loudly so, when there is none.
#[must_use]
pub fn postgres_server() -> Option<String> {
    let server = std::env::var("TEST_POSTGRES_URL").ok();
    if server.is_none() {
        use std::io::Write;
        // Past the capture of the test harness: nobody shall think that this was tested.
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED on PostgreSQL: {}: TEST_POSTGRES_URL is not set, run tests/run",
            std::thread::current().name().unwrap_or("a test")
        );
    }
    server
}

impl Database {
    /// Whether tests can run on this engine here; says so on standard error when not.
    #[must_use]
    pub fn available(self) -> bool {
        self == Self::Sqlite || postgres_server().is_some()
    }

    /// A new, empty database.
    ///
    /// # Panics
    /// When none can be made.
    pub async fn fresh(self) -> Fresh {
        match self {
            Self::Sqlite => sqlite(None),
            Self::Postgres => postgres("").await,
        }
    }

    /// A new database with the tables of today, copied from one that was made once in this process.
    pub(crate) async fn with(self, schema: Schema) -> Fresh {
        static SQLITE: [OnceCell<Vec<u8>>; 2] = [const { OnceCell::const_new() }; 2];
        static POSTGRES: [OnceCell<String>; 2] = [const { OnceCell::const_new() }; 2];
        match self {
            Self::Sqlite => {
                let made = SQLITE[schema as usize].get_or_init(async || {
                    let first = self.fresh().await;
                    migrate(first.url(), schema).await;
                    let file = first.url().trim_start_matches("sqlite:");
                    std::fs::read(file).expect("the database is read")
                });
                sqlite(Some(made.await))
            }
            Self::Postgres => {
                let made = POSTGRES[schema as usize].get_or_init(async || {
                    let mut first = self.fresh().await;
                    migrate(first.url(), schema).await;
                    // It stays for as long as the server.
                    let (_, name) = first.server.take().expect("one on a server");
                    name
                });
                postgres(&format!("TEMPLATE {}", made.await)).await
            }
        }
    }
}

async fn migrate(url: &str, schema: Schema) {
    let folder = match schema {
        Schema::Idp => "../idp/migrations",
        Schema::Portal => "../portal/migrations",
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let steps = Migrator::new(folder).await.expect("migrations are read");
    let db = Db::open(url, 1).await.expect("the database opens");
    db.migrate(&steps).await.expect("it is migrated");
    db.close().await;
}

fn sqlite(content: Option<&Vec<u8>>) -> Fresh {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("test.db");
    if let Some(content) = content {
        std::fs::write(&file, content).expect("the database is written");
    }
    Fresh {
        url: format!("sqlite:{}", file.display()),
        _folder: Some(folder),
        server: None,
    }
}

async fn postgres(how: &str) -> Fresh {
    let server = postgres_server().expect("TEST_POSTGRES_URL is set");
    let name = format!("t{}", random_hex());
    execute(&server, format!("CREATE DATABASE {name} {how}"))
        .await
        .expect("PostgreSQL makes a database");
    let mut url = url::Url::parse(&server).expect("TEST_POSTGRES_URL is an address");
    url.set_path(&name);
    Fresh {
        url: url.into(),
        _folder: None,
        server: Some((server, name)),
    }
}

impl Fresh {
    /// The address for a server's settings.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let Some((server, name)) = self.server.take() else {
            return;
        };
        // In the background: nobody waits for it, and tests/run throws the whole server away.
        crate::browser::runtime().spawn(async move {
            let _ = execute(&server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
        });
    }
}

async fn execute(server: &str, statement: String) -> Result<(), sqlx::Error> {
    let mut connection = PgConnection::connect(server).await?;
    sqlx::query(AssertSqlSafe(statement))
        .execute(&mut connection)
        .await?;
    connection.close().await
}

/// 64 random bits for a name.
pub(crate) fn random_hex() -> String {
    let mut bytes = [0; 8];
    aws_lc_rs::rand::fill(&mut bytes).expect("the system gives randomness");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Makes two tests of one: `NAME::sqlite` and `NAME::postgres`.
///
/// ```no_run
/// kit::on_both!(a_code_is_used_once, async |database: kit::Database| {
///     let world = kit::world::World::start(database).await;
/// });
/// ```
#[macro_export]
macro_rules! on_both {
    ($name:ident, $test:expr) => {
        mod $name {
            use super::*;

            #[test]
            fn sqlite() {
                $crate::browser::run(async { ($test)($crate::Database::Sqlite).await });
            }

            #[test]
            fn postgres() {
                if $crate::Database::Postgres.available() {
                    $crate::browser::run(async { ($test)($crate::Database::Postgres).await });
                }
            }
        }
    };
}
