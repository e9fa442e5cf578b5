//! `/health/live`, `/health/ready`.

use kit::world::World;

kit::on_both!(
    a_running_server_is_ready,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let visitor = world.portal.visitor();
        let _ = visitor.get("/health/live").await.expect(200);
        let _ = visitor.get("/health/ready").await.expect(200);
        world.portal.restart().await;
        let _ = visitor.get("/health/ready").await.expect(200);
    }
);

kit::on_both!(
    the_portal_starts_without_its_provider,
    async |database: kit::Database| {
        let world = World::start(database).await;
        world.idp.stop().await;
        world.portal.restart().await;
        let _ = world.portal.visitor().get("/").await.expect(200);
    }
);
