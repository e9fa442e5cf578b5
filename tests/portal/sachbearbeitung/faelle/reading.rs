//! Reading a case is an entry in the log, and nobody combs through all of them.

use std::time::Duration;

use kit::Database;
use kit::world::World;
use shared::claims::Role;

use super::{CASES, KIM, clerk, entries, find, path_of, record};
use crate::desk::{self, NUMBER, code_for_kim, count};
use crate::tray;

kit::on_both!(
    reading_is_an_entry_once_in_a_while,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        let case = path_of(&record(&clerk, KIM).await);
        for _ in 0..3 {
            let _ = clerk.get(&case).await.expect(200);
            let _ = clerk.get(&format!("{case}/aendern")).await.expect(200);
        }
        assert_eq!(entries(&world, "case.read").await, 1);
        let other = desk::staff(&world, "paul", &[Role::Placement]).await;
        let _ = other.get(&case).await.expect(200);
        assert_eq!(entries(&world, "case.read").await, 2);
        world.advance(Duration::from_mins(11));
        let _ = clerk.get(&case).await.expect(200);
        assert_eq!(entries(&world, "case.read").await, 3);
        let _ = clerk.get(&format!("{CASES}/nowhere")).await.expect(404);
        let _ = clerk
            .get(&format!("{case}/wieder-oeffnen"))
            .await
            .expect(405);
    }
);

kit::on_both!(
    whoever_sees_a_name_and_an_address_has_read_the_case,
    async |database: Database| {
        let world = World::start(database).await;
        let code = code_for_kim(&world).await;
        let code = code.split('-').next().expect("a group")[..4].to_owned();
        let id = format!("SELECT id FROM unlock_codes WHERE id LIKE '{code}%'");
        let id = tray::text(&world, &id).await;
        let case = tray::case_of(&world, NUMBER).await;
        let base = format!("{CASES}/{case}");
        let pages = [
            format!("{base}/code"),
            format!("{base}/code/{id}/widerrufen"),
            format!("{base}/aendern"),
            format!("{base}/schliessen"),
        ];
        for (number, path) in (1..).zip(pages) {
            let name = format!("leser-{number}");
            let clerk = desk::staff(&world, &name, &[Role::Benefits]).await;
            let _ = clerk.get(&path).await.expect(200);
            let read = format!(
                "SELECT COUNT(*) FROM audit_events WHERE event = 'case.read' \
                 AND by_id = 'resident-{name}' AND case_id = '{case}'"
            );
            assert_eq!(count(&world, &read).await, 1, "{path}");
        }
    }
);

kit::on_both!(
    who_combs_through_the_cases_is_stopped,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        let _ = record(&clerk, KIM).await;
        for _ in 0..60 {
            let _ = clerk
                .get(&format!("{CASES}?suche=Klicker"))
                .await
                .expect(200);
        }
        let page = clerk.get(&format!("{CASES}?suche=Klicker")).await;
        assert!(!page.expect(429).header("retry-after").is_empty());
        // The empty form is no search, and another's searches are their own.
        let _ = clerk.get(CASES).await.expect(200);
        let other = desk::staff(&world, "paul", &[Role::Placement]).await;
        let _ = find(&other, "Klicker").await;
        world.advance(Duration::from_mins(10));
        let _ = find(&clerk, "Klicker").await;
    }
);
