//! `/freischaltcode`: who may try how often, what is told to whom, one case for one account.

use std::time::Duration;

use futures::future::join_all;
use kit::world::{Wishes, World};
use kit::{Database, Page, Visitor};

use crate::desk::{
    AN_HOUR, BORN, NUMBER, code_for_company, code_for_kim, codes, count, enter, sign_in, signed_in,
    unlock_kim, with_wrong_secret,
};

const NEVER: &str = "01.02.1903";
const REFUSED: &str = "Diese Angaben passen nicht zusammen";

/// A world in which accounts and networks may try as often as they like.
async fn patient(database: Database) -> World {
    let portal = "unlock.per_account_per_hour = 1000\nunlock.waiting = 500\n\
                  limits.unlock_per_network = { tries = 10000, minutes = 60 }\n";
    let wishes = Wishes {
        portal: portal.to_owned(),
        ..Wishes::default()
    };
    World::with(database, wishes).await
}

async fn people(world: &World, how_many: usize) -> Vec<Visitor> {
    let mut people = Vec::new();
    for number in 0..how_many {
        people.push(signed_in(world, &format!("person{number}")).await);
    }
    people
}

/// What the form says is wrong.
fn told(page: &Page) -> String {
    page.text_of("#code-error").unwrap_or_default()
}

kit::on_both!(
    a_right_code_opens_the_profile,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        let code = code_for_kim(&world).await;
        let written = code.replace('-', " ").to_lowercase();
        let done = enter(&kim, &written, "14 3 1987").await.expect(303);
        let done = done.follow().await.expect(200);
        done.shows("Kim Klicker").shows(NUMBER);
        kim.get("/freischaltcode/erfolg")
            .await
            .expect(200)
            .shows(NUMBER);
        kim.get("/start").await.expect(200).shows("Kim Klicker");
        // Sent twice by a double click, it has done its work.
        let again = enter(&kim, &code, BORN).await.expect(303);
        assert!(again.redirect().ends_with("/freischaltcode/erfolg"));
    }
);

kit::on_both!(
    fifty_wrong_tries_at_once_kill_a_code_at_five,
    async |database: Database| {
        let world = patient(database).await;
        let code = code_for_kim(&world).await;
        let people = people(&world, 10).await;
        let mut forms = Vec::new();
        for number in 0..50 {
            let form = people[number % 10]
                .get("/freischaltcode")
                .await
                .form("code-form");
            // Half of them lack the secret, half the birth date.
            let (code, born) = match number % 2 {
                0 => (code.clone(), NEVER),
                _ => (with_wrong_secret(&code), BORN),
            };
            forms.push(form.fill("code", &code).fill("birth_date", born));
        }
        let pages = join_all(forms.into_iter().map(kit::Form::submit)).await;
        for page in pages {
            let page = page.expect(422);
            assert!(told(&page).contains(REFUSED), "{}", told(&page));
        }
        assert_eq!(count(&world, "SELECT tries FROM unlock_codes").await, 5);
        let blocked = "SELECT COUNT(*) FROM audit_events WHERE event = 'code.blocked'";
        assert_eq!(count(&world, blocked).await, 1);
        let page = enter(&people[0], &code, BORN).await.expect(422);
        assert!(told(&page).contains(REFUSED), "{}", told(&page));
        assert_eq!(count(&world, "SELECT COUNT(*) FROM profiles").await, 0);
    }
);

kit::on_both!(
    right_tries_at_once_redeem_once,
    async |database: Database| {
        let world = patient(database).await;
        let code = code_for_kim(&world).await;
        let people = people(&world, 20).await;
        let mut forms = Vec::new();
        for person in &people {
            let form = person.get("/freischaltcode").await.form("code-form");
            forms.push(form.fill("code", &code).fill("birth_date", BORN));
        }
        let pages = join_all(forms.into_iter().map(kit::Form::submit)).await;
        let opened = pages.iter().filter(|page| page.status() == 303).count();
        assert_eq!(opened, 1);
        assert_eq!(count(&world, "SELECT COUNT(*) FROM profiles").await, 1);
        assert_eq!(
            count(
                &world,
                "SELECT COUNT(*) FROM unlock_codes WHERE used_at IS NOT NULL"
            )
            .await,
            1
        );
    }
);

