//! A recovery code: once, for one account, for five tries, until it is replaced.

use std::time::Duration;

use kit::people::PASSWORD;
use kit::world::World;

use super::{codes, first, recovering, second};
use crate::secured::{KIM, Leads, add_totp, with_totp};

const CODE: &str = "/zugang-verloren/code";

kit::on_both!(a_code_is_good_once, async |database: kit::Database| {
    let world = World::start(database).await;
    let (kim, _) = with_totp(&world).await;
    let saved = codes(&kim).await;
    let _ = recovering(&world, KIM, &saved[0]).await;
    let visitor = world.idp.visitor();
    let _ = first(&visitor, KIM, PASSWORD).await;
    let page = second(&visitor, CODE, &saved[0]).await.expect(422);
    page.shows("Dieser Code gilt nicht");
    let page = second(&visitor, CODE, &saved[1]).await;
    assert_eq!(page.leads(), "/absichern");
});

kit::on_both!(
    of_two_at_the_same_time_one_wins,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let saved = codes(&kim).await;
        let mut forms = Vec::new();
        for _ in 0..2 {
            let visitor = world.idp.visitor();
            let _ = first(&visitor, KIM, PASSWORD).await;
            let page = visitor.get(CODE).await.expect(200);
            forms.push(page.form("recovery-code-form").fill("code", &saved[0]));
        }
        let two = forms.pop().expect("two forms");
        let one = forms.pop().expect("two forms");
        let (one, two) = tokio::join!(one.submit(), two.submit());
        let mut statuses = [one.status(), two.status()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422]);
    }
);

kit::on_both!(new_codes_end_the_former, async |database: kit::Database| {
    let world = World::start(database).await;
    let (kim, _) = with_totp(&world).await;
    let former = codes(&kim).await;
    let new = codes(&kim).await;
    let visitor = world.idp.visitor();
    let _ = first(&visitor, KIM, PASSWORD).await;
    let _ = second(&visitor, CODE, &former[3]).await.expect(422);
    let _ = recovering(&world, KIM, &new[3]).await;
});

kit::on_both!(
    anothers_code_opens_nothing,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (_, _) = with_totp(&world).await;
        let robin = world.idp.visitor();
        let _ = kit::people::registered(&world, &robin, "robin@example.org").await;
        let page = robin.get("/anmelden/konto").await;
        let form = page.form("sign-in-form").fill("email", "robin@example.org");
        let _ = form.fill("password", PASSWORD).submit().await;
        let _ = add_totp(&world, &robin, "/absichern/totp").await;
        let theirs = codes(&robin).await;
        let visitor = world.idp.visitor();
        let _ = first(&visitor, KIM, PASSWORD).await;
        let _ = second(&visitor, CODE, &theirs[0]).await.expect(422);
        let _ = recovering(&world, "robin@example.org", &theirs[0]).await;
    }
);

/// The same name with another secret.
fn near(code: &str) -> String {
    format!("{}-0000-0000-0000-0000", &code[..4])
}

kit::on_both!(
    after_five_wrong_tries_a_code_is_dead_and_the_account_waits,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let saved = codes(&kim).await;
        let visitor = world.idp.visitor();
        let _ = first(&visitor, KIM, PASSWORD).await;
        for _ in 0..5 {
            let _ = second(&visitor, CODE, &near(&saved[0])).await.expect(422);
        }
        let page = second(&visitor, CODE, &saved[1]).await;
        let _ = page.expect(429);
        // A new browser and a right password do not give further tries.
        let other = world.idp.visitor();
        let _ = first(&other, KIM, PASSWORD).await;
        let _ = second(&other, CODE, &saved[1]).await.expect(429);
        world.advance(Duration::from_mins(16));
        let _ = first(&visitor, KIM, PASSWORD).await;
        let _ = second(&visitor, CODE, &saved[0]).await.expect(422);
        let page = second(&visitor, CODE, &saved[1]).await;
        assert_eq!(page.leads(), "/absichern");
    }
);

kit::on_both!(
    a_slip_is_no_try_and_keeps_the_page,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let saved = codes(&kim).await;
        let visitor = world.idp.visitor();
        let _ = first(&visitor, KIM, PASSWORD).await;
        for slip in ["", "000000", "K7QM-4D2X", "UUUU-UUUU-UUUU-UUUU-UUUU"] {
            for _ in 0..2 {
                let page = second(&visitor, CODE, slip).await.expect(422);
                page.shows("20 Buchstaben und Ziffern");
            }
        }
        let page = second(&visitor, CODE, &saved[0]).await;
        assert_eq!(page.leads(), "/absichern");
    }
);
