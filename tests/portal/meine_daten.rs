//! `/meine-daten`: taking the data along, having it deleted, keeping it after all; the office's file
//! stays.

use std::io::{Cursor, Read as _};
use std::time::Duration;

use kit::audit::Log::Portal;
use kit::traces::traces;
use kit::{Page, Visitor};
use serde_json::Value;

use crate::ausweisen::{answer, kim};
use crate::desk::{NUMBER, count};
use crate::stage::Stage;

const KIM: &str = "kim@example.org";
const DAYS: Duration = Duration::from_hours(14 * 24);
const LEAVE: &str = "/meine-daten/loeschen";
const KEEP: &str = "/meine-daten/behalten";

/// Kim with her profile unlocked, of whom the provider has told the address.
async fn kim_with_address(stage: &Stage) -> Visitor {
    let _ = kim(stage).await;
    sign_in(stage).await
}

/// Kim in a browser that nobody knows.
async fn sign_in(stage: &Stage) -> Visitor {
    let kim = stage.visitor();
    let under_way = stage.begin(&kim, "/anmelden").await;
    answer(stage, &under_way, |claims| {
        claims["sid"] = format!("session-{}", stage.world.now()).into();
    });
    let _ = stage.come_back(&kim, &under_way.state).await.expect(303);
    kim
}

async fn taken(visitor: &Visitor) -> Page {
    let page = visitor.get("/meine-daten").await.expect(200);
    // POST /meine-daten/mitnehmen
    page.form("take-form").submit().await
}

fn file(page: &Page, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(page.bytes())).expect("an archive");
    let mut file = zip.by_name(name).expect("the file");
    let mut text = String::new();
    let _ = file.read_to_string(&mut text).expect("text");
    text
}

/// Asks for the deletion.
async fn leave(visitor: &Visitor) {
    let page = visitor.get(LEAVE).await.expect(200);
    page.shows("14 Tage lang").shows("§ 84 SGB X");
    let done = page.form("delete-form").submit().await;
    assert!(
        done.redirect()
            .ends_with("/meine-daten/loeschen/vorgemerkt")
    );
    done.follow()
        .await
        .expect(200)
        .shows("zum Löschen vorgemerkt");
}

/// Waits for the mail of this subject.
async fn mailed(stage: &Stage, subject: &str) -> kit::Mail {
    loop {
        let mail = stage.world.mailbox.next(KIM).await;
        if mail.subject == subject {
            return mail;
        }
    }
}

/// Waits until the last mail has come and its row is gone.
async fn gone(stage: &Stage) {
    let _ = mailed(stage, "Ihre Daten im Portal sind gelöscht").await;
    for _ in 0..100 {
        if count(&stage.world, "SELECT COUNT(*) FROM mail_outbox").await == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

kit::on_both!(everything_is_handed_over, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim_with_address(&stage).await;
    let page = taken(&kim).await.expect(200);
    assert_eq!(page.header("content-type"), "application/zip");
    assert_eq!(page.header("cache-control"), "no-store");
    let (json, html) = (file(&page, "daten.json"), file(&page, "daten.html"));
    let told: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(told["format"], "schluesselbund-own-data/1");
    let sections = &told["sections"];
    assert_eq!(sections["account"][0]["email"], KIM);
    assert_eq!(sections["profiles"][0]["customer_number"], NUMBER);
    assert_eq!(sections["cases"][0]["birth_date"], "1987-03-14");
    let event = |name: &str| {
        let lines = sections["history"].as_array().expect("lines").iter();
        lines.filter(|line| line["event"] == name).count()
    };
    assert!(event("code.redeemed") > 0, "{json}");
    assert!(event("code.issued") > 0, "of the case: {json}");
    for section in ["letters", "sessions"] {
        assert!(sections[section][0].is_object(), "{section}: {json}");
    }
    for secret in ["refresh-1", "$argon2"] {
        assert!(!json.contains(secret) && !html.contains(secret), "{secret}");
    }
    for words in ["Ihre Daten im Portal", NUMBER, KIM, "Kim Klicker"] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(!html.contains("src=") && !html.contains("href="), "{html}");
    let _ = mailed(&stage, "Ihre Daten im Portal wurden heruntergeladen").await;
    let lines = kim.get("/verlauf").await.expect(200);
    lines.shows("Ihre Daten im Portal wurden heruntergeladen");
});

kit::on_both!(a_fault_of_ours_uses_up_no_try, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim_with_address(&stage).await;
    let away = "ALTER TABLE mail_outbox RENAME TO mail_away";
    Portal.tamper(&stage.world, away).await;
    for _ in 0..4 {
        let _ = taken(&kim).await.expect(500);
    }
    let back = "ALTER TABLE mail_away RENAME TO mail_outbox";
    Portal.tamper(&stage.world, back).await;
    for _ in 0..3 {
        let _ = taken(&kim).await.expect(200);
    }
    let _ = taken(&kim).await.expect(429);
});

