//! Recovery codes by letter: asked for at the provider, posted from here to an address that has stood,
//! and readable nowhere but on paper.

use std::time::Duration;

use kit::audit::Log;
use kit::people::{PASSWORD, registered};
use kit::world::{Wishes, World};
use kit::{Database, Visitor, on_both};
use serde_json::Value;
use shared::db::Db;
use sqlx::Row as _;

use crate::desk::{self, BORN, NUMBER, code_for_kim, count};
use crate::tray;

const KIM: &str = "kim@example.org";
const DAY: Duration = Duration::from_hours(24);
const RECOVERY: &str = "recovery_code";

async fn world(database: Database) -> World {
    with_key(database, "dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=").await
}

/// The private half is not always that of the provider's key.
async fn with_key(database: Database, key: &str) -> World {
    let wishes = Wishes {
        idp: "log.level = \"info\"".to_owned(),
        portal: format!(
            "letters.opening_key = \"{key}\"\nletters.ask_seconds = 1\nlog.level = \"info\""
        ),
        ..Wishes::default()
    };
    World::with(database, wishes).await
}

/// The first column of the provider's first row, as text.
async fn at_provider(world: &World, select: &str) -> Option<String> {
    let db = Db::open(world.database_urls()[0], 1).await.expect("opens");
    let mut tx = db.read().await.expect("a transaction");
    let row = sqlx::query(sqlx::AssertSqlSafe(select.to_owned()));
    let row = row.fetch_optional(tx.conn()).await.expect("answers");
    let text = row.map(|row| row.try_get(0).expect("a text"));
    tx.commit().await.expect("commits");
    db.close().await;
    text
}

/// Kim has an account at the provider and, here, the profile of her case.
async fn kim(world: &World) {
    let _ = registered(world, &world.idp.visitor(), KIM).await;
    let visitor = desk::signed_in(world, "kim").await;
    let code = code_for_kim(world).await;
    let _ = desk::enter(&visitor, &code, BORN).await.expect(303);
    known(world).await;
}

/// Who is signed in here as `kim` is the provider's only account.
pub(crate) async fn known(world: &World) {
    let account = at_provider(world, "SELECT id FROM accounts").await;
    let account = account.expect("an account");
    let known = format!("UPDATE residents SET sub = '{account}' WHERE sub = 'sub-kim'");
    tray::change(world, &known).await;
}

/// With the password as first proof; the page is the same whatever comes of it.
async fn ask(world: &World) -> Visitor {
    let visitor = first(world).await;
    let page = visitor.get("/zugang-verloren/brief").await.expect(200);
    let asked = page.form("letter-form").submit().await.expect(200);
    asked.shows("Ihre Anforderung ist angekommen");
    visitor
}

async fn first(world: &World) -> Visitor {
    let visitor = world.idp.visitor();
    let page = visitor.get("/zugang-verloren").await.expect(200);
    let form = page.form("lost-form").fill("email", KIM);
    let _ = form.fill("password", PASSWORD).submit().await.expect(303);
    visitor
}

