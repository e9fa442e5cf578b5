//! What the page of a case shows beside the record.

use std::time::Duration;

use kit::world::World;
use kit::{Database, Visitor};

use super::{CASES, clerk, find};
use crate::desk::{self, BORN, NUMBER, code_for_company, code_for_kim, count, enter};
use crate::tray;

kit::on_both!(
    an_organisation_s_case_shows_who_acts_for_it,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        let admin = desk::signed_in(&world, "admin").await;
        let code = code_for_company(&world).await;
        let form = admin.get("/freischaltcode?fuer=organisation").await;
        let form = form.form("code-form").fill("code", &code);
        let done = form.fill("register_number", "HRB 12345").submit().await;
        let _ = done.expect(303);
        let wish = admin.get("/unternehmen/zugaenge/neu").await.expect(200);
        let page = find(&clerk, "Muster").await.click("Muster GmbH").await;
        page.shows("Eine Person handelt").shows("Admin seit dem");
        // A closed case: nobody is brought in any more.
        let ask = page.click("Fall schließen").await.expect(200);
        let close = ask.form("close-form").force("reason", "dissolved");
        let _ = close.submit().await.expect(303);
        let form = wish.form("wish-form").fill("label", "Robin");
        let sent = form.fill("role", "member").submit().await.expect(303);
        let home = sent.follow().await.expect(200);
        home.shows("Ihr Fall ist geschlossen");
        let open = "SELECT COUNT(*) FROM unlock_codes WHERE purpose = 'colleague'";
        assert_eq!(count(&world, open).await, 0);
        let page = page.form("withdraw-1").submit_and_follow().await;
        page.expect(200).shows("Noch niemand hat das Profil");
    }
);

/// The codes on the page of Kim's case, the newest first.
async fn codes_shown(clerk: &Visitor, world: &World) -> Vec<String> {
    let case = tray::case_of(world, NUMBER).await;
    let page = clerk.get(&format!("{CASES}/{case}")).await.expect(200);
    page.texts_of("section[aria-labelledby=codes] li.thing")
}

kit::on_both!(
    the_case_shows_what_became_of_its_codes_and_letters,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        // Dead after five wrong tries; its letter lies in the folder.
        let code = code_for_kim(&world).await;
        let thief = desk::signed_in(&world, "thief").await;
        for _ in 0..5 {
            let wrong = desk::with_wrong_secret(&code);
            let _ = enter(&thief, &wrong, BORN).await.expect(422);
        }
        let shown = codes_shown(&clerk, &world).await;
        assert!(
            shown[0].contains("Nach falschen Versuchen gesperrt"),
            "{shown:?}"
        );
        assert!(shown[0].contains("liegt für den Druck bereit"), "{shown:?}");
        // Printed, and not redeemed in time.
        world.advance(Duration::from_mins(1));
        let _ = code_for_kim(&world).await;
        let letters = tray::wait_for(&world, 2).await;
        std::fs::write(tray::file(&world, &letters[1], "printed"), "").expect("written");
        let printed = "SELECT COUNT(*) FROM letters WHERE printed_at IS NOT NULL";
        tray::until(&world, printed, 1).await;
        let shown = codes_shown(&clerk, &world).await;
        assert!(shown[0].contains("Noch nicht eingelöst"), "{shown:?}");
        assert!(shown[0].contains("Brief gedruckt am"), "{shown:?}");
        world.advance(Duration::from_hours(24 * 366));
        let clerk = self::clerk(&world).await;
        let shown = codes_shown(&clerk, &world).await;
        assert_eq!(shown.len(), 2);
        assert!(shown[0].contains("Abgelaufen am"), "{shown:?}");
        assert!(shown[1].contains("Nach falschen Versuchen"), "{shown:?}");
        // And the one that is good.
        let code = code_for_kim(&world).await;
        let kim = desk::signed_in(&world, "kim").await;
        let _ = enter(&kim, &code, BORN).await.expect(303);
        let shown = codes_shown(&clerk, &world).await;
        assert!(shown[0].contains("Eingelöst am"), "{shown:?}");
        assert!(shown[1].contains("Abgelaufen am"), "{shown:?}");
        for secret in [code.clone(), code.replace('-', "")] {
            assert!(!shown.concat().contains(&secret), "never the code");
        }
    }
);
