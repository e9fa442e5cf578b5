//! What a database still knows of somebody.

use sqlx::any::AnyRow;
use sqlx::{AnyPool, AssertSqlSafe, Row as _};

use crate::audit::Log;
use crate::world::World;

/// Every column of every table that contains one of `needles`, as `table.column`. Text that was
/// sealed or hashed is no trace.
///
/// # Panics
/// When the database does not answer.
pub async fn traces(whose: Log, world: &World, needles: &[&str]) -> Vec<String> {
    let [idp, portal] = world.database_urls();
    let url = if whose == Log::Idp { idp } else { portal };
    let postgres = url.starts_with("postgres");
    let pool = whose.database(world).await;
    let mut found = Vec::new();
    for (table, column, bytes) in columns(&pool, postgres).await {
        for needle in needles {
            let value = match (postgres, bytes) {
                (true, true) => format!("encode(\"{column}\", 'escape')"),
                _ => format!("CAST(\"{column}\" AS TEXT)"),
            };
            let select = format!(
                "SELECT COUNT(*) FROM \"{table}\" WHERE lower({value}) LIKE lower('%{needle}%')"
            );
            if number(&pool, select).await > 0 {
                found.push(format!("{table}.{column}"));
            }
        }
    }
    pool.close().await;
    found.sort();
    found.dedup();
    found
}

async fn number(pool: &AnyPool, select: String) -> i64 {
    let row: AnyRow = sqlx::query(AssertSqlSafe(select))
        .fetch_one(pool)
        .await
        .expect("a row");
    row.try_get(0).expect("a number")
}

/// Table, column, and whether it holds bytes.
async fn columns(pool: &AnyPool, postgres: bool) -> Vec<(String, String, bool)> {
    let select = if postgres {
        "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(data_type AS TEXT) \
         FROM information_schema.columns WHERE table_schema = 'public'"
    } else {
        "SELECT t.name, c.name, c.type FROM sqlite_master t JOIN pragma_table_info(t.name) c \
         WHERE t.type = 'table'"
    };
    let rows: Vec<AnyRow> = sqlx::query(select).fetch_all(pool).await.expect("columns");
    let text = |row: &AnyRow, at: usize| row.try_get::<String, _>(at).expect("a text");
    let rows = rows.iter().filter(|row| text(row, 0) != "_sqlx_migrations");
    let rows = rows.map(|row| {
        let kind = text(row, 2).to_lowercase();
        (text(row, 0), text(row, 1), kind == "bytea")
    });
    rows.collect()
}
