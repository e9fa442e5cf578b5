//! `/anmelden/konto`, `/anmelden/mit-passkey` (S38–S42).

use std::time::Duration;

use kit::people::{PASSWORD, register, registered};
use kit::world::{Wishes, World};

use crate::secured::{KIM, Leads, is_in, sign_in, sign_in_with, with_passkey};

kit::on_both!(
    unknown_wrong_and_unconfirmed_read_the_same,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let unknown = sign_in(&world.idp.visitor()).await.expect(422);
        let _ = register(&world.idp.visitor(), KIM).await;
        let unconfirmed = sign_in(&world.idp.visitor()).await.expect(422);
        let other = world.idp.visitor();
        let _ = registered(&world, &other, "robin@example.org").await;
        let page = other.get("/anmelden/konto").await;
        let form = page.form("sign-in-form").fill("email", "robin@example.org");
        let wrong = form
            .fill("password", "Falsch-ist-es-auch-1")
            .submit()
            .await
            .expect(422);
        unknown.shows("passen nicht zusammen");
        assert_eq!(unknown.text(), unconfirmed.text());
        assert_eq!(unknown.text(), wrong.text());
        let form = unknown.form("sign-in-form");
        assert_eq!(form.value("email"), Some(KIM));
        assert_eq!(form.value("password").unwrap_or_default(), "");
    }
);

kit::on_both!(
    an_empty_form_says_what_is_missing,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let form = world
            .idp
            .visitor()
            .get("/anmelden/konto")
            .await
            .form("sign-in-form");
        let page = form.submit().await.expect(422);
        page.shows("Geben Sie Ihren Benutzernamen ein.")
            .shows("Geben Sie Ihr Passwort ein.");
    }
);

kit::on_both!(
    a_password_alone_is_enough_where_the_operator_says_so,
    async |database: kit::Database| {
        let wishes = Wishes {
            idp: "sign_in.second_factor = \"off\"".to_owned(),
            ..Wishes::default()
        };
        let world = World::with(database, wishes).await;
        let kim = world.idp.visitor();
        let _ = registered(&world, &kim, KIM).await;
        assert_eq!(sign_in(&kim).await.leads(), "/konto");
        assert!(is_in(&kim).await);
        let page = kim.get("/absichern").await;
        assert_eq!(page.leads(), "/konto", "nobody is asked to secure it");
        let document = kim.get("/.well-known/openid-configuration").await.json();
        let told = document["acr_values_supported"].to_string();
        assert!(told.contains("urn:schluesselbund:acr:password"), "{told}");
    }
);

kit::on_both!(
    a_password_alone_opens_only_the_security_notice,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let kim = world.idp.visitor();
        let _ = registered(&world, &kim, KIM).await;
        assert_eq!(sign_in(&kim).await.leads(), "/absichern");
        assert!(!is_in(&kim).await);
        for path in [
            "/konto",
            "/konto/passkeys",
            "/konto/totp",
            "/konto/passwort/entfernen",
        ] {
            assert_eq!(kim.get(path).await.leads(), "/absichern", "{path}");
        }
        assert_eq!(kim.get("/anmelden").await.leads(), "/absichern");
    }
);

kit::on_both!(
    beside_a_passkey_the_password_opens_nothing,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let _ = with_passkey(&world).await;
        let thief = world.idp.visitor();
        assert_eq!(sign_in(&thief).await.leads(), "/anmelden/mit-passkey");
        let page = thief.get("/anmelden/mit-passkey").await.expect(200);
        page.shows("Das Passwort allein genügt nicht.");
        assert!(!thief.cookies().iter().any(|name| name.ends_with("session")));
        for path in ["/absichern", "/absichern/totp", "/absichern/passkey"] {
            assert_eq!(thief.get(path).await.leads(), "/anmelden", "{path}");
        }
    }
);

kit::on_both!(
    guessing_is_slowed_down_and_tells_nothing,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let kim = world.idp.visitor();
        let _ = registered(&world, &kim, KIM).await;
        let guesser = world.idp.visitor();
        let mut tries = 0;
        while sign_in_with(&guesser, "Geraten-ist-es-falsch-1")
            .await
            .status()
            == 422
        {
            tries += 1;
            assert!(tries < 100, "nothing slows the guesses down");
        }
        let refused = sign_in_with(&guesser, "Geraten-ist-es-falsch-1")
            .await
            .expect(429);
        let wait: u64 = refused.header("retry-after").parse().expect("seconds");
        // The right one is refused as well while the limit holds.
        sign_in(&world.idp.visitor())
            .await
            .expect(429)
            .shows("Zu viele Versuche");
        // So is any other name after as many tries: the limit tells nobody which names exist.
        let nobody = world.idp.visitor();
        for _ in 0..tries {
            let page = nobody.get("/anmelden/konto").await;
            let form = page
                .form("sign-in-form")
                .fill("email", "nobody@example.org");
            let _ = form
                .fill("password", "Geraten-1")
                .submit()
                .await
                .expect(422);
        }
        let page = nobody.get("/anmelden/konto").await;
        let form = page
            .form("sign-in-form")
            .fill("email", "nobody@example.org");
        let _ = form.fill("password", PASSWORD).submit().await.expect(429);
        world.advance(Duration::from_secs(wait));
        assert_eq!(sign_in(&kim).await.leads(), "/absichern");
    }
);

kit::on_both!(
    a_foreign_way_back_is_not_taken,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, mut device) = with_passkey(&world).await;
        let fresh = world.idp.visitor();
        crate::secured::sign_in_by_passkey(&world, &fresh, &mut device).await;
        for weiter in [
            "https://evil.example/",
            "//evil.example",
            "/konto//evil.example",
            "/abmelden",
        ] {
            let path = format!("/anmelden/konto?erneut=1&weiter={weiter}");
            let page = kim.get(&path).await.expect(200);
            let action = page.attribute("#sign-in-form", "action").expect("a form");
            assert!(
                !action.contains("evil") && !action.contains("abmelden"),
                "{action}"
            );
        }
    }
);
