//! `/sachbearbeitung/faelle`: who may do what with cases, finding them, two people at one case,
//! closing, one's own case, and what the log says.

use std::time::Duration;

use kit::world::World;
use kit::{Database, Page, Visitor};
use shared::claims::Role;

use crate::desk::{self, BORN, NUMBER, code_for_company, code_for_kim, codes, count, enter};
use crate::tray;

const CASES: &str = "/sachbearbeitung/faelle";

async fn clerk(world: &World) -> Visitor {
    desk::staff(world, "bea", &[Role::Benefits]).await
}

/// Who is recorded: given name, family name, birth date, Kundennummer.
type Person<'a> = [&'a str; 4];

const KIM: Person<'_> = ["Kim", "Klicker", BORN, NUMBER];

async fn form(clerk: &Visitor) -> kit::Form {
    let path = "/sachbearbeitung/faelle/neu?art=person";
    clerk.get(path).await.expect(200).form("case-form")
}

fn fill(form: kit::Form, [given, family, born, number]: Person<'_>) -> kit::Form {
    form.fill("given_name", given)
        .fill("family_name", family)
        .fill("birth_date", born)
        .fill("customer_number", number)
        .fill("address", "Lindenweg 12\r\n12345 Musterstadt")
}

/// The page of the case that was just recorded.
async fn record(clerk: &Visitor, person: Person<'_>) -> Page {
    let sent = fill(form(clerk).await, person).submit().await.expect(303);
    sent.follow().await.expect(200)
}

/// The path of the case on whose page we are.
fn path_of(page: &Page) -> String {
    page.url().path().to_owned()
}

async fn find(clerk: &Visitor, what: &str) -> Page {
    let page = clerk.get(CASES).await.expect(200);
    let page = page.form("find-form").fill("suche", what).submit().await;
    page.expect(200)
}

/// The names that are found.
fn names(page: &Page) -> Vec<String> {
    page.texts_of("#cases a")
}

async fn entries(world: &World, event: &str) -> i64 {
    let select = format!("SELECT COUNT(*) FROM audit_events WHERE event = '{event}'");
    count(world, &select).await
}

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

kit::on_both!(a_closed_case_gets_no_code, async |database: Database| {
    let world = World::start(database).await;
    let clerk = clerk(&world).await;
    let kim = desk::signed_in(&world, "kim").await;
    let code = code_for_kim(&world).await;
    let found = find(&clerk, "Klicker").await;
    let page = found.click("Kim Klicker").await.expect(200);
    page.shows("Noch nicht eingelöst");
    let case = path_of(&page);
    let ask = page.click("Fall schließen").await.expect(200);
    let page = ask.form("close-form").submit().await.expect(422);
    page.shows("Wählen Sie einen Grund");
    let close = ask.form("close-form").force("reason", "moved");
    let page = close.submit_and_follow().await.expect(200);
    page.shows("Der Fall ist geschlossen")
        .shows("Widerrufen oder ersetzt");
    assert!(!page.has("#issue") && !page.has("#change"));
    assert_eq!(entries(&world, "case.closed").await, 1);
    assert_eq!(entries(&world, "code.revoked").await, 1);
    let page = enter(&kim, &code, BORN).await.expect(422);
    page.shows("gilt nicht mehr");
    let who = [
        "issue",
        "--given-name",
        "Kim",
        "--family-name",
        "Klicker",
        "--birth-date",
    ];
    let more = [
        "1987-03-14",
        "--customer-number",
        NUMBER,
        "--address-line",
        "Lindenweg 12",
    ];
    let town = ["--address-line", "12345 Musterstadt"];
    let refused = codes(&world, &[&who[..], &more, &town].concat()).await;
    assert!(refused.expect_err("refused").contains("closed"));
    let change = clerk.get(&format!("{case}/aendern")).await.expect(303);
    assert!(change.redirect().ends_with(&case));
    find(&clerk, "Klicker").await.shows("Fall geschlossen");
    // A second click closes nothing twice, and opening again brings no code back.
    let again = ask.form("close-form").force("reason", "moved");
    let page = again.submit_and_follow().await.expect(200);
    page.shows("inzwischen geändert");
    let page = clerk.get(&case).await.form("reopen-form");
    let page = page.submit_and_follow().await.expect(200);
    page.shows("Der Fall ist wieder offen");
    assert_eq!(entries(&world, "case.reopened").await, 1);
    let page = enter(&kim, &code, BORN).await.expect(422);
    page.shows("gilt nicht mehr");
    let fresh = code_for_kim(&world).await;
    let _ = enter(&kim, &fresh, BORN).await.expect(303);
    clerk
        .get(&case)
        .await
        .shows("mit einem Online-Konto verknüpft")
        .shows("Eingelöst am");
});

kit::on_both!(
    a_closed_case_keeps_its_profile,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        let kim = desk::signed_in(&world, "kim").await;
        desk::unlock_kim(&world, &kim).await;
        let page = find(&clerk, NUMBER).await.click("Kim Klicker").await;
        let ask = page.click("Fall schließen").await.expect(200);
        let _ = ask
            .form("close-form")
            .force("reason", "ended")
            .submit()
            .await
            .expect(303);
        let home = kim.get("/start").await.expect(200);
        home.shows("Ihr Fall ist geschlossen").shows("Kim Klicker");
    }
);

