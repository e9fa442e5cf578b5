//! `/konto/wiederherstellungscodes`: ten codes, shown once, after a fresh sign-in.

use std::collections::BTreeSet;
use std::time::Duration;

use kit::world::World;

use crate::secured::{KIM, Leads, enrolling, with_passkey, with_totp};

const PATH: &str = "/konto/wiederherstellungscodes";

kit::on_both!(
    ten_codes_are_shown_in_one_answer_and_never_again,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let _ = world.mailbox.next(KIM).await;
        let page = kim.get(PATH).await.expect(200);
        page.shows("Sie haben keine Wiederherstellungscodes");
        let made = page.form("codes-form").submit().await.expect(200);
        assert_eq!(made.header("cache-control"), "no-store");
        let codes = made.texts_of("#codes code");
        let different: BTreeSet<&String> = codes.iter().collect();
        assert_eq!(different.len(), 10, "{codes:?}");
        for code in &codes {
            let written = code.replace('-', "");
            assert_eq!(written.len(), 20, "{code}");
        }
        let mail = world.mailbox.next(KIM).await;
        assert_eq!(mail.subject, "Neue Wiederherstellungscodes für Ihr Konto");
        let page = kim.get(PATH).await.expect(200);
        page.shows("10 Codes sind noch gültig");
        let history = kim.get("/konto/verlauf").await.expect(200);
        history.shows("Neue Wiederherstellungscodes wurden erstellt");
        for code in &codes {
            assert!(!page.body().contains(code), "shown once only");
            assert!(!history.body().contains(code));
            assert!(!mail.says(code), "no secret in a mail");
        }
    }
);

kit::on_both!(
    codes_are_offered_where_a_factor_is_set_up,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let done = kim.get("/absichern/totp/erfolg").await.expect(200);
        assert!(done.has("#further"), "whoever does not want any goes on");
        let made = done.form("codes-form").submit().await.expect(200);
        assert_eq!(made.texts_of("#codes code").len(), 10);
        let done = kim.get("/absichern/totp/erfolg").await.expect(200);
        assert!(!done.has("#codes-form"), "who has codes is not asked again");
        assert!(done.has("#further"));
    }
);

kit::on_both!(
    a_second_passkey_is_suggested_beside_them,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_passkey(&world).await;
        let done = kim.get("/absichern/passkey/erfolg").await.expect(200);
        let second = done.link("zweiten Passkey");
        assert!(second.ends_with("/konto/passkeys/neu"), "{second}");
        assert!(done.has("#codes-form"));
    }
);

kit::on_both!(
    making_codes_wants_a_fresh_sign_in,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let stranger = world.idp.visitor();
        assert_eq!(stranger.get(PATH).await.leads(), "/anmelden");
        let (kim, _) = with_totp(&world).await;
        let form = kim.get(PATH).await.expect(200).form("codes-form");
        world.advance(Duration::from_secs(5 * 60 + 1));
        for page in [kim.get(PATH).await, form.submit().await] {
            let to = page.leads();
            assert!(
                to.contains(&format!("weiter={PATH}")) && to.contains("erneut=1"),
                "{to}"
            );
        }
    }
);

kit::on_both!(
    who_only_secures_an_account_makes_none,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let kim = enrolling(&world).await;
        assert_eq!(kim.get(PATH).await.leads(), "/absichern");
    }
);
