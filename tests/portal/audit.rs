//! The portal's audit log: who did what to whom, and that nobody changes it afterwards.

use std::time::Duration;

use futures::future::join_all;
use kit::Database;
use kit::audit::Log::Portal;
use kit::world::{Wishes, World};
use serde_json::json;
use shared::clock::{Outside, SystemEntropy};
use sqlx::AssertSqlSafe;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::desk::{BORN, NUMBER, code_for_kim, codes, enter, signed_in, unlock_kim};

/// A world in which Kim has unlocked her profile: a code was issued and redeemed.
async fn unlocked(database: Database) -> World {
    let world = World::start(database).await;
    let kim = signed_in(&world, "kim").await;
    unlock_kim(&world, &kim).await;
    world
}

kit::on_both!(
    an_entry_says_who_did_what_from_where,
    async |database: Database| {
        let world = unlocked(database).await;
        let issued = Portal.newest(&world, "code.issued").await;
        assert_eq!(issued["by"], json!({ "kind": "operator" }));
        assert_eq!(issued["address"], json!(null), "the shell has none");
        let redeemed = Portal.newest(&world, "code.redeemed").await;
        let kim = json!({ "kind": "resident", "id": "resident-kim" });
        assert_eq!(redeemed["by"], kim);
        assert_eq!(redeemed["about"], "resident-kim");
        assert_eq!(redeemed["case"], issued["case"]);
        let address = redeemed["address"].as_str().expect("from somewhere");
        assert!(["127.0.0.0/24", "::/48"].contains(&address), "{address}");
        let of_case = Portal.entries(&world, &["--case", NUMBER]).await;
        assert_eq!(of_case.len(), 2);
        let of_kim = Portal.entries(&world, &["--account", "sub-kim"]).await;
        assert_eq!(of_kim.len(), 1, "found by the provider's name for her");
        let later = ["--since", "2026-11-24"];
        assert_eq!(Portal.entries(&world, &later).await.len(), 0);
        let today = ["--since", "2026-11-23"];
        assert_eq!(Portal.entries(&world, &today).await.len(), 2);
    }
);

kit::on_both!(
    who_guesses_does_not_learn_from_the_log,
    async |database: Database| {
        let world = World::start(database).await;
        let code = code_for_kim(&world).await;
        let wrong = crate::desk::with_wrong_secret(&code);
        let uwe = signed_in(&world, "uwe").await;
        for _ in 0..5 {
            let _ = enter(&uwe, &wrong, BORN).await.expect(422);
        }
        let blocked = Portal.newest(&world, "code.blocked").await;
        assert_eq!(blocked["about"], json!(null));
        assert!(blocked["case"].is_string());
        let refused = Portal.entries(&world, &["--event", "code.refused"]).await;
        assert_eq!(refused.len(), 5);
        assert!(refused.iter().all(|it| it["about"] == "resident-uwe"));
    }
);

kit::on_both!(an_honest_log_fits, async |database: Database| {
    let world = unlocked(database).await;
    let told = Portal.verify(&world).await.expect("it fits");
    let fits = "2 entries, 0 forgotten, 0 not yet sealed, head fits the file\n";
    assert_eq!(told, fits);
    world.portal.restart().await;
    assert_eq!(Portal.verify(&world).await.expect("it fits"), fits);
});

/// Entries that tell something different from what happened, and what is found.
const TAMPERED: &[(&str, &str)] = &[
    (
        "UPDATE audit_events SET event = 'code.revoked' WHERE seq = 3",
        "entry 3: changed, moved or put in",
    ),
    (
        "UPDATE audit_events SET at = at - 60 WHERE seq = 3",
        "entry 3: changed, moved or put in",
    ),
    (
        "UPDATE audit_events SET personal = '{\"details\":{}}' WHERE seq = 3",
        "entry 3: changed, moved or put in\nentry 3: its ids for looking it up are changed",
    ),
    (
        "UPDATE audit_events SET case_id = NULL WHERE seq = 3",
        "entry 3: its ids for looking it up are changed",
    ),
    ("DELETE FROM audit_events WHERE seq = 3", "entry 3: missing"),
    (
        "UPDATE audit_events SET seq = 99 WHERE seq = 2; \
         UPDATE audit_events SET seq = 2 WHERE seq = 3; \
         UPDATE audit_events SET seq = 3 WHERE seq = 99",
        "entry 2: changed, moved or put in\nentry 3: changed, moved or put in\n\
         entry 4: changed, moved or put in",
    ),
    (
        "INSERT INTO audit_events SELECT 'x', at, nth, event, personal, by_id, about_id, \
         case_id, salt, personal_hash, 6, mac, NULL FROM audit_events WHERE seq = 3",
        "entry 6: changed, moved or put in\nentry 5: the database's head is another one",
    ),
    (
        "DELETE FROM audit_events WHERE seq > 3",
        "entries 4 to 5: missing at the end, the head file knows them",
    ),
    (
        "DELETE FROM audit_events WHERE seq > 3; UPDATE audit_chain SET seq = 3, \
         mac = (SELECT mac FROM audit_events WHERE seq = 3)",
        "entries 4 to 5: missing at the end, the head file knows them",
    ),
    (
        "UPDATE audit_events SET personal = NULL, salt = NULL, by_id = NULL, about_id = NULL, \
         case_id = NULL WHERE seq = 2",
        "entry 2: erased, and not by the period for it",
    ),
];

