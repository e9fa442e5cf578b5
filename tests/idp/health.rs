//! `/health/live`, `/health/ready`.

use kit::world::World;

kit::on_both!(
    a_running_server_is_ready,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let visitor = world.idp.visitor();
        let _ = visitor.get("/health/live").await.expect(200);
        let _ = visitor.get("/health/ready").await.expect(200);
        world.idp.restart().await;
        let _ = visitor.get("/health/ready").await.expect(200);
    }
);

kit::on_both!(
    an_unknown_address_is_a_page,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let page = world.idp.visitor().get("/gibt-es-nicht").await.expect(404);
        assert!(page.has("main h1"), "{}", page.body());
    }
);
