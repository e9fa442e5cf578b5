//! The staff member's own token for the provider: beside the portal's, renewed one at a time.

use std::time::Duration;

use futures::future::join_all;
use serde_json::json;
use shared::claims::Role;

use crate::desk::count;
use crate::stage::Stage;

fn renew(stage: &Stage) {
    stage.provider.answer(
        200,
        json!({
            "access_token": "for-the-provider", "token_type": "Bearer", "expires_in": 300,
            "refresh_token": "refresh-2",
        }),
    );
}

kit::on_both!(
    many_requests_renew_it_once,
    async |database: kit::Database| {
        let stage = Stage::set(database).await;
        stage.provider.admin.add("uwe", &["staff.benefits"]);
        let lead = stage.staff("lena", &[Role::Lead]).await;
        let first = stage.provider.asked().len();
        stage.world.advance(Duration::from_mins(5));
        renew(&stage);
        stage.provider.take(Duration::from_millis(300));
        let pages = join_all((0..8).map(|_| lead.get("/sachbearbeitung/team"))).await;
        for page in pages {
            page.expect(200).shows("uwe@example.org");
        }
        let asked = stage.provider.asked().split_off(first);
        let of = |portal: bool| {
            let those = asked
                .iter()
                .filter(|it| it.contains_key("resource") == portal);
            those.count()
        };
        assert_eq!((of(true), of(false)), (1, 1), "{asked:#?}");
        assert!(asked.iter().all(|it| it["grant_type"] == "refresh_token"));
        let calls = stage.provider.admin.calls();
        assert!(
            calls.iter().all(|call| call.token == "for-the-provider"),
            "{calls:?}"
        );
    }
);

kit::on_both!(citizens_have_none, async |database: kit::Database| {
    let stage = Stage::set(database).await;
    let kim = stage.signed_in().await;
    stage.world.advance(Duration::from_mins(5));
    renew(&stage);
    assert!(stage.is_signed_in(&kim).await);
    let asked = stage.provider.asked();
    let refreshes = asked
        .iter()
        .filter(|it| it["grant_type"] == "refresh_token");
    assert!(refreshes.into_iter().all(|it| it.contains_key("resource")));
    let none = "SELECT COUNT(*) FROM sessions WHERE provider_expires_at IS NOT NULL";
    assert_eq!(count(&stage.world, none).await, 0);
});

kit::on_both!(
    while_the_provider_is_away_nothing_is_lost,
    async |database: kit::Database| {
        let stage = Stage::set(database).await;
        let lead = stage.staff("lena", &[Role::Lead]).await;
        stage.world.advance(Duration::from_mins(5));
        stage.provider.be_away(true);
        let _ = lead.get("/sachbearbeitung/team").await.expect(503);
        stage.provider.be_away(false);
        renew(&stage);
        stage.world.advance(Duration::from_secs(31));
        let _ = lead.get("/sachbearbeitung/team").await.expect(200);
        // A login that is over there is over here.
        stage.world.advance(Duration::from_mins(5));
        stage
            .provider
            .answer(400, json!({ "error": "invalid_grant" }));
        let page = lead.get("/sachbearbeitung/team").await.expect(303);
        assert!(
            page.header("location").starts_with("/anmelden"),
            "{}",
            page.header("location")
        );
    }
);

kit::on_both!(
    roles_of_yesterday_open_nothing_while_the_provider_is_away,
    async |database: kit::Database| {
        let stage = Stage::set(database).await;
        let clerk = stage.staff("bea", &[Role::Benefits]).await;
        let _ = clerk.get("/sachbearbeitung/faelle").await.expect(200);
        stage.world.advance(Duration::from_mins(6));
        stage.provider.be_away(true);
        let page = clerk.get("/sachbearbeitung/faelle").await.expect(503);
        page.shows("Die Anmeldung ist gerade nicht erreichbar");
        // What everyone may is open: the login itself goes on.
        assert!(stage.is_signed_in(&clerk).await);
        stage.provider.be_away(false);
        renew(&stage);
        stage.world.advance(Duration::from_secs(31));
        let _ = clerk.get("/sachbearbeitung/faelle").await.expect(200);
    }
);