kit::on_both!(tampering_is_found, async |database: Database| {
    let world = World::start(database).await;
    for _ in 0..5 {
        let _ = code_for_kim(&world).await;
    }
    let fits = "5 entries, 0 forgotten, 0 not yet sealed, head fits the file\n";
    assert_eq!(Portal.verify(&world).await.expect("it fits"), fits);
    // Nothing is sealed meanwhile.
    world.portal.stop().await;
    for (statements, found) in TAMPERED {
        Portal
            .tamper(&world, "CREATE TABLE kept AS SELECT * FROM audit_events")
            .await;
        Portal
            .tamper(
                &world,
                "CREATE TABLE kept_chain AS SELECT * FROM audit_chain",
            )
            .await;
        Portal.tamper(&world, statements).await;
        let told = Portal
            .tell(&world, &["verify"])
            .await
            .expect_err(statements);
        assert_eq!(&told, found, "{statements}");
        Portal
            .tamper(
                &world,
                "DELETE FROM audit_events; INSERT INTO audit_events SELECT * FROM kept; \
                 DELETE FROM audit_chain; INSERT INTO audit_chain SELECT * FROM kept_chain; \
                 DROP TABLE kept; DROP TABLE kept_chain",
            )
            .await;
    }
    assert_eq!(
        Portal.tell(&world, &["verify"]).await.expect("as it was"),
        fits
    );
    let [_, heads] = world.head_files();
    std::fs::remove_file(&heads).expect("removed");
    let told = Portal.tell(&world, &["verify"]).await.expect_err("no file");
    assert_eq!(told, "the head file: is missing or empty");
    std::fs::write(&heads, "{\"seq\":1}").expect("written");
    let told = Portal.tell(&world, &["verify"]).await.expect_err("no head");
    assert_eq!(told, "the head file: line 1 is no head");
});

kit::on_both!(two_processes_seal_one_chain, async |database: Database| {
    let world = World::start(database).await;
    let outside = Outside {
        clock: std::sync::Arc::new(world.clock.clone()),
        entropy: std::sync::Arc::new(SystemEntropy),
    };
    let second = portal::Server::prepare(world.portal_settings(), outside).await;
    let second = second.expect("the second process");
    let socket = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let (stop, stopped) = oneshot::channel::<()>();
    let second = tokio::spawn(second.serve(vec![socket], async {
        let _ = stopped.await;
    }));
    let people = join_all((0..5).map(async |number| {
        let visitor = signed_in(&world, &format!("person{number}")).await;
        let never = "0000-0000-0000-0000";
        for _ in 0..4 {
            let _ = enter(&visitor, never, BORN).await.expect(422);
        }
    }));
    let _ = people.await;
    let told = Portal.verify(&world).await.expect("it fits");
    let fits = "20 entries, 0 forgotten, 0 not yet sealed, head fits the file\n";
    assert_eq!(told, fits);
    drop(stop);
    second.await.expect("ends").expect("without fault");
});

