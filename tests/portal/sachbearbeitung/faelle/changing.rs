//! Mistakes, double records, and two people at one case.

use kit::Database;
use kit::world::World;
use shared::claims::Role;

use super::{KIM, clerk, entries, fill, find, form, names, path_of, record};
use crate::desk::{self, BORN, NUMBER, count};

kit::on_both!(
    mistakes_stand_at_their_fields,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        let page = form(&clerk).await.submit().await.expect(422);
        for field in [
            "given_name",
            "family_name",
            "birth_date",
            "customer_number",
            "address",
        ] {
            assert!(page.has(&format!("#{field}-error")), "{field}");
        }
        let wrong = fill(form(&clerk).await, ["Kim", "Klicker", "31.02.1987", "12A"]);
        let wrong = wrong
            .fill("community", "1/2")
            .fill("address", "Lindenweg 12");
        let page = wrong.submit().await.expect(422);
        page.shows("Tag, Monat und Jahr")
            .shows("97122//0000004")
            .shows("2 bis 5 Zeilen");
        let form = page.form("case-form");
        assert_eq!(form.value("family_name"), Some("Klicker"));
        assert_eq!(form.value("birth_date"), Some("31.02.1987"));
        assert_eq!(
            page.text_of("textarea#address").as_deref(),
            Some("Lindenweg 12")
        );
        assert_eq!(count(&world, "SELECT COUNT(*) FROM cases").await, 0);
    }
);

kit::on_both!(double_records_are_noticed, async |database: Database| {
    let world = World::start(database).await;
    let clerk = clerk(&world).await;
    let first = path_of(&record(&clerk, KIM).await);
    // The same number: refused, with the way to the case.
    let again = fill(form(&clerk).await, ["Robin", "Rot", "01.01.1990", NUMBER]);
    let page = again.submit().await.expect(422);
    page.shows("Diesen Fall gibt es schon");
    assert_eq!(page.attribute("#taken a", "href").as_deref(), Some(&*first));
    assert!(page.has("#customer_number-error"));
    // The same birth date and a similar name: asked about.
    let alike = fill(form(&clerk).await, ["Kimm", "Kliker", BORN, "123A456780"]);
    let page = alike.submit().await.expect(422);
    page.shows("Gibt es diesen Fall schon?");
    assert_eq!(page.attribute("#alike a", "href").as_deref(), Some(&*first));
    let confirmed = page.form("case-form").check("confirmed");
    let _ = confirmed.submit().await.expect(303);
    // Another name on the same day is nobody to ask about.
    let other = fill(form(&clerk).await, ["Robin", "Rot", BORN, "123A456781"]);
    let _ = other.submit().await.expect(303);
    assert_eq!(count(&world, "SELECT COUNT(*) FROM cases").await, 3);
});

kit::on_both!(
    two_people_at_one_case_lose_nothing,
    async |database: Database| {
        let world = World::start(database).await;
        let bea = clerk(&world).await;
        let lea = desk::staff(&world, "lea", &[Role::Lead]).await;
        let case = path_of(&record(&bea, KIM).await);
        let change = format!("{case}/aendern");
        let early = bea.get(&change).await.expect(200).form("case-form");
        let late = lea.get(&change).await.expect(200).form("case-form");
        let told = early
            .fill("family_name", "Klick")
            .fill("address", "Am Markt 1\r\n12345 Musterstadt")
            .submit_and_follow()
            .await;
        told.expect(200).shows("Die Änderungen sind gespeichert");
        let late = late
            .fill("given_name", "Kimberly")
            .fill("address", "Gasse 3\r\n12345 Musterstadt");
        let page = late.submit().await.expect(409);
        page.shows("Jemand anderes hat den Fall inzwischen geändert");
        let form = page.form("case-form");
        assert_eq!(form.value("given_name"), Some("Kimberly"), "typed");
        assert_eq!(
            form.value("family_name"),
            Some("Klick"),
            "not touched: as it is now"
        );
        let meanwhile = page.text_of("#meanwhile").unwrap_or_default();
        assert!(
            meanwhile.contains("Am Markt 1") && meanwhile.contains("Gasse 3"),
            "{meanwhile}"
        );
        let before =
            "SELECT COUNT(*) FROM cases WHERE given_name = 'Kim' AND family_name = 'Klick'";
        assert_eq!(count(&world, before).await, 1, "nothing is saved yet");
        let page = form.submit_and_follow().await.expect(200);
        page.shows("Kimberly Klick").shows("Gasse 3");
        assert_eq!(entries(&world, "case.changed").await, 2);
        // What was found before is found by its new name only.
        assert_eq!(names(&find(&bea, "Kimberly").await), ["Kimberly Klick"]);
        assert_eq!(
            count(&world, "SELECT COUNT(*) FROM words WHERE word = 'klicker'").await,
            0
        );
        // Saving what is there already is no change.
        let same = bea.get(&change).await.form("case-form");
        let _ = same.submit().await.expect(303);
        assert_eq!(entries(&world, "case.changed").await, 2);
    }
);

kit::on_both!(a_changed_number_is_checked, async |database: Database| {
    let world = World::start(database).await;
    let clerk = clerk(&world).await;
    let _ = record(&clerk, ["Robin", "Rot", "01.01.1990", "123A456780"]).await;
    let case = path_of(&record(&clerk, KIM).await);
    let change = clerk
        .get(&format!("{case}/aendern"))
        .await
        .form("case-form");
    let page = change.fill("customer_number", "123A456780").submit().await;
    page.expect(422).shows("Diesen Fall gibt es schon");
});