kit::on_both!(it_wants_a_fresh_sign_in_and_is_limited, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim(&stage).await;
    for _ in 0..3 {
        let _ = taken(&kim).await.expect(200);
    }
    let _ = taken(&kim).await.expect(429);
    let form = kim.get(LEAVE).await.expect(200).form("delete-form");
    stage.answer_to_refresh();
    stage.world.advance(Duration::from_secs(5 * 60 + 1));
    for page in [taken(&kim).await, kim.get(LEAVE).await, form.submit().await] {
        let to = page.redirect();
        assert!(to.contains("/anmelden?frisch=1&weiter="), "{to}");
    }
    assert!(stage.is_signed_in(&kim).await);
});

kit::on_both!(the_person_goes_and_the_file_stays, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim_with_address(&stage).await;
    let id = Portal.newest(&stage.world, "code.redeemed").await["about"].clone();
    let id = id.as_str().expect("an id").to_owned();
    let before = traces(Portal, &stage.world, &[&id, KIM]).await;
    for place in [
        "residents.email",
        "profiles.resident_id",
        "audit_events.about_id",
    ] {
        assert!(before.iter().any(|it| it == place), "{place}: {before:?}");
    }
    leave(&kim).await;
    let mail = mailed(&stage, "Ihre Daten im Portal werden gelöscht").await;
    assert!(mail.text.contains("07.12.2026"), "{}", mail.text);
    assert!(!stage.is_signed_in(&kim).await, "at once");
    stage.world.advance(DAYS);
    gone(&stage).await;
    for table in ["residents", "profiles", "sessions", "acting_persons"] {
        let select = format!("SELECT COUNT(*) FROM {table}");
        assert_eq!(count(&stage.world, &select).await, 0, "{table}");
    }
    // What the office did in its file stays with the id, which names nobody any more.
    let left = traces(Portal, &stage.world, &[&id, KIM]).await;
    let of_the_file = [
        "audit_events.about_id",
        "audit_events.by_id",
        "audit_events.personal",
    ];
    assert!(
        left.iter().all(|it| of_the_file.contains(&it.as_str())),
        "{left:?}"
    );
    let others = format!(
        "SELECT COUNT(*) FROM audit_events WHERE (about_id = '{id}' OR by_id = '{id}') \
         AND case_id IS NULL"
    );
    assert_eq!(count(&stage.world, &others).await, 0);
    assert_eq!(count(&stage.world, "SELECT COUNT(*) FROM cases").await, 1);
    let told = Portal.verify(&stage.world).await.expect("the chain fits");
    assert!(told.contains("head fits"), "{told}");
    // And they may begin anew.
    let kim = sign_in(&stage).await;
    let _ = kim
        .get("/profile-verwalten")
        .await
        .expect(200)
        .shows("noch kein Profil");
});

kit::on_both!(a_sign_in_opens_nothing_but_keeping, async |database| {
    let stage = Stage::set(database).await;
    let kim = kim_with_address(&stage).await;
    leave(&kim).await;
    stage.world.advance(Duration::from_hours(24));
    let kim = sign_in(&stage).await;
    for path in [
        "/start",
        "/meine-daten",
        LEAVE,
        "/profile-verwalten",
        "/sachbearbeitung",
    ] {
        let page = kim.get(path).await;
        assert!(
            page.redirect().ends_with(KEEP),
            "{path}: {}",
            page.redirect()
        );
    }
    let page = kim.get(KEEP).await.expect(200);
    page.shows("Wir löschen sie am 07.12.2026");
    let done = page.form("keep-form").submit_and_follow().await.expect(200);
    assert!(
        done.url()
            .path()
            .ends_with("/meine-daten/behalten/erledigt")
    );
    done.shows("werden nicht gelöscht");
    let _ = mailed(&stage, "Ihre Daten im Portal bleiben").await;
    stage.world.advance(DAYS + DAYS);
    tokio::time::sleep(Duration::from_millis(1200)).await;
    let kim = sign_in(&stage).await;
    kim.get("/profile-verwalten")
        .await
        .expect(200)
        .shows("Kim Klicker");
    let lines = kim.get("/verlauf").await.expect(200);
    lines
        .shows("zum Löschen vorgemerkt")
        .shows("werden doch nicht gelöscht");
    assert!(kim.get(KEEP).await.redirect().ends_with("/start"));
});

kit::on_both!(who_works_here_stays, async |database| {
    let stage = Stage::set(database).await;
    let staff = stage.staff("sam", &[shared::claims::Role::Benefits]).await;
    let page = staff.get(LEAVE).await.expect(200);
    page.shows("Bitten Sie Ihre Leitung").hides("14 Tage lang");
    let csrf = page.attribute("meta[name=csrf-token]", "content");
    let ask = staff.ask(http::Method::POST, LEAVE);
    let refused = ask.form(&[("csrf", &csrf.expect("a token"))]).send().await;
    let _ = refused.expect(409).shows("Bitten Sie Ihre Leitung");
    assert_eq!(
        count(&stage.world, "SELECT COUNT(*) FROM residents").await,
        1
    );
});
