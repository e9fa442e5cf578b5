//! The guessing rules of the contract hold for colleagues' codes as for letters'.

use futures::future::join_all;
use kit::Database;
use kit::world::World;

use super::{
    ADMINS_PAGE, REFUSED, REGISTER, by_letter, code_from, enter, events, form, members, patient,
    told,
};
use crate::desk::{BORN, count, signed_in, with_wrong_secret};

const TRIES: &str = "SELECT MAX(tries) FROM unlock_codes WHERE purpose = 'colleague'";

kit::on_both!(
    fifty_wrong_register_numbers_at_once_kill_a_code_at_five,
    async |database: Database| {
        let world = patient(database).await;
        let admin = by_letter(&world, "admin").await;
        let code = code_from(&admin, "Robin", "member").await;
        let mut people = Vec::new();
        for number in 0..10 {
            people.push(signed_in(&world, &format!("person{number}")).await);
        }
        let mut forms = Vec::new();
        for number in 0..50 {
            let (code, register) = match number % 2 {
                0 => (code.clone(), "HRB 99999"),
                _ => (with_wrong_secret(&code), REGISTER),
            };
            forms.push(form(&people[number % 10], &code, register).await);
        }
        for page in join_all(forms.into_iter().map(kit::Form::submit)).await {
            assert!(told(&page.expect(422)).contains(REFUSED));
        }
        assert_eq!(count(&world, TRIES).await, 5);
        assert_eq!(events(&world, "code.blocked").await, 1);
        let page = enter(&people[0], &code, REGISTER).await.expect(422);
        assert!(told(&page).contains(REFUSED), "{}", told(&page));
        assert_eq!(members(&world).await, 1);
        let list = admin.get(ADMINS_PAGE).await.expect(200);
        list.shows("Gesperrt nach falschen Eingaben");
    }
);

kit::on_both!(
    right_tries_at_once_bring_one_in,
    async |database: Database| {
        let world = patient(database).await;
        let admin = by_letter(&world, "admin").await;
        let code = code_from(&admin, "Robin", "member").await;
        let mut forms = Vec::new();
        for number in 0..20 {
            let person = signed_in(&world, &format!("person{number}")).await;
            forms.push(form(&person, &code, REGISTER).await);
        }
        let pages = join_all(forms.into_iter().map(kit::Form::submit)).await;
        let opened = pages.iter().filter(|page| page.status() == 303).count();
        assert_eq!((opened, members(&world).await), (1, 2));
    }
);

kit::on_both!(
    outsiders_read_one_and_the_same_sentence,
    async |database: Database| {
        let world = patient(database).await;
        let admin = by_letter(&world, "admin").await;
        let open = code_from(&admin, "Robin", "member").await;
        let used = code_from(&admin, "Uwe", "member").await;
        let uwe = signed_in(&world, "uwe").await;
        let _ = enter(&uwe, &used, REGISTER).await.expect(303);
        let revoked = code_from(&admin, "Lena", "member").await;
        let name = revoked.replace('-', "")[..5].to_owned();
        let list = admin.get(ADMINS_PAGE).await;
        let form = list.form(&format!("revoke-{name}"));
        let _ = form.submit().await.expect(303);
        let eve = signed_in(&world, "eve").await;
        let mut sentences = Vec::new();
        for (code, register) in [
            ("0000-0000-0000-0000", REGISTER),
            (&open, "HRB 1"),
            (&used, "HRB 1"),
            (&revoked, "HRB 1"),
            (&with_wrong_secret(&open), REGISTER),
            (&with_wrong_secret(&used), REGISTER),
            (&with_wrong_secret(&revoked), REGISTER),
        ] {
            let page = enter(&eve, code, register).await.expect(422);
            sentences.push(told(&page));
        }
        // A birth date does not open a company.
        let page = crate::desk::enter(&eve, &open, BORN).await.expect(422);
        sentences.push(told(&page));
        sentences.dedup();
        assert_eq!(sentences.len(), 1, "{sentences:#?}");
        assert!(sentences[0].contains(REFUSED));
    }
);

kit::on_both!(
    four_wrong_register_numbers_leave_the_fifth,
    async |database: Database| {
        let world = World::start(database).await;
        let admin = by_letter(&world, "admin").await;
        let code = code_from(&admin, "Robin", "member").await;
        let robin = signed_in(&world, "robin").await;
        for _ in 0..4 {
            let _ = enter(&robin, &code, "HRB 1").await.expect(422);
        }
        let _ = enter(&robin, &code, REGISTER).await.expect(303);
    }
);
