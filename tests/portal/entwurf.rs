//! What was typed survives a sign-in in between: kept for two hours, shown to the same person once,
//! never sent for them.

use std::time::Duration;

use kit::audit::Log;
use kit::traces::traces;
use kit::world::World;
use kit::{Database, Page, Visitor};
use url::Url;

use crate::desk::{BORN, sign_in, signed_in};
use crate::stage::parameter;

const PATH: &str = "/freischaltcode/beantragen";
const DRAFTS: &str = "SELECT COUNT(*) FROM drafts";
const KEPT: &str = "Ihre Eingaben sind noch da";

/// Opens `path`, lets `time` pass and sends the form; where one is sent after the sign-in.
async fn sent_late(world: &World, kim: &Visitor, path: &str, time: Duration) -> String {
    let form = kim.get(path).await.expect(200).form("request-form");
    world.advance(time);
    let form = form.fill("name", "Kim \"K\" <Klicker>");
    let form = form.fill(
        if path == PATH {
            "birth_date"
        } else {
            "register_number"
        },
        BORN,
    );
    let place = form.submit().await.expect(303).redirect();
    let place = Url::parse(&place).expect("an address");
    assert_eq!(place.path(), "/anmelden");
    parameter(&place, "weiter")
}

fn name(page: &Page) -> Option<String> {
    let name = page.form("request-form").value("name").map(str::to_owned);
    name.filter(|it| !it.is_empty())
}

kit::on_both!(
    an_idle_session_loses_nothing_that_was_typed,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        for path in [PATH, "/freischaltcode/beantragen?fuer=organisation"] {
            let onward = sent_late(&world, &kim, path, Duration::from_mins(26)).await;
            assert!(
                onward.starts_with(path) && onward.contains("entwurf="),
                "{onward}"
            );
            assert_eq!(Log::Portal.count(&world, DRAFTS).await, 1);
            let found = traces(Log::Portal, &world, &["Klicker"]).await;
            assert_eq!(found, Vec::<String>::new());
            sign_in(&world, &kim, "kim").await;
            let page = kim.get(&onward).await.expect(200);
            page.shows(KEPT);
            assert_eq!(name(&page).as_deref(), Some("Kim \"K\" <Klicker>"));
            assert_eq!(
                Log::Portal
                    .count(&world, "SELECT COUNT(*) FROM code_requests")
                    .await,
                0
            );
            // Once.
            let page = kim.get(&onward).await.expect(200);
            page.hides(KEPT);
            assert_eq!(name(&page), None);
            assert_eq!(Log::Portal.count(&world, DRAFTS).await, 0);
        }
        let onward = sent_late(&world, &kim, PATH, Duration::from_mins(26)).await;
        sign_in(&world, &kim, "kim").await;
        let form = kim.get(&onward).await.expect(200).form("request-form");
        let _ = form.submit().await.expect(303);
        assert_eq!(
            Log::Portal
                .count(&world, "SELECT COUNT(*) FROM code_requests")
                .await,
            1
        );
    }
);

kit::on_both!(
    nobody_else_sees_it_and_not_for_ever,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        let onward = sent_late(&world, &kim, PATH, Duration::from_mins(26)).await;
        // In the same browser.
        sign_in(&world, &kim, "robin").await;
        let page = kim.get(&onward).await.expect(200);
        page.hides(KEPT);
        assert_eq!(name(&page), None);
        assert_eq!(Log::Portal.count(&world, DRAFTS).await, 1);
        world.advance(Duration::from_hours(2));
        sign_in(&world, &kim, "kim").await;
        let page = kim.get(&onward).await.expect(200);
        page.hides(KEPT);
        assert_eq!(name(&page), None);
    }
);

kit::on_both!(
    a_later_form_of_the_same_page_replaces_it,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        let first = sent_late(&world, &kim, PATH, Duration::from_mins(26)).await;
        sign_in(&world, &kim, "kim").await;
        let second = sent_late(&world, &kim, PATH, Duration::from_mins(26)).await;
        assert_eq!(Log::Portal.count(&world, DRAFTS).await, 1);
        sign_in(&world, &kim, "kim").await;
        kim.get(&first).await.expect(200).hides(KEPT);
        kim.get(&second).await.expect(200).shows(KEPT);
    }
);
