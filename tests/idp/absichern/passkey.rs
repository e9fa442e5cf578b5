//! `/absichern/passkey`, `/absichern/passkey/optionen`, `/absichern/passkey/erfolg` (S59–S65):
//! what an authenticator may not answer (WebAuthn Level 3 §7.1).

use std::time::Duration;

use kit::SoftPasskey;
use kit::world::World;
use serde_json::json;

use crate::secured::{
    KIM, Leads, add_passkey, enrolling, is_in, made, post, sign_in, with_passkey,
};

const PAGE: &str = "/absichern/passkey";

kit::on_both!(
    a_passkey_secures_the_account,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_passkey(&world).await;
        assert!(is_in(&kim).await);
        let page = kim.get("/absichern/passkey/erfolg").await.expect(200);
        page.shows("Passwort aus dem Konto entfernen")
            .shows("Zweiten Faktor einrichten");
        assert!(page.link("Abbrechen").ends_with("/konto"));
        let mail = world.mailbox.next(KIM).await;
        assert!(mail.says("Kim Handy"), "{}", mail.text);
    }
);

kit::on_both!(
    the_options_ask_for_what_a_passkey_is,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let kim = enrolling(&world).await;
        let name = json!({ "name": "Kim Handy" });
        let options = post(&kim, PAGE, "/absichern/passkey/optionen", &name)
            .await
            .expect(200)
            .json();
        let options = &options["publicKey"];
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(
            options["authenticatorSelection"]["userVerification"],
            "required"
        );
        assert_eq!(options["user"]["name"], KIM);
        let handle = options["user"]["id"].as_str().expect("a handle");
        assert_eq!(handle.len(), 22, "16 random bytes: {handle}");
        for wrong in ["", "ab", "<b>Kim</b>", &"a".repeat(31)] {
            let name = json!({ "name": wrong });
            let refused = post(&kim, PAGE, "/absichern/passkey/optionen", &name)
                .await
                .expect(422);
            assert!(refused.json()["message"].is_string(), "{wrong}");
        }
    }
);

kit::on_both!(
    a_new_passkey_excludes_the_ones_there_are,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (kim, _) = with_passkey(&world).await;
        let name = json!({ "name": "Noch einer" });
        let path = "/absichern/passkey/optionen";
        let options = post(&kim, "/konto/passkeys/neu", path, &name)
            .await
            .expect(200)
            .json();
        let excluded = options["publicKey"]["excludeCredentials"]
            .as_array()
            .expect("a list");
        assert_eq!(excluded.len(), 1);
    }
);

kit::on_both!(
    faulty_passkeys_are_not_kept,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let kim = enrolling(&world).await;
        let faults: [fn(&mut SoftPasskey); 5] = [
            |device| device.trailing = vec![0xa0],
            |device| device.user_verified = false,
            |device| device.claimed_origin = Some("https://evil.example".to_owned()),
            |device| device.claimed_challenge = Some("A".repeat(43)),
            |device| device.backed_up = true,
        ];
        for (number, fault) in faults.into_iter().enumerate() {
            let mut device = SoftPasskey::new();
            fault(&mut device);
            let answer = made(&world, &kim, &mut device, PAGE).await;
            let status = post(&kim, PAGE, PAGE, &answer).await.status();
            assert!(status == 422 || status == 410, "fault {number}: {status}");
        }
        let mut device = SoftPasskey::new();
        let mut answer = made(&world, &kim, &mut device, PAGE).await;
        answer["credential"]["clientExtensionResults"]["credProps"]["rk"] = json!(false);
        let _ = post(&kim, PAGE, PAGE, &answer).await.expect(422);
        assert!(!is_in(&kim).await);
    }
);

kit::on_both!(
    an_answer_counts_once_and_soon,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let kim = enrolling(&world).await;
        let mut device = SoftPasskey::new();
        let late = made(&world, &kim, &mut device, PAGE).await;
        world.advance(Duration::from_mins(5));
        let _ = post(&kim, PAGE, PAGE, &late).await.expect(410);
        let answer = made(&world, &kim, &mut device, PAGE).await;
        let _ = post(&kim, PAGE, PAGE, &answer).await.expect(200);
        let _ = post(&kim, "/konto/passkeys/neu", PAGE, &answer)
            .await
            .expect(410);
    }
);

kit::on_both!(
    a_credential_belongs_to_one_account,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let (_, mut device) = with_passkey(&world).await;
        let robin = world.idp.visitor();
        let _ = kit::people::registered(&world, &robin, "robin@example.org").await;
        let page = robin.get("/anmelden/konto").await;
        let form = page.form("sign-in-form").fill("email", "robin@example.org");
        let page = form.fill("password", kit::people::PASSWORD).submit().await;
        assert_eq!(page.leads(), "/absichern");
        let known = device
            .get(&json!({ "rpId": "localhost", "challenge": "x" }), "x")
            .expect("a key");
        let mut other = SoftPasskey::new();
        let mut answer = made(&world, &robin, &mut other, PAGE).await;
        // The id that counts stands in the signed part; the outer one must not be believed.
        answer["credential"]["id"] = known["id"].clone();
        answer["credential"]["rawId"] = known["id"].clone();
        let _ = post(&robin, PAGE, PAGE, &answer).await;
        let kim = world.idp.visitor();
        crate::secured::sign_in_by_passkey(&world, &kim, &mut device).await;
        kim.get("/konto").await.expect(200).shows(KIM);
    }
);

kit::on_both!(
    the_password_of_a_secured_account_enrols_nothing,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let kim = enrolling(&world).await;
        let other = world.idp.visitor();
        assert_eq!(sign_in(&other).await.leads(), "/absichern");
        let mut device = SoftPasskey::new();
        let answer = made(&world, &other, &mut device, PAGE).await;
        let _ = add_passkey(&world, &kim, PAGE).await;
        let status = post(&other, "/anmelden/konto", PAGE, &answer)
            .await
            .status();
        assert!(status != 200, "{status}");
        kim.get("/konto/passkeys")
            .await
            .expect(200)
            .shows("Kim Handy");
        assert_eq!(
            kim.get("/konto/passkeys")
                .await
                .texts_of("#passkeys > li")
                .len(),
            1
        );
    }
);
