//! `/admin/v1/accounts/{id}/deactivation`, `/admin/v1/accounts/{id}/reactivation`: an account
//! that opens nothing any more, and does again (S94, S95).

use std::time::Duration;

use kit::people::PASSWORD;
use kit::{Database, Visitor, on_both};
use serde_json::{Value, json};
use shared::claims::Role;

use super::desk::{Desk, problem};
use crate::oauth::flow::{Flow, refused};
use crate::secured::{
    KIM, Leads, answer, asserted, enrolling, is_in, sign_in, sign_in_by_passkey, with_passkey,
    with_totp,
};

const REASON: &str = "Anruf der Polizei, Az. 4711";

async fn id_of(desk: &Desk, token: &str) -> String {
    let path = format!("/admin/v1/accounts?email={KIM}");
    let found = desk.get(&path, token).await.expect(200).json();
    found["accounts"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned()
}

async fn deactivate(desk: &Desk, token: &str, id: &str) -> Value {
    let path = format!("/admin/v1/accounts/{id}/deactivation");
    let body = json!({ "reason": REASON });
    desk.post(&path, token, body).await.expect(200).json()
}

async fn reactivate(desk: &Desk, token: &str, id: &str) -> Value {
    let path = format!("/admin/v1/accounts/{id}/reactivation");
    let body = json!({ "reason": "Geklärt" });
    desk.post(&path, token, body).await.expect(200).json()
}

/// Where a link leads.
async fn led_to(visitor: &Visitor, link: &str) -> String {
    visitor.get(link).await.leads()
}

/// Waits until `visitor` is out of the portal; the provider tells by a job of its own.
async fn is_put_out(visitor: &Visitor) -> bool {
    kit::soon(async || !visitor.get("/impressum").await.has("#sign-out-form")).await
}

on_both!(
    everything_is_dead_at_once_and_told,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let world = &desk.flow.world;
        let (kim, key) = with_totp(world).await;
        let _ = world.mailbox.next(KIM).await;
        let scope = "openid email offline_access";
        let tokens = desk.tokens(&kim, scope, &[]).await;
        let request = Flow::request().with("client_id", "office");
        let page = kim
            .get(&format!("/oauth/authorize?{}", request.query()))
            .await;
        let code = crate::oauth::flow::answer(&page, "code").expect("a code");
        let support = desk.token_of(&[Role::Support]).await;
        let id = id_of(&desk, &support).await;
        let account = deactivate(&desk, &support, &id).await;
        assert_eq!(account["state"], "deactivated");
        assert_eq!(account["deactivated"]["reason"], REASON);
        assert_eq!(account["deactivated"]["at"], world.now());
        // Sessions, codes and tokens of every kind.
        assert!(!is_in(&kim).await);
        let access = tokens["access_token"].as_str().expect("a token");
        assert_eq!(desk.flow.userinfo(access).await.status(), 401);
        let refresh = tokens["refresh_token"]
            .as_str()
            .expect("a token")
            .to_owned();
        let refresh = Flow::refreshing(&refresh).with("client_id", "office");
        refused(&desk.flow.token(&refresh).await, "invalid_grant");
        let redemption = Flow::redemption(&code).with("client_id", "office");
        refused(&desk.flow.token(&redemption).await, "invalid_grant");
        // The right password is told why, the wrong one nothing.
        let page = sign_in(&kim).await.expect(403);
        page.shows("Ihr Konto ist deaktiviert und nicht nutzbar")
            .hides(REASON);
        let wrong = crate::secured::sign_in_with(&kim, "Falsch-1234!x")
            .await
            .expect(422);
        wrong.hides("deaktiviert");
        let mail = world.mailbox.next(KIM).await;
        let mail = if mail.subject == "Ihr Konto ist deaktiviert" {
            mail
        } else {
            world.mailbox.next(KIM).await
        };
        assert_eq!(mail.subject, "Ihr Konto ist deaktiviert");
        for words in ["0800 000 00 00", "Mo–Fr 8–18 Uhr", KIM] {
            assert!(mail.says(words), "{words}: {}", mail.text);
        }
        assert!(!mail.says(REASON) && !mail.html.contains(REASON));
        // Once more changes nothing: the first reason stays, nobody is told again.
        let path = format!("/admin/v1/accounts/{id}/deactivation");
        let again = desk
            .post(&path, &support, json!({ "reason": "anders" }))
            .await;
        assert_eq!(again.expect(200).json()["deactivated"]["reason"], REASON);

        let account = reactivate(&desk, &support, &id).await;
        assert_eq!(
            (account["state"].as_str(), &account["deactivated"]),
            (Some("active"), &Value::Null)
        );
        let mail = world.mailbox.next(KIM).await;
        assert_eq!(mail.subject, "Ihr Konto ist wieder nutzbar");
        assert!(!is_in(&kim).await, "old sessions stay dead");
        refused(&desk.flow.token(&refresh).await, "invalid_grant");
        refused(&desk.flow.token(&redemption).await, "invalid_grant");
        world.advance(Duration::from_secs(30));
        assert_eq!(sign_in(&kim).await.leads(), "/anmelden/code");
        let page = kim.get("/anmelden/code").await.expect(200);
        let code = kit::totp::code(&key, world.now());
        let page = page.form("code-form").fill("code", &code).submit().await;
        assert_eq!(page.leads(), "/konto");
        assert!(is_in(&kim).await);
    }
);

