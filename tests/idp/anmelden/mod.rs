//! `/anmelden`, `/abmelden` (S21–S25).

mod code;
mod deaktiviert;
mod deaktiviert_unterwegs;
pub(crate) mod dienst;
mod drosselung;
pub(crate) mod geraet;
mod konto;
mod nachweis;
mod passkey;
pub(crate) mod provider;
mod upstream;
mod verwerfen;

use kit::world::World;

use crate::secured::{Leads, is_in, with_totp};

kit::on_both!(
    the_ways_in_that_work_are_offered,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let page = world
            .idp
            .visitor()
            .get("/anmelden?vorgang=aaaaaaaaaaaaaaaaaaaaaaaaaa")
            .await;
        page.shows("Hier können Sie sich für die Online-Angebote von")
            .hides("BundID")
            .hides("ELSTER");
        for (words, path) in [
            ("Anmelden", "/anmelden/konto"),
            ("Registrieren", "/registrieren"),
        ] {
            let link = page.link(words);
            assert!(
                link.contains(path) && link.contains("vorgang=aaa"),
                "{words}: {link}"
            );
        }
    }
);

kit::on_both!(
    signing_out_ends_the_session,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        kim.get("/anmelden")
            .await
            .expect(200)
            .shows("Sie sind schon angemeldet");
        let thief = kim.cookies();
        let name = thief
            .iter()
            .find(|name| name.ends_with("session"))
            .expect("a session");
        let token = kim.cookie(name).expect("a session");
        let form = kim.get("/konto").await.form("/abmelden");
        assert_eq!(form.submit().await.leads(), "/abgemeldet");
        assert!(!is_in(&kim).await);
        kim.set_cookie(name, &token);
        assert!(!is_in(&kim).await);
    }
);

kit::on_both!(
    who_is_signed_in_goes_straight_on_unless_asked_again,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        let vorgang = "a".repeat(26);
        let onward = format!("/oauth/authorize/weiter?vorgang={vorgang}");
        for page in ["/anmelden", "/anmelden/konto"] {
            let path = format!("{page}?vorgang={vorgang}");
            assert_eq!(kim.get(&path).await.leads(), onward);
            let _ = kim.get(&format!("{path}&erneut=1")).await.expect(200);
        }
    }
);

kit::on_both!(
    a_session_ends_when_nobody_is_there,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_totp(&world).await;
        world.advance(std::time::Duration::from_mins(24));
        assert!(is_in(&kim).await);
        world.advance(std::time::Duration::from_mins(25));
        assert!(!is_in(&kim).await);
    }
);
