//! `/konto/daten`: what is kept, to take along (Art. 15, 20 GDPR).

use std::io::{Cursor, Read as _};
use std::time::Duration;

use kit::audit::Log;
use kit::people::PASSWORD;
use kit::world::World;
use kit::{Database, Page, Visitor, on_both};
use serde_json::Value;

use crate::secured::{KIM, Leads, add_passkey, with_totp};

/// What `/konto/daten` sends.
async fn taken(visitor: &Visitor) -> Page {
    let page = visitor.get("/konto/daten").await.expect(200);
    page.form("take-form").submit().await
}

/// A file of the archive.
fn file(page: &Page, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(page.bytes())).expect("an archive");
    let mut file = zip.by_name(name).expect("the file");
    let mut text = String::new();
    let _ = file.read_to_string(&mut text).expect("text");
    text
}

on_both!(
    everything_is_handed_over_but_secrets,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, seed) = with_totp(&world).await;
        let _ = add_passkey(&world, &kim, "/konto/passkeys/neu").await;
        world.advance(Duration::from_secs(1));
        let page = kim.get("/konto").await.expect(200);
        let page = page.click("Meine Daten herunterladen").await.expect(200);
        let page = page.form("take-form").submit().await.expect(200);
        assert_eq!(page.header("content-type"), "application/zip");
        assert_eq!(page.header("cache-control"), "no-store");
        let (json, html) = (file(&page, "daten.json"), file(&page, "daten.html"));
        let told: Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(told["format"], "schluesselbund-own-data/1");
        let sections = &told["sections"];
        assert_eq!(sections["account"][0]["email"], KIM);
        assert_eq!(sections["passkeys"][0]["name"], "Kim Handy");
        assert_eq!(sections["agreements"].as_array().map(Vec::len), Some(2));
        assert_eq!(
            sections["second_factor"][0]["enrolled_at"],
            "2026-11-23T09:00:00Z"
        );
        for section in ["password", "sessions", "history"] {
            assert!(sections[section][0].is_object(), "{section}: {json}");
        }
        for secret in [PASSWORD, "$argon2", &seed.replace(' ', "")] {
            assert!(!json.contains(secret) && !html.contains(secret), "{secret}");
        }
        for words in ["Ihre Daten", "Kim Handy", KIM, "23.11.2026"] {
            assert!(html.contains(words), "{words}: {html}");
        }
        // By itself: nothing is fetched when it is read.
        assert!(!html.contains("src=") && !html.contains("href="), "{html}");
        // It comes after those of the factors; waiting for one that never comes fails.
        while world.mailbox.next(KIM).await.subject != "Ihre Daten wurden heruntergeladen" {}
        let lines = kim.get("/konto/verlauf").await.expect(200);
        lines.shows("Die Daten des Online-Kontos wurden heruntergeladen");
    }
);

on_both!(
    a_fault_of_ours_uses_up_no_try,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let away = "ALTER TABLE mail_outbox RENAME TO mail_away";
        Log::Idp.tamper(&world, away).await;
        for _ in 0..4 {
            let _ = taken(&kim).await.expect(500);
        }
        let back = "ALTER TABLE mail_away RENAME TO mail_outbox";
        Log::Idp.tamper(&world, back).await;
        for _ in 0..3 {
            let _ = taken(&kim).await.expect(200);
        }
        let _ = taken(&kim).await.expect(429);
    }
);

on_both!(
    it_wants_a_fresh_sign_in_and_is_limited,
    async |database: Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        for _ in 0..3 {
            let _ = taken(&kim).await.expect(200);
        }
        let page = taken(&kim).await.expect(429);
        assert!(page.link("Zurück zum Konto").ends_with("/konto"));
        page.hides("Zur Anmeldung");
        let form = kim.get("/konto/daten").await.form("take-form");
        world.advance(Duration::from_secs(5 * 60 + 1));
        for page in [kim.get("/konto/daten").await, form.submit().await] {
            let to = page.leads();
            assert_eq!(to, "/anmelden/konto?weiter=/konto/daten&erneut=1");
        }
        let stranger = world.idp.visitor();
        assert_eq!(stranger.get("/konto/daten").await.leads(), "/anmelden");
    }
);
