//! Cookies that were planted, forged or changed, and forms that another site sends (T36, T37).

use http::Method;
use kit::people::PASSWORD;
use kit::{Database, Page, Visitor};
use shared::secret::{Token, TokenHash, sha256};

use crate::ground::{at_portal, is_at_portal, values, world};
use crate::secured::{
    KIM, Leads, add_passkey, answer, asserted, is_in, sign_in, with_passkey, with_totp,
};

const SESSION: &str = "__Host-idp-session";

fn planted() -> String {
    let token = Token::generate(&shared::clock::SystemEntropy);
    token.reveal().to_owned()
}

kit::on_both!(
    a_planted_cookie_is_not_signed_in,
    async |database: Database| {
        let world = world(database).await;
        let (kim, key) = with_totp(&world).await;
        let mut device = add_passkey(&world, &kim, "/konto/passkeys/neu").await;

        // A thief opens a session of their own, goes as far as they can, and plants it.
        let thief = world.idp.visitor();
        let _ = thief.get("/anmelden/konto").await;
        assert_eq!(sign_in(&thief).await.leads(), "/anmelden/code");
        let half = values(&thief);
        assert!(!half.is_empty());
        let victim = world.idp.visitor();
        for (name, value) in &half {
            victim.set_cookie(name, value);
        }
        world.advance(std::time::Duration::from_secs(30));
        let page = victim.get("/anmelden/code").await.expect(200);
        let code = kit::totp::code(&key, world.now());
        let page = page.form("code-form").fill("code", &code).submit().await;
        assert_eq!(page.leads(), "/konto");
        assert!(is_in(&victim).await);
        assert!(!is_in(&thief).await, "what was planted is signed in");

        // By the passkey alone; the planted session is none that we gave.
        for name in [SESSION, "__Host-idp-geraet", "__Host-idp-visitor"] {
            let (victim, value) = (world.idp.visitor(), planted());
            victim.set_cookie(name, &value);
            let _ = victim.get("/anmelden/konto").await;
            let assertion = asserted(&world, &victim, &mut device).await;
            let _ = answer(&victim, &assertion).await.expect(200);
            assert_ne!(victim.cookie(SESSION), Some(value.clone()));
            let thief = world.idp.visitor();
            thief.set_cookie(name, &value);
            assert!(!is_in(&thief).await, "{name}");
        }
        // Who signs in anew gets a new session, and the one before is dead.
        let before = kim.cookie(SESSION).expect("a session");
        let assertion = asserted(&world, &kim, &mut device).await;
        let _ = answer(&kim, &assertion).await.expect(200);
        assert!(is_in(&kim).await);
        let thief = world.idp.visitor();
        thief.set_cookie(SESSION, &before);
        assert!(!is_in(&thief).await, "the session before");
    }
);

kit::on_both!(
    a_sibling_s_cookie_is_no_cookie_of_ours,
    async |database: Database| {
        let world = world(database).await;
        let (kim, _) = with_passkey(&world).await;
        let portal = at_portal(&world, &kim).await;
        for (visitor, program) in [(&kim, "idp"), (&portal, "portal")] {
            let name = format!("__Host-{program}-session");
            let value = visitor.cookie(&name).expect("a session");
            // What another host of the domain can set has no prefix.
            for other in [
                format!("{program}-session"),
                format!("__Secure-{program}-session"),
                format!("__host-{program}-session"),
                format!(" {program}-session"),
            ] {
                let thief = match program {
                    "idp" => world.idp.visitor(),
                    _ => world.portal.visitor(),
                };
                let ask = thief.ask(Method::GET, "/impressum");
                let page = ask
                    .header("cookie", &format!("{other}={value}"))
                    .send()
                    .await;
                assert!(!page.has("#sign-out-form"), "{other} signs in");
            }
            let visible = visitor.get("/impressum").await;
            assert!(visible.has("#sign-out-form"), "the right name does");
        }
        // Each server takes its own alone.
        let swapped = world.portal.visitor();
        let value = kim.cookie(SESSION).expect("a session");
        swapped.set_cookie("__Host-portal-session", &value);
        assert!(!is_at_portal(&swapped).await);
    }
);

