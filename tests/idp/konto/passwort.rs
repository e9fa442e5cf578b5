//! `/konto/passwort` (S85), `/konto/passwort/entfernen` (S64, S65).

use std::time::Duration;

use kit::people::PASSWORD;
use kit::world::World;
use kit::{Page, Visitor};

use crate::secured::{
    KIM, Leads, is_in, sign_in, sign_in_by_passkey, sign_in_with, with_passkey, with_totp,
};

const NEW: &str = "Herbst-Laub8?neun";

async fn change(visitor: &Visitor, current: &str, new: &str) -> Page {
    let page = visitor.get("/konto/passwort").await.expect(200);
    let form = page.form("password-form").fill("current", current);
    let form = form.fill("password", new).fill("password_repeat", new);
    form.submit().await
}

kit::on_both!(
    a_change_wants_the_current_one_and_ends_the_rest,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, key) = with_totp(&world).await;
        let _ = world.mailbox.next(KIM).await;
        let elsewhere = world.idp.visitor();
        world.advance(Duration::from_secs(30));
        let _ = sign_in(&elsewhere).await;
        let page = elsewhere.get("/anmelden/code").await;
        let code = kit::totp::code(&key, world.now());
        let _ = page.form("code-form").fill("code", &code).submit().await;
        assert!(is_in(&elsewhere).await);
        // Not even a sign-in of a moment ago stands for the current password (ASVS 6.2.3).
        let missing = change(&kim, "", NEW).await.expect(422);
        missing.shows("Geben Sie Ihr bisheriges Passwort ein.");
        let wrong = change(&kim, "Falsch-ist-es-auch-1", NEW).await.expect(422);
        wrong.shows("Das ist nicht Ihr bisheriges Passwort.");
        let same = change(&kim, PASSWORD, "kurz").await.expect(422);
        same.shows("12 bis 128 Zeichen lang");
        assert!(is_in(&elsewhere).await, "nothing has happened yet");
        // The current one is enough, however old the session is.
        world.advance(Duration::from_mins(6));
        let session = kim.cookies().into_iter().find(|it| it.ends_with("session"));
        let session = session.expect("a session");
        let stolen = kim.cookie(&session).expect("its value");
        let done = change(&kim, PASSWORD, NEW).await;
        assert_eq!(done.leads(), "/konto?erledigt=passwort-geaendert");
        let page = done.follow().await.expect(200);
        page.shows("Ihr neues Passwort gilt ab sofort");
        assert!(!is_in(&elsewhere).await, "others are signed out");
        let thief = world.idp.visitor();
        thief.set_cookie(&session, &stolen);
        assert!(!is_in(&thief).await, "a copy of the cookie is dead");
        let changed = "Passwort Ihres Kontos geändert";
        let _ = world.mailbox.next_about(KIM, changed).await;
        let visitor = world.idp.visitor();
        let _ = sign_in(&visitor).await.expect(422);
        let to = sign_in_with(&visitor, NEW).await.leads();
        assert_eq!(to, "/anmelden/code");
        let history = kim.get("/konto/verlauf").await.expect(200);
        history
            .shows("Das Passwort wurde geändert")
            .shows("Beim Ändern des Passworts wurde ein falsches bisheriges eingegeben");
    }
);

kit::on_both!(
    guesses_of_the_current_one_are_counted,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        for _ in 0..5 {
            let _ = change(&kim, "Falsch-ist-es-auch-1", NEW).await.expect(422);
        }
        let refused = change(&kim, PASSWORD, NEW).await.expect(429);
        assert!(refused.header("retry-after").parse::<i64>().is_ok());
        world.advance(Duration::from_mins(2));
        let done = change(&kim, PASSWORD, NEW).await;
        assert_eq!(done.leads(), "/konto?erledigt=passwort-geaendert");
    }
);

kit::on_both!(
    the_first_one_wants_a_fresh_sign_in,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, mut device) = with_passkey(&world).await;
        let page = kim.get("/konto/passwort/entfernen").await.expect(200);
        let _ = page.form("remove-form").submit().await;
        let page = kim.get("/konto/passwort").await.expect(200);
        page.shows("Passwort setzen").hides("Bisheriges Passwort");
        let form = page.form("password-form").fill("password", NEW);
        let form = form.fill("password_repeat", NEW);
        world.advance(Duration::from_secs(5 * 60 + 1));
        let stale = form.submit().await;
        assert!(stale.leads().contains("weiter=/konto/passwort"));
        let stale = kim.get("/konto/passwort").await;
        assert!(stale.leads().contains("erneut=1"));
        let visitor = world.idp.visitor();
        sign_in_by_passkey(&world, &visitor, &mut device).await;
        let page = visitor.get("/konto/passwort").await.expect(200);
        let form = page.form("password-form").fill("password", NEW);
        let done = form.fill("password_repeat", NEW).submit().await;
        assert_eq!(done.leads(), "/konto?erledigt=passwort-gesetzt");
        let page = done.follow().await.expect(200);
        page.shows("Ihr Konto hat jetzt ein Passwort");
        // By itself it opens nothing (S65).
        let to = sign_in_with(&world.idp.visitor(), NEW).await.leads();
        assert_eq!(to, "/anmelden/mit-passkey");
    }
);

kit::on_both!(
    what_is_guessed_first_is_refused,
    async |database: kit::Database| {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), "Turmfalke-Kirche7!\n").expect("writes");
        let wishes = kit::world::Wishes {
            idp: format!("[passwords]\nblocklist = {:?}", file.path()),
            ..kit::world::Wishes::default()
        };
        let world = World::with(database, wishes).await;
        let (kim, _) = with_totp(&world).await;
        for new in ["Passwort123!", "TURMFALKE-Kirche7!", "Aa1!Aa1!Aa1!"] {
            let page = change(&kim, PASSWORD, new).await.expect(422);
            page.shows("Dieses Passwort wird zuerst erraten");
        }
        let done = change(&kim, PASSWORD, "Turmfalke-Kirche7!!").await;
        assert_eq!(done.leads(), "/konto?erledigt=passwort-geaendert");
    }
);

kit::on_both!(
    without_a_password_the_passkey_is_the_only_way,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, mut device) = with_passkey(&world).await;
        let page = kim.get("/konto/passwort/entfernen").await.expect(200);
        let done = page
            .form("remove-form")
            .submit_and_follow()
            .await
            .expect(200);
        done.shows("Das Passwort ist aus Ihrem Konto entfernt")
            .shows("Ihr Konto hat kein Passwort.");
        let _ = sign_in(&world.idp.visitor()).await.expect(422);
        assert_eq!(kim.get("/konto/totp").await.leads(), "/konto");
        let visitor = world.idp.visitor();
        sign_in_by_passkey(&world, &visitor, &mut device).await;
        let page = visitor.get("/konto/passkeys").await.expect(200);
        let remove = page.link("Löschen (Kim Handy)");
        visitor
            .get(&remove)
            .await
            .expect(200)
            .shows("Er ist Ihr einziger Zugang.");
        assert!(is_in(&visitor).await);
    }
);

kit::on_both!(
    without_a_passkey_the_password_stays,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        assert_eq!(kim.get("/konto/passwort/entfernen").await.leads(), "/konto");
    }
);
