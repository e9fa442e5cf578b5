//! `/absichern` and what lies below (S44–S48, S59–S72).

mod passkey;
mod totp;

use kit::world::World;

use crate::secured::{Leads, enrolling, sign_in, with_totp};

kit::on_both!(
    the_notice_offers_what_works_and_no_way_around,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let kim = enrolling(&world).await;
        let page = kim.get("/absichern").await.expect(200);
        page.shows("Sicherheitshinweis")
            .shows("Der Schutz Ihrer Daten ist uns wichtig.");
        page.shows("Passkey einrichten")
            .shows("Zweiten Faktor einrichten")
            .hides("BundID");
        let form = page.form("cancel-form");
        assert_eq!(form.submit().await.leads(), "/abgemeldet");
        assert_eq!(kim.get("/absichern").await.leads(), "/anmelden");
    }
);

kit::on_both!(
    a_second_browser_finds_the_account_secured,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let kim = enrolling(&world).await;
        let other = world.idp.visitor();
        assert_eq!(sign_in(&other).await.leads(), "/absichern");
        let form = other.get("/absichern/totp").await.form("totp-form");
        let _ = crate::secured::add_totp(&world, &kim, "/absichern/totp").await;
        // The other browser knew the password alone: its session has ended.
        assert_eq!(other.get("/absichern").await.leads(), "/anmelden");
        assert_eq!(
            form.fill("code", "123456").submit().await.leads(),
            "/anmelden"
        );
    }
);

kit::on_both!(who_is_secured_goes_on, async |database: kit::Database| {
    let world = World::start(database).await;
    let (kim, _) = with_totp(&world).await;
    assert_eq!(kim.get("/absichern").await.leads(), "/konto");
    kim.get("/absichern/totp/erfolg")
        .await
        .expect(200)
        .shows("Weiter");
});