kit::on_both!(
    a_reason_fits_the_kind_of_case,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        let _ = code_for_company(&world).await;
        let page = find(&clerk, "Muster").await.click("Muster GmbH").await;
        let ask = page.click("Fall schließen").await.expect(200);
        assert!(!ask.has("#reason-died") && ask.has("#reason-dissolved"));
        let page = ask
            .form("close-form")
            .force("reason", "died")
            .submit()
            .await;
        page.expect(422).shows("Wählen Sie einen Grund");
    }
);

kit::on_both!(
    an_organisation_s_case_shows_who_acts_for_it,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        let admin = desk::signed_in(&world, "admin").await;
        let code = code_for_company(&world).await;
        let form = admin.get("/freischaltcode?fuer=organisation").await;
        let form = form.form("code-form").fill("code", &code);
        let done = form.fill("register_number", "HRB 12345").submit().await;
        let _ = done.expect(303);
        let wish = admin.get("/unternehmen/zugaenge/neu").await.expect(200);
        let page = find(&clerk, "Muster").await.click("Muster GmbH").await;
        page.shows("Eine Person handelt").shows("Admin seit dem");
        // A closed case: nobody is brought in any more.
        let ask = page.click("Fall schließen").await.expect(200);
        let close = ask.form("close-form").force("reason", "dissolved");
        let _ = close.submit().await.expect(303);
        let form = wish.form("wish-form").fill("label", "Robin");
        let sent = form.fill("role", "member").submit().await.expect(303);
        let home = sent.follow().await.expect(200);
        home.shows("Ihr Fall ist geschlossen");
        let open = "SELECT COUNT(*) FROM unlock_codes WHERE purpose = 'colleague'";
        assert_eq!(count(&world, open).await, 0);
        let page = page.form("withdraw-1").submit_and_follow().await;
        page.expect(200).shows("Noch niemand hat das Profil");
    }
);

kit::on_both!(
    placement_reads_and_changes_nothing,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        let case = path_of(&record(&clerk, KIM).await);
        let paul = desk::staff(&world, "paul", &[Role::Placement]).await;
        let page = find(&paul, "Klicker").await;
        assert!(!page.has("#record"));
        let page = page.click("Kim Klicker").await.expect(200);
        page.shows("Lindenweg 12");
        assert!(!page.has("#change") && !page.has("#close"));
        for path in ["/aendern", "/schliessen"] {
            let _ = paul.get(&format!("{case}{path}")).await.expect(403);
        }
        let _ = paul.get("/sachbearbeitung/faelle/neu").await.expect(403);
        for role in [Role::Support, Role::Audit] {
            let visitor = desk::staff(&world, role.as_str(), &[role]).await;
            let _ = visitor.get(CASES).await.expect(403);
            let _ = visitor.get(&case).await.expect(403);
        }
    }
);

kit::on_both!(
    nobody_works_on_their_own_case,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = desk::staff(&world, "kim", &[Role::Lead]).await;
        let clerk = clerk(&world).await;
        desk::unlock_kim(&world, &kim).await;
        let case = path_of(&find(&clerk, NUMBER).await.click("Kim Klicker").await);
        let id = case.rsplit('/').next().unwrap_or_default();
        let change = format!("/sachbearbeitung/faelle/{id}/aendern");
        let close = format!("/sachbearbeitung/faelle/{id}/schliessen");
        let reopen = format!("/sachbearbeitung/faelle/{id}/wieder-oeffnen");
        for path in [&case, &change, &close] {
            let page = kim.get(path).await.expect(403);
            page.shows("Das ist Ihr eigener Fall");
        }
        let page = kim.get("/sachbearbeitung").await.expect(200);
        let csrf = page
            .attribute("input[name=csrf]", "value")
            .unwrap_or_default();
        for path in [change, close, reopen] {
            let field = [
                ("csrf", csrf.as_str()),
                ("version", "1"),
                ("reason", "moved"),
            ];
            let page = kim.ask(http::Method::POST, &path).form(&field).send().await;
            page.expect(403).shows("Das ist Ihr eigener Fall");
        }
        assert_eq!(
            count(
                &world,
                "SELECT COUNT(*) FROM cases WHERE closed_at IS NOT NULL"
            )
            .await,
            0
        );
    }
);

/// The pages of this case, none of which is for this visitor.
async fn keeps_out(visitor: &Visitor, case: &str) {
    for page in ["", "/aendern", "/schliessen", "/code"] {
        let page = visitor.get(&format!("{case}{page}")).await.expect(403);
        page.shows("Das ist Ihr eigener Fall");
    }
    let page = visitor.get("/sachbearbeitung").await.expect(200);
    let csrf = page.attribute("input[name=csrf]", "value");
    let path = format!("{case}/code");
    let ask = visitor.ask(http::Method::POST, &path);
    let sent = ask.form(&[("csrf", csrf.unwrap_or_default())]).send().await;
    sent.expect(403).shows("Das ist Ihr eigener Fall");
}