kit::on_both!(
    four_wrong_tries_leave_the_fifth,
    async |database: Database| {
        let world = patient(database).await;
        let kim = signed_in(&world, "kim").await;
        let code = code_for_kim(&world).await;
        for _ in 0..4 {
            let _ = enter(&kim, &code, NEVER).await.expect(422);
        }
        let _ = enter(&kim, &code, BORN).await.expect(303);
    }
);

kit::on_both!(
    slips_of_the_fingers_are_no_tries,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        let code = code_for_kim(&world).await;
        let other = if code.ends_with('0') { '1' } else { '0' };
        let slip = format!("{}{other}", &code[..code.len() - 1]);
        for _ in 0..20 {
            let page = enter(&kim, &slip, BORN).await.expect(422);
            page.shows("Das zählt nicht als Versuch");
            let page = enter(&kim, &code, "14.03.").await.expect(422);
            page.shows("mit Tag, Monat und Jahr");
            assert_eq!(page.form("code-form").value("code"), Some(&*code));
        }
        assert_eq!(count(&world, "SELECT tries FROM unlock_codes").await, 0);
        let _ = enter(&kim, &code, BORN).await.expect(303);
    }
);

kit::on_both!(
    outsiders_read_one_and_the_same_sentence,
    async |database: Database| {
        let world = patient(database).await;
        let kim = signed_in(&world, "kim").await;
        let robin = signed_in(&world, "robin").await;
        let revoked = code_for_kim(&world).await;
        let used = code_for_kim(&world).await;
        let _ = enter(&kim, &used, BORN).await.expect(303);
        let open = code_for_kim(&world).await;
        let unknown = "0000-0000-0000-0000";
        let mut sentences = Vec::new();
        for (code, born) in [
            (unknown, BORN),
            (&revoked, NEVER),
            (&used, NEVER),
            (&open, NEVER),
            (&with_wrong_secret(&revoked), BORN),
            (&with_wrong_secret(&used), BORN),
            (&with_wrong_secret(&open), BORN),
        ] {
            let page = enter(&robin, code, born).await.expect(422);
            let written = page
                .form("code-form")
                .value("code")
                .unwrap_or_default()
                .to_owned();
            sentences.push(page.text().replace(&written, "CODE").replace(born, "BORN"));
        }
        sentences.dedup();
        assert_eq!(sentences.len(), 1, "{sentences:#?}");
        // Who has both is told what is the matter.
        let page = enter(&robin, &used, BORN).await.expect(422);
        assert!(told(&page).contains("schon benutzt"));
        let page = enter(&robin, &revoked, BORN).await.expect(422);
        assert!(told(&page).contains("gilt nicht mehr"));
        world.advance(Duration::from_hours(90 * 24));
        let robin = signed_in(&world, "robin").await;
        let page = enter(&robin, &open, BORN).await.expect(422);
        assert!(told(&page).contains("abgelaufen"));
        let page = enter(&robin, &open, NEVER).await.expect(422);
        assert!(told(&page).contains(REFUSED));
    }
);

kit::on_both!(
    an_account_may_try_five_times_an_hour,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        let code = code_for_kim(&world).await;
        for _ in 0..5 {
            let _ = enter(&kim, "0000-0000-0000-0000", BORN).await.expect(422);
        }
        let page = enter(&kim, &code, BORN).await.expect(429);
        assert!(
            page.header("retry-after")
                .parse::<u64>()
                .is_ok_and(|seconds| seconds > 60)
        );
        assert_eq!(count(&world, "SELECT tries FROM unlock_codes").await, 0);
        let robin = signed_in(&world, "robin").await;
        let _ = enter(&robin, "0000-0000-0000-0000", BORN).await.expect(422);
        world.advance(AN_HOUR);
        let kim = signed_in(&world, "kim").await;
        let _ = enter(&kim, &code, BORN).await.expect(303);
    }
);