kit::on_both!(forgetting_keeps_the_chain, async |database: Database| {
    let wishes = Wishes {
        portal: "audit.personal_days = 30".to_owned(),
        ..Wishes::default()
    };
    let world = World::with(database, wishes).await;
    let kim = signed_in(&world, "kim").await;
    unlock_kim(&world, &kim).await;
    Portal.sealed(&world).await;
    world.advance(Duration::from_hours(24 * 29));
    let _ = codes(&world, &["list", "--customer-number", NUMBER]).await;
    let _ = code_for_kim(&world).await;
    world.advance(Duration::from_hours(24 * 3));
    // The job's first round comes at the start.
    world.portal.restart().await;
    let mut forgotten = 0;
    for _ in 0..200 {
        forgotten = Portal
            .count(
                &world,
                "SELECT COUNT(*) FROM audit_events WHERE personal IS NULL",
            )
            .await;
        if forgotten == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(forgotten, 2);
    let told = Portal.verify(&world).await.expect("it fits");
    let fits = "4 entries, 2 forgotten, 0 not yet sealed, head fits the file\n";
    assert_eq!(told, fits);
    let entries = Portal.entries(&world, &[]).await;
    assert_eq!(entries[1]["event"], "code.redeemed", "what and when stay");
    assert_eq!(entries[1]["about"], json!(null));
    assert_eq!(entries[1]["forgotten"], true);
    let told = Portal.newest(&world, "audit.forgotten").await;
    assert_eq!(told["details"]["entries"], json!([[1, 2]]));
    let ids = "SELECT COUNT(*) FROM audit_events WHERE seq < 3 AND \
             (by_id IS NOT NULL OR about_id IS NOT NULL OR case_id IS NOT NULL OR salt IS NOT NULL)";
    assert_eq!(Portal.count(&world, ids).await, 0);
    // Who forgets more than that is found, whatever they put in.
    world.portal.stop().await;
    Portal
            .tamper(
                &world,
                "UPDATE audit_events SET personal = NULL, salt = NULL, by_id = NULL, \
                 about_id = NULL, case_id = NULL WHERE seq = 3; \
                 INSERT INTO audit_events (id, at, nth, event, personal) SELECT 'x', at, nth, event, \
                 REPLACE(personal, '[1,2]', '[1,3]') FROM audit_events WHERE seq = 4",
            )
            .await;
    let told = Portal.tell(&world, &["verify"]).await.expect_err("erased");
    assert_eq!(told, "entry 3: erased, and not by the period for it");
});

kit::on_both!(
    entries_from_before_are_carried_over,
    async |database: Database| {
        let world = World::start(database).await;
        world.portal.stop().await;
        let old = database.fresh().await;
        let before = tempfile::tempdir().expect("a folder");
        let migrations = concat!(env!("CARGO_MANIFEST_DIR"), "/../portal/migrations");
        for file in std::fs::read_dir(migrations).expect("the migrations") {
            let file = file.expect("a file");
            if file.file_name().to_string_lossy().as_ref() < "0040" {
                let to = before.path().join(file.file_name());
                std::fs::copy(file.path(), to).expect("copied");
            }
        }
        let steps = sqlx::migrate::Migrator::new(before.path()).await;
        sqlx::any::install_default_drivers();
        let file = format!(
            "{}{}",
            old.url(),
            if old.url().starts_with("sqlite") {
                "?mode=rwc"
            } else {
                ""
            }
        );
        let pool = sqlx::AnyPool::connect(&file).await.expect("opens");
        steps.expect("steps").run(&pool).await.expect("as it was");
        for (id, resident) in [("a", "'resident-kim'"), ("b", "NULL")] {
            let insert = format!(
                "INSERT INTO audit_events (id, at, event, resident_id, details) \
                 VALUES ('{id}', 1795000000, 'sign_in.failed', {resident}, '{{\"reason\":\"lost\"}}')"
            );
            sqlx::query(AssertSqlSafe(insert))
                .execute(&pool)
                .await
                .expect("an old entry");
        }
        pool.close().await;
        let own = format!("database.url = \"{}\"", old.url());
        let settings = world.portal_settings_with(&own);
        let outside = Outside {
            clock: std::sync::Arc::new(world.clock.clone()),
            entropy: std::sync::Arc::new(SystemEntropy),
        };
        let told = portal::cli::audit_in_process(&["list", "--json"], &settings, outside).await;
        let told = told.expect("a list");
        let lines: Vec<serde_json::Value> = told
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0]["about"], "resident-kim");
        assert_eq!(lines[0]["by"], json!(null), "nobody wrote it down");
        assert_eq!(lines[1]["about"], json!(null));
        assert_eq!(lines[1]["details"]["reason"], "lost");
    }
);
