//! The first page, who sees it, and the fresh sign-in that grave actions ask for.

use std::time::Duration;

use kit::world::World;
use shared::claims::Role;

use crate::desk;
use crate::stage::Stage;

kit::on_both!(
    staff_find_their_areas_and_a_way_back,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let lead = desk::staff(&world, "lena", &[Role::Lead]).await;
        let page = lead.get("/sachbearbeitung").await.expect(200);
        assert!(page.text().contains("Teamleitung"));
        assert!(page.has("nav.areas a[aria-current][href='/sachbearbeitung']"));
        let home = lead.get("/start").await.expect(200);
        assert!(home.has("#profile-menu a[href='/sachbearbeitung']"));
        let citizen = desk::signed_in(&world, "kim").await;
        let home = citizen.get("/start").await.expect(200);
        assert!(!home.has("#profile-menu a[href='/sachbearbeitung']"));
        let page = citizen.get("/sachbearbeitung").await.expect(403);
        assert!(page.text().contains("gehört nicht zu Ihren Aufgaben"));
    }
);

kit::on_both!(
    roles_come_with_the_id_token,
    async |database: kit::Database| {
        let stage = Stage::set(database).await;
        let visitor = stage.visitor();
        let way = stage
            .begin(&visitor, "/anmelden?weiter=/sachbearbeitung")
            .await;
        let mut claims = stage.claims(&way.nonce);
        claims["roles"] = serde_json::json!(["staff.audit", "staff.unheard-of"]);
        let id_token = stage.provider.key.sign("JWT", &claims);
        stage.provider.answer(200, Stage::tokens(&id_token));
        let page = stage.come_back(&visitor, &way.state).await.expect(303);
        assert_eq!(page.header("location"), "/sachbearbeitung");
        let page = visitor.get("/sachbearbeitung").await.expect(200);
        assert!(page.text().contains("Revision"));
    }
);

kit::on_both!(
    a_fresh_sign_in_is_asked_for_and_checked,
    async |database: kit::Database| {
        let stage = Stage::set(database).await;
        let visitor = stage.signed_in().await;
        let path = "/anmelden?frisch=1&weiter=/start";
        let way = stage.begin(&visitor, path).await;
        assert_eq!(way.parameter("max_age"), "300");
        // The provider let an old sign-in pass: that is no fresh one.
        let mut claims = stage.claims(&way.nonce);
        claims["auth_time"] = (stage.world.now() - 400).into();
        let old = stage.provider.key.sign("JWT", &claims);
        stage.provider.answer(200, Stage::tokens(&old));
        let page = stage.come_back(&visitor, &way.state).await.expect(303);
        assert!(page.header("location").starts_with("/anmelden/"));
        stage.world.advance(Duration::from_secs(1));
        let way = stage.begin(&visitor, path).await;
        stage.answer_well(&way);
        let page = stage.come_back(&visitor, &way.state).await.expect(303);
        assert_eq!(page.header("location"), "/start");
    }
);