kit::on_both!(
    in_no_hour_are_there_more_than_five_tries,
    async |database: Database| {
        let world = World::start(database).await;
        let mut tried = 0;
        // Every four minutes for two hours: five in the first, five in the second.
        for _ in 0..30 {
            let kim = signed_in(&world, "kim").await;
            let page = enter(&kim, "0000-0000-0000-0000", BORN).await;
            assert!(matches!(page.status(), 422 | 429), "{}", page.status());
            tried += usize::from(page.status() == 422);
            world.advance(Duration::from_mins(4));
        }
        assert_eq!(tried, 10);
    }
);

kit::on_both!(
    fifty_tries_of_one_account_at_once_are_five,
    async |database: Database| {
        let portal = "unlock.waiting = 500\n\
                      limits.unlock_per_network = { tries = 10000, minutes = 60 }\n";
        let wishes = Wishes {
            portal: portal.to_owned(),
            ..Wishes::default()
        };
        let world = World::with(database, wishes).await;
        let kim = signed_in(&world, "kim").await;
        let mut forms = Vec::new();
        for _ in 0..50 {
            let form = kim.get("/freischaltcode").await.form("code-form");
            let form = form.fill("code", "0000-0000-0000-0000");
            forms.push(form.fill("birth_date", BORN));
        }
        let pages = join_all(forms.into_iter().map(kit::Form::submit)).await;
        let of = |status| pages.iter().filter(|page| page.status() == status).count();
        assert_eq!((of(422), of(429)), (5, 45));
    }
);

kit::on_both!(a_case_belongs_to_one_account, async |database: Database| {
    let world = World::start(database).await;
    let first = signed_in(&world, "first").await;
    unlock_kim(&world, &first).await;
    first.get("/start").await.expect(200).shows(NUMBER);
    let second = signed_in(&world, "second").await;
    unlock_kim(&world, &second).await;
    second.get("/start").await.expect(200).shows(NUMBER);
    first
        .get("/start")
        .await
        .expect(200)
        .hides(NUMBER)
        .shows("Ohne Profil");
    first
        .get("/profile-verwalten")
        .await
        .expect(200)
        .shows("noch kein Profil");
    let away = world.mailbox.next("first@example.org").await;
    assert!(away.says("anderen Konto"), "{}", away.text);
    let here = world.mailbox.next("second@example.org").await;
    assert!(here.says("Ihrem Konto"), "{}", here.text);
    assert!(!here.says(NUMBER) && !away.says(NUMBER));
});

kit::on_both!(
    the_letters_qr_works_before_signing_in,
    async |database: Database| {
        let world = World::start(database).await;
        let code = code_for_kim(&world).await;
        let kim = world.portal.visitor();
        let landed = kim
            .get(&format!("/freischaltcode/{code}"))
            .await
            .expect(303);
        assert_eq!(landed.redirect(), world.portal.url("/freischaltcode"));
        let asked = landed.follow().await.expect(303);
        assert!(
            asked
                .redirect()
                .contains("/anmelden?weiter=%2Ffreischaltcode")
        );
        sign_in(&world, &kim, "kim").await;
        let page = kim.get("/freischaltcode").await.expect(200);
        assert_eq!(page.form("code-form").value("code"), Some(&*code));
        // The next person at this computer does not see it.
        let robin = kim.clone();
        sign_in(&world, &robin, "robin").await;
        robin.get("/freischaltcode").await.expect(200).hides(&code);
        sign_in(&world, &kim, "kim").await;
        let form = kim.get("/freischaltcode").await.form("code-form");
        let _ = form.fill("birth_date", BORN).submit().await.expect(303);
        let page = kim.get("/freischaltcode").await.expect(200);
        assert_eq!(page.form("code-form").value("code").unwrap_or_default(), "");
        // What is no code is forgotten at once.
        let landed = kim.get("/freischaltcode/ABC").await.expect(303);
        assert_eq!(landed.redirect(), world.portal.url("/freischaltcode"));
    }
);

