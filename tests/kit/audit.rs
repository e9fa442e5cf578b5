//! The audit logs as the operator sees them: by the shell, and by whoever can write to the
//! database.

use serde_json::Value;
use shared::clock::{Outside, SystemEntropy};
use sqlx::any::{AnyPoolOptions, AnyRow, install_default_drivers};
use sqlx::{AnyPool, AssertSqlSafe, Row as _};

use crate::world::World;

/// Whose log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Log {
    /// The provider's.
    Idp,
    /// The portal's.
    Portal,
}

impl Log {
    /// A connection to its database.
    ///
    /// # Panics
    /// When there is none.
    pub async fn database(self, world: &World) -> AnyPool {
        install_default_drivers();
        let [idp, portal] = world.database_urls();
        let url = if self == Self::Idp { idp } else { portal };
        let pool = AnyPoolOptions::new().max_connections(1);
        pool.connect(url).await.expect("the database")
    }

    /// Does something to the database that no program does.
    ///
    /// # Panics
    /// When the statement fails.
    pub async fn tamper(self, world: &World, statements: &str) {
        let pool = self.database(world).await;
        for statement in statements.split(';') {
            let statement = AssertSqlSafe(statement.to_owned());
            sqlx::query(statement).execute(&pool).await.expect("done");
        }
        pool.close().await;
    }

    /// The first column of the first row, as a number.
    ///
    /// # Panics
    /// When there is none.
    pub async fn count(self, world: &World, select: &str) -> i64 {
        let pool = self.database(world).await;
        let select = AssertSqlSafe(select.to_owned());
        let row: AnyRow = sqlx::query(select).fetch_one(&pool).await.expect("a row");
        pool.close().await;
        row.try_get(0).expect("a number")
    }

    /// Waits until nothing waits to be sealed.
    ///
    /// # Panics
    /// When that takes longer than [`crate::soon`] waits.
    pub async fn sealed(self, world: &World) {
        let pool = self.database(world).await;
        let sealed = crate::soon(async || {
            let waiting = sqlx::query("SELECT COUNT(*) FROM audit_events WHERE seq IS NULL");
            let row: AnyRow = waiting.fetch_one(&pool).await.expect("a number");
            row.try_get::<i64, _>(0).expect("a number") == 0
        });
        assert!(sealed.await, "the log is not sealed");
        pool.close().await;
    }

    /// What `audit …` tells in the shell.
    pub async fn tell(self, world: &World, args: &[&str]) -> Result<String, String> {
        let outside = Outside {
            clock: std::sync::Arc::new(world.clock.clone()),
            entropy: std::sync::Arc::new(SystemEntropy),
        };
        match self {
            Self::Idp => idp::cli::audit_in_process(args, &world.idp_settings(), outside).await,
            Self::Portal => {
                portal::cli::audit_in_process(args, &world.portal_settings(), outside).await
            }
        }
    }

    /// What `audit verify` tells when everything is sealed.
    pub async fn verify(self, world: &World) -> Result<String, String> {
        self.sealed(world).await;
        // The file is written just after the commit.
        let written = async || {
            let head = self.count(world, "SELECT seq FROM audit_chain").await;
            let [idp, portal] = world.head_files();
            let file = if self == Self::Idp { idp } else { portal };
            let text = std::fs::read_to_string(file).unwrap_or_default();
            text.contains(&format!("{{\"seq\":{head},")) || head == 0
        };
        let _ = crate::soon(written).await;
        self.tell(world, &["verify"]).await
    }

    /// Every entry as `audit list --json …` tells it.
    ///
    /// # Panics
    /// When it fails.
    pub async fn entries(self, world: &World, args: &[&str]) -> Vec<Value> {
        let args = [&["list", "--json"], args].concat();
        let told = self.tell(world, &args).await.expect("a list");
        let entry = |line| serde_json::from_str(line).expect("JSON");
        told.lines().map(entry).collect()
    }

    /// The newest entry of this name.
    ///
    /// # Panics
    /// When there is none.
    pub async fn newest(self, world: &World, event: &str) -> Value {
        let mut all = self.entries(world, &["--event", event]).await;
        all.pop().unwrap_or_else(|| panic!("no entry {event}"))
    }
}
