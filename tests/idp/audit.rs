//! The provider's audit log: who did what from where, tampering, and that no secret is in it.

use kit::Database;
use kit::audit::Log::Idp;
use kit::people::registered;
use kit::world::World;
use serde_json::json;

use crate::secured::{KIM, sign_in_with, with_totp};

kit::on_both!(
    an_entry_says_who_did_what_from_where,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let _ = sign_in_with(&world.idp.visitor(), "Falsch-und-1-lang!")
            .await
            .expect(422);
        let added = Idp.newest(&world, "totp.added").await;
        let id = added["about"].as_str().expect("about Kim").to_owned();
        assert_eq!(added["by"], json!({ "kind": "account", "id": id }));
        let address = added["address"].as_str().expect("from somewhere");
        assert!(["127.0.0.0/24", "::/48"].contains(&address), "{address}");
        let failed = Idp.newest(&world, "sign_in.failed").await;
        assert_eq!(
            failed["by"],
            json!({ "kind": "visitor" }),
            "nobody knows who"
        );
        assert_eq!(failed["about"], json!(id));
        // Found by address and by id alike; an entry tells its place once it has one.
        Idp.sealed(&world).await;
        let by_email = Idp.entries(&world, &["--account", KIM]).await;
        let by_id = Idp.entries(&world, &["--account", &id]).await;
        assert!(!by_id.is_empty());
        assert_eq!(by_email, by_id);
        let told = kim.get("/konto/verlauf").await.expect(200);
        let lines = told.texts_of("#history > li");
        assert!(
            lines[0].starts_with("Eine Anmeldung ist nicht gelungen"),
            "{lines:?}"
        );
        assert!(lines[0].contains("nicht angemeldet war") && !lines[0].contains("Netz"));
        let totp = lines
            .iter()
            .find(|line| line.starts_with("Der zweite Faktor"));
        let totp = totp.expect("the second factor");
        assert!(
            totp.contains("von Ihnen") && totp.contains("aus dem Netz"),
            "{totp}"
        );
    }
);

kit::on_both!(everyone_reads_their_own, async |database: Database| {
    let world = World::start(database).await;
    let (kim, _) = with_totp(&world).await;
    let uwe = world.idp.visitor();
    let _ = registered(&world, &uwe, "uwe@example.org").await;
    let before = kim.get("/konto/verlauf").await.expect(200);
    let other = Idp.entries(&world, &["--account", "uwe@example.org"]).await;
    assert!(!other.is_empty());
    let page = kim.get("/konto").await.expect(200);
    let page = page.click("Verlauf").await.expect(200);
    assert_eq!(page.url().path(), "/konto/verlauf");
    let lines = page.texts_of("#history > li");
    assert_eq!(lines, before.texts_of("#history > li"));
    let created = lines.iter().filter(|line| line.contains("angelegt"));
    assert_eq!(created.count(), 1, "hers and not his: {lines:?}");
});

kit::on_both!(tampering_is_found, async |database: Database| {
    let world = World::start(database).await;
    let _ = with_totp(&world).await;
    let told = Idp.verify(&world).await.expect("it fits");
    assert!(
        told.ends_with("0 not yet sealed, head fits the file\n"),
        "{told}"
    );
    world.idp.stop().await;
    Idp.tamper(
        &world,
        "UPDATE audit_events SET event = 'account.deleted' WHERE seq = 1",
    )
    .await;
    let told = Idp.tell(&world, &["verify"]).await.expect_err("changed");
    assert_eq!(told, "entry 1: changed, moved or put in");
    Idp.tamper(&world, "DELETE FROM audit_events WHERE seq = 1")
        .await;
    let told = Idp.tell(&world, &["verify"]).await.expect_err("gone");
    assert_eq!(told, "entry 1: missing");
    let newest = "DELETE FROM audit_events WHERE seq = (SELECT MAX(seq) FROM audit_events)";
    Idp.tamper(&world, newest).await;
    let told = Idp.tell(&world, &["verify"]).await.expect_err("cut off");
    assert!(
        told.contains("missing at the end, the head file knows it"),
        "{told}"
    );
});
