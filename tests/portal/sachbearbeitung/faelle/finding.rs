//! Recording cases and finding them again.

use kit::Database;
use kit::world::World;

use super::{KIM, clerk, entries, fill, find, names, record};
use crate::desk::{self, count};

kit::on_both!(
    staff_record_a_case_and_find_it,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        let page = clerk.get("/sachbearbeitung/faelle").await.expect(200);
        page.shows("Welchen Fall suchen Sie?");
        let page = page.click("Fall erfassen").await.expect(200);
        let page = page.click("Privatperson").await.expect(200);
        let form = fill(page.form("case-form"), KIM).fill("community", "97122 // 0000004");
        let page = form.submit_and_follow().await.expect(200);
        page.shows("Der Fall ist erfasst")
            .shows("Kim Klicker")
            .shows("97122//0000004")
            .shows("14.03.1987")
            .shows("Lindenweg 12");
        assert_eq!(entries(&world, "case.recorded").await, 1);
        let found = find(&clerk, "klicker").await;
        assert_eq!(names(&found), ["Kim Klicker"]);
        found.shows("12345 Musterstadt").hides("Lindenweg");
        let by_community = page.click("97122//0000004").await.expect(200);
        assert_eq!(names(&by_community), ["Kim Klicker"]);
    }
);

kit::on_both!(an_organisation_is_a_case_too, async |database: Database| {
    let world = World::start(database).await;
    let clerk = clerk(&world).await;
    let path = "/sachbearbeitung/faelle/neu?art=institution";
    let page = clerk.get(path).await.expect(200);
    let form = page
        .form("case-form")
        .fill("name", "Bildungswerk Nord gGmbH")
        .fill("register_number", "HRB 777")
        .fill("register_court", "Amtsgericht Musterstadt")
        .fill("customer_number", "555b111111")
        .fill("address", "Hafen 1\r\n12345 Musterstadt");
    let page = form.submit_and_follow().await.expect(200);
    page.shows("Institution")
        .shows("555B111111")
        .shows("HRB 777");
    for what in [
        "bildungswerk",
        "Nord Bildungswrek",
        "hrb777",
        "HRB 777",
        "777",
    ] {
        let found = find(&clerk, what).await;
        assert_eq!(names(&found), ["Bildungswerk Nord gGmbH"], "{what}");
    }
    // The same number in the register: is it the same one?
    let page = clerk.get("/sachbearbeitung/faelle/neu?art=company").await;
    let form = page
        .form("case-form")
        .fill("name", "Bildungswerk")
        .fill("register_number", "HRB777")
        .fill("register_court", "Amtsgericht Musterstadt")
        .fill("customer_number", "555B111112")
        .fill("address", "Hafen 1\r\n12345 Musterstadt");
    let page = form.submit().await.expect(422);
    page.shows("Gibt es diesen Fall schon?");
});

kit::on_both!(
    slips_umlauts_and_spaces_do_not_hide_a_case,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        for person in [
            KIM,
            ["Anne-Marie", "Müller", "01.02.1990", "200M000001"],
            ["Jörg", "Weiß", "03.04.1975", "200M000002"],
            ["Łukasz", "O’Neill", "05.06.1981", "200M000003"],
            ["Hans Peter", "von der Heide", "07.08.1960", "200M000004"],
            ["Robin", "Meyer", "09.10.2001", "200M000005"],
        ] {
            let _ = record(&clerk, person).await;
        }
        let kim = "Kim Klicker";
        let muller = "Anne-Marie Müller";
        for (what, whom) in [
            ("Kim Klicker", kim),
            ("Klicker, Kim", kim),
            ("Kilcker", kim),
            ("klicer kim", kim),
            ("Klick", kim),
            ("14.03.1987", kim),
            ("14 3 1987 Klicker", kim),
            ("14.3.87", kim),
            ("14031987", kim),
            ("1987", kim),
            ("123 A 456789", kim),
            ("123a456789", kim),
            ("123A45", kim),
            ("Mueller", muller),
            ("Muller", muller),
            ("MÜLLER", muller),
            ("Annemarie Müler", muller),
            ("Müller Anne", muller),
            ("Joerg Weiss", "Jörg Weiß"),
            ("Weiß J.", "Jörg Weiß"),
            ("Lukasz ONeill", "Łukasz O’Neill"),
            ("Heide", "Hans Peter von der Heide"),
            ("hanspeter", "Hans Peter von der Heide"),
            ("Maier", "Robin Meyer"),
        ] {
            let page = find(&clerk, what).await;
            let names = names(&page);
            assert_eq!(
                names.first().map(String::as_str),
                Some(whom),
                "{what}: {names:?}"
            );
        }
        let page = find(&clerk, "Nirgendwer").await;
        page.shows("Kein Fall gefunden");
        let page = find(&clerk, "Kim Klicker 15.03.1987").await;
        page.shows("Kein Fall passt genau");
        assert_eq!(names(&page), [kim]);
        let page = find(&clerk, "x").await;
        page.shows("mindestens zwei Buchstaben");
        assert_eq!(entries(&world, "case.read").await, 6, "nobody opened one");
        // Every search that found what to look for is an entry, with the number of cases alone.
        assert_eq!(entries(&world, "case.searched").await, 26);
        let told = "SELECT COUNT(*) FROM audit_events WHERE event = 'case.searched' \
                    AND by_id = 'resident-bea' AND personal LIKE '%{\"cases\":%' \
                    AND personal NOT LIKE '%licker%'";
        assert_eq!(count(&world, told).await, 26);
    }
);

kit::on_both!(many_hits_are_shown_in_pages, async |database: Database| {
    let world = World::start(database).await;
    let clerk = clerk(&world).await;
    for number in 0..27 {
        let (given, customer) = (format!("Nr{number:02}"), format!("300A{number:06}"));
        let born = format!("{:02}.01.1980", number + 1);
        let _ = record(&clerk, [&given, "Vielfach", &born, &customer]).await;
    }
    let page = find(&clerk, "Vielfach").await;
    page.shows("27 Fälle gefunden").shows("Seite 1 von 2");
    assert_eq!(names(&page).len(), 25);
    let page = page.click("Nächste Seite").await.expect(200);
    assert_eq!(names(&page), ["Nr25 Vielfach", "Nr26 Vielfach"]);
    let page = clerk
        .get("/sachbearbeitung/faelle?suche=Vielfach&seite=99")
        .await;
    page.expect(200).shows("Seite 2 von 2");
});

kit::on_both!(
    cases_of_before_are_found_after_a_start,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        let _ = record(&clerk, KIM).await;
        let pool = desk::database(&world).await;
        for forget in [
            "DELETE FROM case_words",
            "DELETE FROM words",
            "UPDATE cases SET indexed_by = 0",
        ] {
            sqlx::query(forget).execute(&pool).await.expect("done");
        }
        pool.close().await;
        find(&clerk, "Klicker").await.shows("Kein Fall gefunden");
        world.portal.restart().await;
        let found = kit::soon(async || names(&find(&clerk, "Klicker").await) == ["Kim Klicker"]);
        assert!(found.await, "the case is not found");
    }
);
