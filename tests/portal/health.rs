//! `/health/live`, `/health/ready`.

use kit::world::World;
use shared::clock::Outside;

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

kit::on_both!(
    many_programs_bring_the_schema_up_to_date_at_once,
    async |database: kit::Database| {
        let fresh = database.fresh().await;
        let own = format!("database.url = \"{}\"", fresh.url());
        let test = include_str!("../../config/portal.test.toml");
        let programs = (0..4).map(|_| async {
            let settings = portal::Settings::from_toml(&[test, &own]).expect("settings");
            let of = ["list", "--customer-number", "237A456789"];
            portal::cli::codes_in_process(&of, &settings, Outside::system()).await
        });
        for told in futures::future::join_all(programs).await {
            let why = told.expect_err("nothing is recorded yet");
            assert!(why.contains("there is no case"), "{why}");
        }
    }
);
