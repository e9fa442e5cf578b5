//! What was proven elsewhere waits for an account only as long as the person is there:
//! `/registrieren/{dienst}/verwerfen`, `/konto/{dienst}/verwerfen`.

use std::time::Duration;

use http::Method;
use kit::{Database, Visitor};

use super::dienst::{new_person_by, prove, world};
use crate::secured::{KIM, Leads, enrolling, is_in};

const CARD: (&str, &str) = ("eid", "kim");
const NEW: &str = "/registrieren/bundid";
const CONNECT: &str = "/konto/bundid/verbinden";

/// Whether whoever comes next at this browser sees who was here.
async fn waits(visitor: &Visitor) -> bool {
    let page = visitor.get(NEW).await;
    if page.status() == 200 {
        page.shows("Kim Klicker");
        return true;
    }
    assert_eq!(page.leads(), "/anmelden");
    false
}

kit::on_both!(
    whoever_turns_back_takes_it_along,
    async |database: Database| {
        let world = world(database).await;
        let kim = world.idp.visitor();
        let page = prove(&world, &kim, "/anmelden/bundid", CARD).await;
        assert!(waits(&kim).await);
        let forged = kim.ask(Method::POST, "/registrieren/bundid/verwerfen");
        let _ = forged.form(&[("csrf", "x")]).send().await.expect(400);
        assert!(waits(&kim).await);
        let form = page.expect(200).form("register-form");
        let back = form.press("Abbrechen").submit().await.expect(303);
        assert_eq!(back.leads(), "/anmelden");
        assert!(!waits(&kim).await);
        // Nor for longer than it takes to type an address.
        let _ = prove(&world, &kim, "/anmelden/bundid", CARD).await;
        world.advance(Duration::from_secs(9 * 60 + 59));
        assert!(waits(&kim).await);
        world.advance(Duration::from_secs(1));
        assert!(!waits(&kim).await);
    }
);

kit::on_both!(
    after_registering_it_waits_no_more,
    async |database: Database| {
        let world = world(database).await;
        let kim = world.idp.visitor();
        let page = prove(&world, &kim, "/anmelden/bundid", CARD).await;
        let form = page.expect(200).form("register-form").fill("email", KIM);
        let form = form.check("terms").check("privacy");
        let _ = form.submit_and_follow().await.expect(200);
        assert!(!waits(&kim).await);
        let link = world
            .mailbox
            .next(KIM)
            .await
            .link("/registrieren/bestaetigen");
        let form = kim.get(&link).await.expect(200).form("confirm-form");
        let _ = form.submit_and_follow().await.expect(200);
        let page = prove(&world, &kim, "/anmelden/bundid", CARD).await;
        assert_eq!(page.expect(200).url().path(), "/konto");
        assert!(is_in(&kim).await);
    }
);

kit::on_both!(
    who_does_not_connect_or_signs_out_leaves_nothing,
    async |database: Database| {
        let world = world(database).await;
        let kim = enrolling(&world).await;
        let page = prove(&world, &kim, "/konto/bundid", CARD).await;
        let stranger = world.idp.visitor();
        let ask = stranger.ask(Method::POST, "/konto/bundid/verwerfen");
        assert_eq!(ask.form(&[("csrf", "x")]).send().await.leads(), "/anmelden");
        let form = page.expect(200).form("connect-form");
        let back = form.press("Abbrechen").submit().await.expect(303);
        assert_eq!(back.leads(), "/konto/bundid");
        assert_eq!(kim.get(CONNECT).await.leads(), "/konto/bundid");
        let _ = prove(&world, &kim, "/konto/bundid", CARD).await.expect(200);
        let form = kim.get("/absichern").await.form("cancel-form");
        assert_eq!(form.submit().await.leads(), "/abgemeldet");
        assert!(!waits(&kim).await);
    }
);

kit::on_both!(
    nobody_is_turned_away_for_want_of_a_first_name,
    async |database: Database| {
        let world = world(database).await;
        let suryani = world.idp.visitor();
        let email = "suryani@example.org";
        new_person_by(&world, &suryani, ("eid", "suryani"), email).await;
        let page = prove(&world, &suryani, "/anmelden/bundid", ("eid", "suryani")).await;
        assert_eq!(page.expect(200).url().path(), "/konto");
    }
);
