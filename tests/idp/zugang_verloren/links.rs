//! `/zugang-verloren/link`: the first proof of who has no password.

use std::time::Duration;

use kit::people::PASSWORD;
use kit::world::World;
use kit::{SoftPasskey, Visitor};

use super::{codes, finished, first, second};
use crate::secured::{KIM, Leads, is_in, made, post, with_passkey, with_totp};

/// Asks for a link; gives what the page says.
async fn ask(visitor: &Visitor, email: &str) -> String {
    let page = visitor.get("/zugang-verloren/link").await.expect(200);
    let form = page.form("forgotten-form").fill("email", email);
    form.submit().await.expect(200).text()
}

/// The link of the next mail that brings one.
async fn mailed(world: &World) -> String {
    let subject = "Zugang zu Ihrem Konto wiederherstellen";
    let mail = world.mailbox.next_about(KIM, subject).await;
    mail.link("/zugang-verloren/code")
}

/// Kim with a passkey, without a password, with recovery codes.
async fn without_password(world: &World) -> (Visitor, Vec<String>) {
    let (kim, _) = with_passkey(world).await;
    let page = kim.get("/konto/passwort/entfernen").await.expect(200);
    let _ = page.form("remove-form").submit().await.expect(303);
    let saved = codes(&kim).await;
    let _ = super::subjects(world, "Neue Wiederherstellungscodes für Ihr Konto").await;
    world.advance(Duration::from_mins(1));
    (kim, saved)
}

kit::on_both!(
    link_and_code_stand_in_for_a_lost_passkey,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, saved) = without_password(&world).await;
        let visitor = world.idp.visitor();
        let _ = ask(&visitor, KIM).await;
        let link = mailed(&world).await;
        for _ in 0..2 {
            let _ = visitor.get(&link).await.expect(200);
        }
        for path in ["/konto", "/absichern", "/absichern/passkey"] {
            let to = visitor.get(path).await.leads();
            assert_eq!(to, "/anmelden", "the link alone opens nothing");
        }
        let page = second(&visitor, &link, &saved[0]).await;
        assert_eq!(page.leads(), "/absichern");
        let _ = world.idp.visitor().get(&link).await.expect(410);
        assert!(!visitor.get("/absichern").await.has("#choose-totp"));
        let mut device = SoftPasskey::new();
        let page = "/absichern/passkey";
        let answered = made(&world, &visitor, &mut device, page).await;
        let _ = post(&visitor, page, page, &answered).await.expect(200);
        let _ = finished(&visitor).await;
        assert!(is_in(&visitor).await && !is_in(&kim).await);
    }
);

kit::on_both!(
    a_link_is_good_for_an_hour_and_the_newest_counts,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (_, saved) = without_password(&world).await;
        let visitor = world.idp.visitor();
        let mut links = Vec::new();
        for _ in 0..2 {
            let _ = ask(&visitor, KIM).await;
            links.push(mailed(&world).await);
        }
        let page = visitor.get(&links[0]).await.expect(410);
        let again = page.link("Neuen Link anfordern");
        assert!(again.ends_with("/zugang-verloren/link"), "{again}");
        world.advance(Duration::from_mins(59));
        let page = visitor.get(&links[1]).await.expect(200);
        let form = page.form("recovery-code-form").fill("code", &saved[0]);
        world.advance(Duration::from_mins(2));
        let _ = form.submit().await.expect(410);
        for forged in ["x", &"a".repeat(43)] {
            let path = format!("/zugang-verloren/code?id={forged}");
            let _ = visitor.get(&path).await.expect(410);
        }
    }
);

kit::on_both!(
    who_has_a_password_gets_no_link,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let _ = with_totp(&world).await;
        let _ = world.mailbox.next(KIM).await;
        let visitor = world.idp.visitor();
        let known = ask(&visitor, KIM).await;
        let unknown = ask(&visitor, "niemand@example.org").await;
        assert_eq!(known, unknown, "the page does not tell who has an account");
        let mail = world.mailbox.next(KIM).await;
        assert_eq!(mail.subject, "So kommen Sie wieder in Ihr Konto");
        assert!(!mail.says("/zugang-verloren/code"), "{}", mail.text);
        let mail = world.mailbox.next("niemand@example.org").await;
        assert_eq!(mail.subject, "Kein Konto zu dieser Adresse");
        assert!(!mail.says("/zugang-verloren"), "{}", mail.text);
        let page = first(&visitor, KIM, PASSWORD).await;
        assert_eq!(page.leads(), "/zugang-verloren/code");
    }
);
