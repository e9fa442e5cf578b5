//! `/konto/verlauf`: which service was told what, how and with which device somebody signed in.

use std::time::Duration;

use kit::audit::Log::Idp;
use kit::{Database, on_both};

use crate::oauth::flow::Flow;
use crate::secured::with_passkey;

on_both!(
    the_person_reads_who_was_told_what,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let kim = &flow.visitor;
        let page = kim.get("/konto/verlauf").await.expect(200);
        page.hides("Welcher Dienst welche Daten bekam");
        let request = Flow::request().with("scope", "openid email offline_access");
        let tokens = flow.allowed("foreign", &request).await;
        let page = kim.get("/konto/verlauf").await.expect(200);
        page.shows("Welcher Dienst welche Daten bekam")
            .shows("App foreign")
            .shows("am 23.11.2026")
            .shows("Ein Kennzeichen für Ihr Konto")
            .hides("Ihre E-Mail-Adresse")
            .shows("Anwendung: App foreign");
        // What userinfo tells counts when it has told it.
        let access = tokens["access_token"].as_str().expect("a token");
        for _ in 0..2 {
            let _ = flow.userinfo(access).await.expect(200);
        }
        let page = kim.get("/konto/verlauf").await.expect(200);
        page.shows("Ihre E-Mail-Adresse");
        flow.world.advance(Duration::from_mins(10));
        let _ = kim.get("/konto").await;
        let rows = "SELECT COUNT(*) FROM disclosures WHERE claim = 'claims.email'";
        assert_eq!(Idp.count(&flow.world, rows).await, 1, "once a day");
        let values = "SELECT COUNT(*) FROM disclosures WHERE claim LIKE '%@%'";
        assert_eq!(Idp.count(&flow.world, values).await, 0, "never what it was");
        // Nobody else reads it.
        let stranger = flow.world.idp.visitor();
        let _ = flow.sign_in(&stranger, "phr").await;
        let page = stranger.get("/konto/verlauf").await.expect(200);
        page.hides("App foreign");
    }
);

on_both!(
    days_are_forgotten_but_the_last,
    async |database: Database| {
        let (flow, person) = Flow::signed_in(database).await;
        let _ = flow.tokens(&Flow::request()).await;
        let days = "SELECT COUNT(DISTINCT day) FROM disclosures";
        assert_eq!(Idp.count(&flow.world, days).await, 1);
        let day = Duration::from_hours(24);
        flow.world.advance(day * 800);
        let token = shared::secret::Token::generate(&shared::clock::SystemEntropy);
        let visitor = &flow.visitor;
        let _ = flow
            .sign_in_again(visitor, &person.account, "phr", &token)
            .await;
        let _ = flow.tokens(&Flow::request()).await;
        assert_eq!(Idp.count(&flow.world, days).await, 2);
        flow.world.idp.restart().await;
        let _ = kit::soon(async || Idp.count(&flow.world, days).await == 1).await;
        assert_eq!(Idp.count(&flow.world, days).await, 1);
        flow.world.advance(day * 800);
        let sessions = "SELECT COUNT(*) FROM sessions WHERE ended_at IS NULL";
        assert_ne!(Idp.count(&flow.world, sessions).await, 0);
        flow.world.idp.restart().await;
        // The same round of the job ends them, in one transaction with what it leaves.
        let _ = kit::soon(async || Idp.count(&flow.world, sessions).await == 0).await;
        assert_eq!(Idp.count(&flow.world, sessions).await, 0);
        assert_eq!(
            Idp.count(&flow.world, days).await,
            1,
            "who knows the person is remembered"
        );
    }
);

on_both!(a_sign_in_says_how, async |database: Database| {
    let world = kit::world::World::start(database).await;
    let (kim, _) = with_passkey(&world).await;
    let page = kim.get("/konto/verlauf").await.expect(200);
    page.shows("mit Passwort · ");
});