on_both!(
    a_passkey_opens_nothing_either,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let world = &desk.flow.world;
        let (kim, mut device) = with_passkey(world).await;
        let support = desk.token_of(&[Role::Support]).await;
        let id = id_of(&desk, &support).await;
        // A challenge that was asked for before.
        let early = asserted(world, &kim, &mut device).await;
        deactivate(&desk, &support, &id).await;
        let page = answer(&kim, &early).await.expect(200);
        assert_eq!(page.json()["location"], "/anmelden/deaktiviert");
        kim.get("/anmelden/deaktiviert")
            .await
            .expect(403)
            .shows("nicht nutzbar");
        assert!(!is_in(&kim).await);
        reactivate(&desk, &support, &id).await;
        sign_in_by_passkey(world, &kim, &mut device).await;
        assert!(is_in(&kim).await);
    }
);

on_both!(half_a_sign_in_is_over_too, async |database: Database| {
    let desk = Desk::open(database).await;
    let world = &desk.flow.world;
    let kim = enrolling(world).await;
    let support = desk.token_of(&[Role::Support]).await;
    let id = id_of(&desk, &support).await;
    deactivate(&desk, &support, &id).await;
    assert_eq!(kim.get("/absichern").await.leads(), "/anmelden");
    reactivate(&desk, &support, &id).await;
    assert_eq!(kim.get("/absichern").await.leads(), "/anmelden");
    assert_eq!(sign_in(&kim).await.leads(), "/absichern");
});

on_both!(
    a_mailed_link_chooses_no_password,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let world = &desk.flow.world;
        let (kim, _) = with_totp(world).await;
        let support = desk.token_of(&[Role::Support]).await;
        let id = id_of(&desk, &support).await;
        let link = async || {
            let form = kim
                .get("/passwort-vergessen")
                .await
                .expect(200)
                .form("forgotten-form");
            let _ = form
                .fill("email", KIM)
                .submit_and_follow()
                .await
                .expect(200);
            for _ in 0..4 {
                let mail = world.mailbox.next(KIM).await;
                if mail.says("/passwort-neu") {
                    return mail.link("/passwort-neu");
                }
            }
            panic!("no link was mailed")
        };
        let early = link().await;
        let form = kim.get(&early).await.expect(200).form("choose-form");
        deactivate(&desk, &support, &id).await;
        let form = form
            .fill("password", "Anderes-Passwort7!")
            .fill("password_repeat", "Anderes-Passwort7!");
        assert_eq!(form.submit().await.leads(), "/anmelden/deaktiviert");
        // The newest counts, and says the same.
        assert_eq!(led_to(&kim, &early).await, "/anmelden/deaktiviert");
        let newest = link().await;
        assert_eq!(led_to(&kim, &newest).await, "/anmelden/deaktiviert");
        // Nothing was changed.
        reactivate(&desk, &support, &id).await;
        let page = crate::secured::sign_in_with(&kim, PASSWORD).await;
        assert_eq!(page.leads(), "/anmelden/code");
    }
);

on_both!(
    relying_parties_hear_of_the_person,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let world = &desk.flow.world;
        let (kim, _) = with_totp(world).await;
        let at_portal = kim.and_at(&world.portal.base());
        let _ = at_portal.browse("/anmelden").await.expect(200);
        assert!(at_portal.get("/impressum").await.has("#sign-out-form"));
        // The provider's own session has long been swept as idle, without a word to the portal.
        let mut tx = desk.flow.db.write().await.expect("a transaction");
        sqlx::query("UPDATE sessions SET ended_at = 1, told_at = 1")
            .execute(tx.conn())
            .await
            .expect("a statement");
        tx.commit().await.expect("commits");
        let support = desk.token_of(&[Role::Support]).await;
        let id = id_of(&desk, &support).await;
        deactivate(&desk, &support, &id).await;
        assert!(
            is_put_out(&at_portal).await,
            "the portal was not told within a second"
        );
    }
);

on_both!(
    colleagues_are_the_leads_matter,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let support = desk.token_of(&[Role::Support]).await;
        let lead = desk.token_of(&[Role::Lead]).await;
        let uwe = desk.colleague(&[Role::Audit]).await.person.account;
        let path = format!("/admin/v1/accounts/{uwe}/deactivation");
        let body = json!({ "reason": REASON });
        problem(
            &desk.post(&path, &support, body.clone()).await,
            403,
            "forbidden",
        );
        let _ = desk.post(&path, &lead, body).await.expect(200);
        for wrong in [
            json!({}),
            json!({ "reason": "  " }),
            json!({ "reason": "a".repeat(501) }),
            json!({ "reason": "a\u{7}" }),
        ] {
            problem(&desk.post(&path, &lead, wrong).await, 400, "invalid");
        }
        // Still a member of the staff, only asleep.
        assert_eq!(desk.roles(&uwe).await, ["staff.audit"]);
    }
);
