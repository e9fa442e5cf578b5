//! `/absichern/totp` (S67–S72).

use std::time::Duration;

use kit::world::World;

use crate::secured::{KIM, Leads, enrolling, is_in};

kit::on_both!(a_code_confirms_the_key, async |database: kit::Database| {
    let world = World::start(database).await;
    let kim = enrolling(&world).await;
    let before = session(&kim);
    let page = kim.get("/absichern/totp").await.expect(200);
    let key = page.text_of("#qr-key").expect("the key");
    assert_eq!(key.replace(' ', "").len(), 32, "{key}");
    assert!(page.has("#qr svg"));
    let link = page
        .attribute("#open-app", "href")
        .expect("a link for the app");
    assert!(link.contains(&key.replace(' ', "")), "{link}");
    // A reload shows the same key, so that what the app has read stays right.
    let again = kim.get("/absichern/totp").await;
    assert_eq!(again.text_of("#qr-key"), Some(key.clone()));
    let wrong = page
        .form("totp-form")
        .fill("code", "000000")
        .submit()
        .await
        .expect(422);
    wrong.shows("passt nicht zum Schlüssel");
    assert_eq!(wrong.text_of("#qr-key"), Some(key.clone()));
    let code = kit::totp::code(&key, world.now());
    let done = wrong.form("totp-form").fill("code", &code).submit().await;
    assert_eq!(done.leads(), "/absichern/totp/erfolg");
    done.follow()
        .await
        .expect(200)
        .shows("Sie haben einen zweiten Faktor");
    assert_ne!(session(&kim), before, "the session has a new token");
    assert!(is_in(&kim).await);
    let mails = world.mailbox.next(KIM).await;
    assert!(
        mails.subject.contains("Zweiter Faktor"),
        "{}",
        mails.subject
    );
});

kit::on_both!(
    a_key_waits_for_fifteen_minutes,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let kim = enrolling(&world).await;
        let page = kim.get("/absichern/totp").await.expect(200);
        let key = page.text_of("#qr-key").expect("the key");
        world.advance(Duration::from_mins(15));
        let code = kit::totp::code(&key, world.now());
        let late = page
            .form("totp-form")
            .fill("code", &code)
            .submit()
            .await
            .expect(422);
        late.shows("zu lange offen");
        assert_ne!(late.text_of("#qr-key"), Some(key));
    }
);

fn session(visitor: &kit::Visitor) -> Option<String> {
    let names = visitor.cookies();
    visitor.cookie(names.iter().find(|name| name.ends_with("session"))?)
}