kit::on_both!(
    a_company_is_asked_for_its_register_number,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        let code = code_for_company(&world).await;
        let landed = kim
            .get(&format!("/freischaltcode/{code}?fuer=organisation"))
            .await
            .expect(303);
        let page = landed.follow().await.expect(200);
        let form = page.form("code-form");
        assert_eq!(form.value("code"), Some(&*code));
        let page = form
            .fill("register_number", "hrb 12346")
            .submit()
            .await
            .expect(422);
        assert!(told(&page).contains(REFUSED));
        let page = page
            .form("code-form")
            .fill("register_number", "HRB12345")
            .submit()
            .await;
        page.expect(303)
            .follow()
            .await
            .expect(200)
            .shows("Muster GmbH")
            .shows("987B654321");
        // A person's page does not open a company.
        let second = code_for_company(&world).await;
        let page = enter(&kim, &second, BORN).await.expect(422);
        assert!(told(&page).contains(REFUSED));
    }
);

kit::on_both!(
    a_new_letter_kills_the_old_one,
    async |database: Database| {
        let world = World::start(database).await;
        let kim = signed_in(&world, "kim").await;
        let old = code_for_kim(&world).await;
        let new = code_for_kim(&world).await;
        let page = enter(&kim, &old, BORN).await.expect(422);
        assert!(told(&page).contains("neueren Brief"));
        let listed = codes(&world, &["list", "--customer-number", NUMBER])
            .await
            .expect("a list");
        assert_eq!(listed.matches("revoked").count(), 1, "{listed}");
        assert_eq!(listed.matches("open").count(), 1, "{listed}");
        let told_back = codes(&world, &["revoke", &new[..4]]).await;
        assert!(told_back.is_err(), "a code is named by five characters");
        let id = new.replace('-', "")[..5].to_owned();
        let _ = codes(&world, &["revoke", &id]).await.expect("taken back");
        let page = enter(&kim, &new, BORN).await.expect(422);
        assert!(told(&page).contains("gilt nicht mehr"));
    }
);

kit::on_both!(a_letter_lies_in_the_outbox, async |database: Database| {
    let world = World::start(database).await;
    let code = code_for_kim(&world).await;
    let slips = std::fs::read_dir(world.letters()).expect("the outbox");
    let slips = slips.map(|entry| entry.expect("an entry").path());
    let slip = slips
        .into_iter()
        .find(|path| path.extension().is_some_and(|it| it == "json"));
    let slip = slip.expect("a letter");
    let json = std::fs::read(&slip).expect("JSON");
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(json["kind"], "unlock_code");
    assert!(
        json["to"]
            .as_str()
            .expect("a text")
            .starts_with("Kim Klicker\nLindenweg 12")
    );
    assert!(json["text"].as_str().expect("a text").contains(&code));
    let pdf = slip.with_file_name(json["pdf"].as_str().expect("a name"));
    assert!(std::fs::read(pdf).expect("a PDF").starts_with(b"%PDF-"));
    // A mistyped number must not send one person's code to another.
    let who = [
        "issue",
        "--given-name",
        "Robin",
        "--family-name",
        "Rot",
        "--address-line",
        "Weg 1",
    ];
    let more = ["--birth-date", "1990-01-01", "--customer-number", NUMBER];
    let refused = codes(&world, &[who.as_slice(), &more].concat()).await;
    assert!(refused.expect_err("refused").contains("belongs to a case"));
});
