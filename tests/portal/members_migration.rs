//! Organisations got several members after the first release of the schema: what lay in the
//! database before is there afterwards.

use std::path::Path;

use kit::Database;
use sqlx::any::{AnyPoolOptions, install_default_drivers};
use sqlx::migrate::Migrator;
use sqlx::{AnyPool, Executor as _, Row as _};

/// The first step of the new schema.
const STEP: &str = "0060";

const BEFORE: &str = "
INSERT INTO residents (id, issuer, sub, first_seen_at, last_seen_at)
VALUES ('kim', 'i', 'kim', 1, 1), ('robin', 'i', 'robin', 1, 1);
INSERT INTO sessions (id, token_hash, resident_id, sub, acr, auth_time, issued_at, tokens,
    access_expires_at, created_at, last_seen_at)
VALUES ('s1', 'aa', 'kim', 'kim', 'phr', 1, 1, 'aa', 1, 1, 1),
       ('s2', 'bb', 'robin', 'robin', 'phr', 1, 1, 'aa', 1, 1, 1);
INSERT INTO cases (id, kind, customer_number, address, language, created_at, changed_at)
VALUES ('case-kim', 'person', '123A456789', '[]', 'de', 1, 1),
       ('case-company', 'company', '987B654321', '[]', 'de', 1, 1);
INSERT INTO profiles (id, resident_id, kind, case_id, created_at, last_used_at)
VALUES ('p1', 'kim', 'person', 'case-kim', 11, 12),
       ('p2', 'kim', 'company', 'case-company', 13, 14),
       ('p3', 'robin', 'person', NULL, 15, 16);
INSERT INTO profile_choices (session_id, profile_id) VALUES ('s1', 'p2'), ('s2', NULL);
";

async fn text(pool: &AnyPool, select: &'static str) -> String {
    let rows = sqlx::query(select).fetch_all(pool).await.expect("rows");
    let first = |row: &sqlx::any::AnyRow| row.try_get::<String, _>(0).expect("a text");
    rows.iter().map(first).collect::<Vec<_>>().join(" ")
}

kit::on_both!(what_was_there_stays, async |database: Database| {
    install_default_drivers();
    let fresh = database.fresh().await;
    let url = match database {
        Database::Sqlite => format!("{}?mode=rwc", fresh.url()),
        Database::Postgres => fresh.url().to_owned(),
    };
    let pool = AnyPoolOptions::new().max_connections(1).connect(&url).await;
    let pool = pool.expect("a database");
    if database == Database::Sqlite {
        let on = pool.execute("PRAGMA foreign_keys = ON").await;
        let _ = on.expect("as the portal does");
    }
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("../portal/migrations");
    let old = tempfile::tempdir().expect("a folder");
    for step in std::fs::read_dir(&all).expect("the steps") {
        let step = step.expect("a step");
        if *step.file_name() < *STEP {
            std::fs::copy(step.path(), old.path().join(step.file_name())).expect("a copy");
        }
    }
    let old = Migrator::new(old.path()).await.expect("the old steps");
    old.run(&pool).await.expect("the old schema");
    let _ = pool.execute(BEFORE).await.expect("the old data");

    let new = Migrator::new(all).await.expect("all steps");
    new.run(&pool).await.expect("the new schema");
    let profiles = "SELECT id || ':' || resident_id || ':' || kind || ':' \
        || COALESCE(case_id, '-') || ':' || COALESCE(member_role, '-') || ':' || created_at || ':' \
        || last_used_at FROM profiles ORDER BY id";
    assert_eq!(
        text(&pool, profiles).await,
        "p1:kim:person:case-kim:-:11:12 p2:kim:company:case-company:admin:13:14 \
         p3:robin:person:-:-:15:16"
    );
    let choices = "SELECT session_id || ':' || COALESCE(profile_id, '-') FROM profile_choices \
        ORDER BY session_id";
    assert_eq!(text(&pool, choices).await, "s1:p2 s2:-");

    // The rules of the new tables: members beside each other, a person's case alone.
    let member = "INSERT INTO profiles (id, resident_id, kind, case_id, member_role, created_at, \
        last_used_at) VALUES ('p4', 'robin', 'company', 'case-company', 'member', 17, 17)";
    let _ = pool.execute(member).await.expect("a second member");
    for wrong in [
        "INSERT INTO profiles (id, resident_id, kind, case_id, created_at, last_used_at) \
         VALUES ('p5', 'robin', 'person', 'case-kim', 17, 17)",
        "INSERT INTO profiles (id, resident_id, kind, case_id, created_at, last_used_at) \
         VALUES ('p5', 'robin', 'company', 'case-company', 17, 17)",
        "INSERT INTO profiles (id, resident_id, kind, created_at, last_used_at) \
         VALUES ('p5', 'robin', 'person', 17, 17)",
        "INSERT INTO profiles (id, resident_id, kind, created_at, last_used_at) \
         VALUES ('p5', 'nobody', 'company', 17, 17)",
    ] {
        assert!(pool.execute(wrong).await.is_err(), "{wrong}");
    }
    // What hangs on a profile still goes or is emptied with it.
    for gone in [
        "DELETE FROM profiles WHERE id = 'p2'",
        "DELETE FROM residents WHERE id = 'robin'",
    ] {
        let _ = pool.execute(gone).await.expect("gone");
    }
    assert_eq!(text(&pool, choices).await, "s1:-");
    assert_eq!(
        text(&pool, "SELECT id FROM profiles ORDER BY id").await,
        "p1"
    );
    pool.close().await;
});