/// The letters with recovery codes, once there are so many.
async fn letters(world: &World, how_many: usize) -> Vec<Value> {
    for _ in 0..400 {
        let mut letters = tray::letters(world);
        letters.retain(|letter| letter["kind"] == RECOVERY);
        if letters.len() >= how_many {
            return letters;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    unreachable!(
        "{how_many} letters did not come: {:?}",
        tray::letters(world)
    );
}

/// Waits for the mail that says why no letter comes.
async fn refusal(world: &World) -> String {
    let subject = "Kein Brief mit einem Wiederherstellungscode";
    world.mailbox.next_about(KIM, subject).await.text
}

on_both!(
    the_letter_goes_to_the_case_and_nobody_reads_the_code_before,
    async |database: Database| {
        let world = world(database).await;
        kim(&world).await;
        world.advance(14 * DAY);
        let _ = ask(&world).await;
        let letter = letters(&world, 1).await.remove(0);
        assert_eq!(letter["to"], "Kim Klicker\nLindenweg 12\n12345 Musterstadt");
        let text = letter["text"].as_str().expect("a text");
        assert!(text.contains("/zugang-verloren"), "{text}");
        assert!(text.contains("28. Dezember 2026"), "14 + 21 days: {text}");
        let is_code = |line: &&str| line.len() == 24 && line.matches('-').count() == 4;
        let code = text.lines().find(is_code).expect("a code").to_owned();

        let taken = "SELECT state FROM recovery_letters WHERE sealed IS NULL";
        for _ in 0..200 {
            if at_provider(&world, taken).await.as_deref() == Some("taken") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let state = at_provider(&world, taken).await;
        assert_eq!(state.as_deref(), Some("taken"));
        is_kept_nowhere(&world, &code).await;
        let kept = "SELECT COUNT(*) FROM letters WHERE content IS NOT NULL";
        assert_eq!(count(&world, kept).await, 0);
        let posted = "SELECT COUNT(*) FROM audit_events WHERE event = 'recovery_letter.posted'";
        assert_eq!(count(&world, posted).await, 1);

        let visitor = first(&world).await;
        let page = visitor.get("/zugang-verloren/code").await.expect(200);
        let form = page.form("recovery-code-form").fill("code", &code);
        let on = form.submit().await.expect(303);
        assert!(on.redirect().ends_with("/absichern"));
        std::fs::write(tray::file(&world, &letter, "printed"), "").expect("written");
        let printed = "SELECT COUNT(*) FROM letters WHERE request_id IS NOT NULL AND \
                       printed_at IS NOT NULL";
        tray::until(&world, printed, 1).await;
        let used = "Wiederherstellungscode für Ihr Konto benutzt";
        let _ = world.mailbox.next_about(KIM, used).await;
        is_kept_nowhere(&world, &code).await;
    }
);

/// No database, no audit log, no mail and no line of a log holds the code, however it is written.
async fn is_kept_nowhere(world: &World, code: &str) {
    let secret = code.replace('-', "");
    let needles = [code, secret.as_str(), &secret[4..]];
    for (log, head) in [Log::Idp, Log::Portal].into_iter().zip(world.head_files()) {
        let kept = kit::traces::traces(log, world, &needles).await;
        assert!(kept.is_empty(), "{kept:?}");
        log.verify(world).await.expect("the chain fits");
        let entries = log.entries(world, &[]).await;
        assert!(entries.len() > 2, "{entries:?}");
        let heads = std::fs::read_to_string(head).expect("the heads");
        let told = entries.iter().map(Value::to_string).chain([heads]);
        for told in told {
            let found = needles.iter().find(|it| told.contains(**it));
            assert!(found.is_none(), "{told}");
        }
    }
    let mails = world.mailbox.all();
    assert!(!mails.is_empty());
    for mail in mails {
        for part in [&mail.raw, &mail.subject, &mail.text, &mail.html] {
            let found = needles.iter().find(|it| part.contains(**it));
            assert!(found.is_none(), "{}: {part}", mail.subject);
        }
    }
    // In this process, `tests/fuzz/log.rs` reads what both say.
    if kit::world::binaries().is_some() {
        for said in [world.idp.said(), world.portal.said()] {
            assert!(said.lines().count() > 2, "it logs: {said}");
            let found = needles.iter().find(|it| said.contains(**it));
            assert!(found.is_none(), "{said}");
        }
    }
}

on_both!(
    an_address_must_have_stood_for_two_weeks,
    async |database: Database| {
        let world = world(database).await;
        kim(&world).await;
        world.advance(13 * DAY + Duration::from_secs(24 * 60 * 60 - 1));
        let _ = ask(&world).await;
        let told = refusal(&world).await;
        assert!(told.contains("vor weniger als 14 Tagen"), "{told}");
        assert!(told.contains("in unser Haus"), "{told}");
        assert!(letters(&world, 0).await.is_empty());
        let noted = "SELECT COUNT(*) FROM audit_events WHERE event = 'recovery_letter.refused'";
        tray::until(&world, noted, 1).await;
        // Then it is old enough, and another change makes it new again.
        world.advance(DAY);
        let _ = ask(&world).await;
        let _ = letters(&world, 1).await;
        let now = world.now();
        let moved = format!("UPDATE cases SET address_changed_at = {now}");
        tray::change(&world, &moved).await;
        world.advance(2 * DAY);
        let _ = ask(&world).await;
        let told = refusal(&world).await;
        assert!(told.contains("vor weniger als 14 Tagen"), "{told}");
        assert_eq!(letters(&world, 1).await.len(), 1);
    }
);

on_both!(
    without_a_case_or_with_a_closed_one_the_counter_helps,
    async |database: Database| {
        let world = world(database).await;
        let _ = registered(&world, &world.idp.visitor(), KIM).await;
        let _ = ask(&world).await;
        let told = refusal(&world).await;
        assert!(told.contains("keine Postadresse"), "{told}");
        // Her case is another account's: no letter of this one goes there.
        let other = desk::signed_in(&world, "uwe").await;
        let code = code_for_kim(&world).await;
        let _ = desk::enter(&other, &code, BORN).await.expect(303);
        world.advance(15 * DAY);
        let _ = ask(&world).await;
        let told = refusal(&world).await;
        assert!(told.contains("keine Postadresse"), "{told}");
        let account = at_provider(&world, "SELECT id FROM accounts").await;
        let account = account.expect("an account");
        let hers = format!("UPDATE residents SET sub = '{account}' WHERE sub = 'sub-uwe'");
        tray::change(&world, &hers).await;
        let case = tray::case_of(&world, NUMBER).await;
        let closed =
            format!("UPDATE cases SET closed_at = 1, closed_reason = 'moved' WHERE id = '{case}'");
        tray::change(&world, &closed).await;
        world.advance(DAY);
        let _ = ask(&world).await;
        let told = refusal(&world).await;
        assert!(told.contains("zurzeit keinen Code"), "{told}");
        assert!(letters(&world, 0).await.is_empty());
    }
);

on_both!(
    what_could_not_be_opened_is_not_fetched,
    async |database: Database| {
        let world = with_key(database, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").await;
        kim(&world).await;
        world.advance(14 * DAY);
        let _ = ask(&world).await;
        // Who asks for a second token has given up what the first was for.
        let asked = "SELECT CAST(COUNT(*) AS TEXT) FROM access_tokens HAVING COUNT(*) > 1";
        for _ in 0..400 {
            if at_provider(&world, asked).await.is_some() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let asked = at_provider(&world, asked).await;
        assert!(asked.is_some(), "the portal has asked twice");
        let state = at_provider(&world, "SELECT state FROM recovery_letters").await;
        assert_eq!(state.as_deref(), Some("open"));
        let codes = "SELECT id FROM recovery_codes";
        assert_eq!(at_provider(&world, codes).await, None);
        assert!(letters(&world, 0).await.is_empty());
    }
);

on_both!(
    a_letter_that_waits_for_the_folder_is_closed_and_leaves_once,
    async |database: Database| {
        let world = world(database).await;
        kim(&world).await;
        world.advance(14 * DAY);
        std::fs::remove_dir_all(world.letters()).expect("the folder");
        std::fs::write(world.letters(), "").expect("a file in its place");
        let _ = ask(&world).await;
        let waiting = "SELECT COUNT(*) FROM letters WHERE content IS NOT NULL AND tries > 0";
        tray::until(&world, waiting, 1).await;
        std::fs::remove_file(world.letters()).expect("the file");
        world.portal.restart().await;
        world.advance(Duration::from_mins(10));
        assert_eq!(letters(&world, 1).await.len(), 1);
        tray::until(&world, waiting, 0).await;
        let of_request = "SELECT COUNT(*) FROM letters WHERE request_id IS NOT NULL";
        assert_eq!(count(&world, of_request).await, 1);
    }
);