/// Whether `visitor` is somebody, at whichever server.
async fn is_somebody(visitor: &Visitor) -> bool {
    visitor.get("/impressum").await.has("#sign-out-form")
}

kit::on_both!(
    no_changed_or_computed_cookie_opens_anything,
    async |database: Database| {
        let world = world(database).await;
        let (kim, _) = with_passkey(&world).await;
        let portal = at_portal(&world, &kim).await;
        for (visitor, name) in [(&kim, SESSION), (&portal, "__Host-portal-session")] {
            let value = visitor.cookie(name).expect("a session");
            let mut forged = vec![
                String::new(),
                "0".to_owned(),
                "null".to_owned(),
                value.to_uppercase(),
                value.chars().rev().collect(),
                format!("{value}A"),
                format!("{value}=="),
                format!("%20{value}"),
                value[..value.len() - 1].to_owned(),
                TokenHash::of(&value).to_hex(),
                TokenHash::of(&value).to_hex()[..43].to_owned(),
                format!("{KIM}|{PASSWORD}"),
                format!("{:x?}", sha256(KIM.as_bytes())),
            ];
            for at in 0..value.len() {
                let mut letters: Vec<char> = value.chars().collect();
                letters[at] = if letters[at] == 'A' { 'B' } else { 'A' };
                forged.push(letters.into_iter().collect());
            }
            for value in forged {
                let thief = Visitor::at(visitor.get("/impressum").await.url().as_str());
                thief.set_cookie(name, &value);
                assert!(!is_somebody(&thief).await, "{name}={value}");
            }
            assert!(is_somebody(visitor).await, "the right one would");
        }
    }
);

/// A form sent as another site sends it.
async fn from_elsewhere(visitor: &Visitor, path: &str, fields: &[(&str, &str)]) -> Vec<Page> {
    let mut pages = Vec::new();
    for (site, origin) in [
        ("cross-site", "https://evil.example"),
        ("cross-site", "null"),
        ("same-site", "https://sibling.localhost"),
        ("same-site", ""),
        ("cross-site", ""),
    ] {
        let ask = visitor.ask(Method::POST, path).form(fields);
        let ask = ask.header("sec-fetch-site", site).header("origin", origin);
        pages.push(ask.send().await);
    }
    pages
}

kit::on_both!(
    nobody_is_signed_in_by_another_site,
    async |database: Database| {
        let world = world(database).await;
        let _ = with_passkey(&world).await;
        let victim = world.idp.visitor();
        let page = victim.get("/anmelden/konto").await.expect(200);
        let form = page.form("sign-in-form");
        let token = form.value("csrf").expect("a token").to_owned();
        // The attacker's own token, the victim's by a miracle, none.
        let foreign = world.idp.visitor().get("/anmelden/konto").await;
        let foreign = foreign.form("sign-in-form");
        let foreign = foreign.value("csrf").expect("a token").to_owned();
        for token in [foreign.as_str(), token.as_str(), ""] {
            let fields = [("csrf", token), ("email", KIM), ("password", PASSWORD)];
            for page in from_elsewhere(&victim, "/anmelden/konto", &fields).await {
                assert!((400..500).contains(&page.status()), "{}", page.status());
                assert!(!page.header("set-cookie").contains("session"));
            }
        }
        assert!(victim.cookie(SESSION).is_none());
        // Without the token of this very browser, also from our own origin.
        for token in [foreign.as_str(), "", "AAAA"] {
            let fields = [("csrf", token), ("email", KIM), ("password", PASSWORD)];
            let ask = victim.ask(Method::POST, "/anmelden/konto").form(&fields);
            let page = ask.send().await;
            assert!((400..500).contains(&page.status()), "{}", page.status());
        }
        assert!(victim.cookie(SESSION).is_none());
    }
);