kit::on_both!(
    who_removes_the_profile_is_no_stranger_to_the_case,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = desk::staff(&world, "kim", &[Role::Lead]).await;
        desk::unlock_kim(&world, &kim).await;
        let case = tray::case_of(&world, NUMBER).await;
        let profile = "SELECT id FROM profiles WHERE resident_id = 'resident-kim' \
                       AND case_id IS NOT NULL";
        let profile = tray::text(&world, profile).await;
        let remove = format!("/profile-verwalten/{profile}/entfernen");
        let page = kim.get(&remove).await.expect(200);
        let _ = page.form("remove-form").submit().await.expect(303);
        let held = "SELECT COUNT(*) FROM profiles WHERE case_id IS NOT NULL";
        assert_eq!(count(&world, held).await, 0);
        keeps_out(&kim, &format!("{CASES}/{case}")).await;
        assert_eq!(entries(&world, "case.read").await, 0);
        // Nor is it theirs to work on once another account has it.
        let other = desk::signed_in(&world, "kim-anew").await;
        desk::unlock_kim(&world, &other).await;
        keeps_out(&kim, &format!("{CASES}/{case}")).await;
        let _ = clerk(&world)
            .await
            .get(&format!("{CASES}/{case}"))
            .await
            .expect(200);
    }
);

kit::on_both!(
    who_left_an_organisation_is_no_stranger_to_its_case,
    async |database: Database| {
        let world = World::start(database).await;
        let petra = desk::staff(&world, "petra", &[Role::Placement, Role::Benefits]).await;
        let code = code_for_company(&world).await;
        let form = petra.get("/freischaltcode?fuer=organisation").await;
        let form = form.form("code-form").fill("code", &code);
        let done = form.fill("register_number", "HRB 12345").submit().await;
        let _ = done.expect(303);
        let clerk = clerk(&world).await;
        let page = find(&clerk, "Muster").await.click("Muster GmbH").await;
        let case = path_of(&page);
        let gone = page.form("withdraw-1").submit_and_follow().await;
        gone.expect(200).shows("Noch niemand hat das Profil");
        keeps_out(&petra, &case).await;
    }
);

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
        for _ in 0..100 {
            if names(&find(&clerk, "Klicker").await) == ["Kim Klicker"] {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the case is not found");
    }
);

/// The codes on the page of Kim's case, the newest first.
async fn codes_shown(clerk: &Visitor, world: &World) -> Vec<String> {
    let case = tray::case_of(world, NUMBER).await;
    let page = clerk.get(&format!("{CASES}/{case}")).await.expect(200);
    page.texts_of("section[aria-labelledby=codes] li.thing")
}

kit::on_both!(
    the_case_shows_what_became_of_its_codes_and_letters,
    async |database: Database| {
        let world = World::start(database).await;
        let clerk = clerk(&world).await;
        // Dead after five wrong tries; its letter lies in the folder.
        let code = code_for_kim(&world).await;
        let thief = desk::signed_in(&world, "thief").await;
        for _ in 0..5 {
            let wrong = desk::with_wrong_secret(&code);
            let _ = enter(&thief, &wrong, BORN).await.expect(422);
        }
        let shown = codes_shown(&clerk, &world).await;
        assert!(
            shown[0].contains("Nach falschen Versuchen gesperrt"),
            "{shown:?}"
        );
        assert!(shown[0].contains("liegt für den Druck bereit"), "{shown:?}");
        // Printed, and not redeemed in time.
        world.advance(Duration::from_mins(1));
        let _ = code_for_kim(&world).await;
        let letters = tray::wait_for(&world, 2).await;
        std::fs::write(tray::file(&world, &letters[1], "printed"), "").expect("written");
        let printed = "SELECT COUNT(*) FROM letters WHERE printed_at IS NOT NULL";
        tray::until(&world, printed, 1).await;
        let shown = codes_shown(&clerk, &world).await;
        assert!(shown[0].contains("Noch nicht eingelöst"), "{shown:?}");
        assert!(shown[0].contains("Brief gedruckt am"), "{shown:?}");
        world.advance(Duration::from_hours(24 * 366));
        let clerk = self::clerk(&world).await;
        let shown = codes_shown(&clerk, &world).await;
        assert_eq!(shown.len(), 2);
        assert!(shown[0].contains("Abgelaufen am"), "{shown:?}");
        assert!(shown[1].contains("Nach falschen Versuchen"), "{shown:?}");
        // And the one that is good.
        let code = code_for_kim(&world).await;
        let kim = desk::signed_in(&world, "kim").await;
        let _ = enter(&kim, &code, BORN).await.expect(303);
        let shown = codes_shown(&clerk, &world).await;
        assert!(shown[0].contains("Eingelöst am"), "{shown:?}");
        assert!(shown[1].contains("Abgelaufen am"), "{shown:?}");
        for secret in [code.clone(), code.replace('-', "")] {
            assert!(!shown.concat().contains(&secret), "never the code");
        }
    }
);
