//! `/admin/v1/accounts/{id}/roles`.

use std::time::Duration;

use kit::staff::{first_lead, member_with_passkey};
use kit::{Database, on_both};
use serde_json::json;
use shared::claims::Role;

use super::desk::{BOTH, Desk, access, problem};
use crate::oauth::flow::{Flow, answer};

on_both!(roles_change_at_once, async |database: Database| {
    let desk = Desk::open(database).await;
    let lead = desk.token_of(&[Role::Lead]).await;
    let uwe = desk.colleague(&[Role::Support]).await;
    let tokens = desk
        .tokens(&uwe.visitor, &format!("{BOTH} offline_access"), &[])
        .await;
    let old = access(&tokens);
    let path = format!("/admin/v1/accounts/{}/roles", uwe.person.account);
    let wanted = json!({ "roles": ["staff.audit", "staff.benefits", "staff.audit"] });
    let account = desk
        .put(&path, &lead, wanted.clone())
        .await
        .expect(200)
        .json();
    assert_eq!(account["roles"], json!(["staff.benefits", "staff.audit"]));
    // Whatever says otherwise is dead: tokens, session, refresh token.
    problem(
        &desk.get("/admin/v1/accounts?staff=true", &old).await,
        401,
        "invalid_token",
    );
    let refresh = tokens["refresh_token"].as_str().expect("a refresh token");
    let refresh = Flow::refreshing(refresh).with("client_id", "office");
    crate::oauth::flow::refused(&desk.flow.token(&refresh).await, "invalid_grant");
    assert_eq!(uwe.visitor.get("/konto").await.status(), 303);
    // The same once more changes nothing, so nobody has to sign in again.
    desk.flow
        .sign_in_again(
            &uwe.visitor,
            &uwe.person.account,
            "phr",
            &shared::secret::Token::generate(&shared::clock::SystemEntropy),
        )
        .await;
    let _ = desk.put(&path, &lead, wanted).await.expect(200);
    assert_eq!(uwe.visitor.get("/konto").await.status(), 200);
    let none = desk
        .put(&path, &lead, json!({ "roles": [] }))
        .await
        .expect(200);
    assert_eq!(none.json()["roles"], json!([]));
    let page = desk
        .put(&path, &lead, json!({ "roles": ["staff.lead"] }))
        .await;
    problem(&page, 409, "not_staff");
});

on_both!(
    the_office_has_rules_of_its_own,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let me = desk.colleague(&[Role::Lead]).await;
        let lead = desk.token(&me.visitor).await;
        let uwe = desk.colleague(&[Role::Support]).await;
        let citizen = desk.colleague(&[]).await;
        let path = |account: &str| format!("/admin/v1/accounts/{account}/roles");
        let own = path(&me.person.account);
        for roles in [json!([]), json!(["staff.lead", "staff.audit"])] {
            let page = desk.put(&own, &lead, json!({ "roles": roles })).await;
            problem(&page, 409, "own_account");
        }
        let deactivation = format!("/admin/v1/accounts/{}/deactivation", me.person.account);
        let page = desk
            .post(&deactivation, &lead, json!({ "reason": "x" }))
            .await;
        problem(&page, 409, "own_account");
        let page = desk
            .put(
                &path(&citizen.person.account),
                &lead,
                json!({ "roles": ["staff.lead"] }),
            )
            .await;
        problem(&page, 409, "not_staff");
        let uwes = path(&uwe.person.account);
        for wrong in [
            json!({}),
            json!({ "roles": "staff.lead" }),
            json!({ "roles": ["staff.boss"] }),
            json!({ "roles": [""] }),
            json!([]),
        ] {
            problem(&desk.put(&uwes, &lead, wrong).await, 400, "invalid");
        }
        problem(
            &desk
                .put(&path("nobody"), &lead, json!({ "roles": [] }))
                .await,
            404,
            "not_found",
        );
        assert_eq!(desk.roles(&uwe.person.account).await, ["staff.support"]);
    }
);

on_both!(the_last_active_lead_stays, async |database: Database| {
    let desk = Desk::open(database).await;
    let anna = desk.colleague(&[Role::Lead]).await;
    let bert = desk.colleague(&[Role::Lead]).await;
    let of = |account: &str, what: &str| format!("/admin/v1/accounts/{account}/{what}");
    let reason = || json!({ "reason": "Ausgeschieden" });
    let token = desk.token(&anna.visitor).await;
    // Two leads: one of them may go.
    let bert_out = of(&bert.person.account, "deactivation");
    let _ = desk.post(&bert_out, &token, reason()).await.expect(200);
    // A deactivated lead counts for nothing: withdrawing that role is no loss.
    let bert_roles = of(&bert.person.account, "roles");
    let page = desk
        .put(&bert_roles, &token, json!({ "roles": ["staff.audit"] }))
        .await;
    let _ = page.expect(200);
    assert_eq!(desk.roles(&anna.person.account).await, ["staff.lead"]);
});

on_both!(
    a_fresh_sign_in_opens_what_is_grave,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let world = &desk.flow.world;
        let lead = first_lead(world).await;
        let ina = member_with_passkey(world, "ina@example.org", &[Role::Lead]).await;
        let uwe = desk.colleague(&[Role::Support]).await.person.account;
        let path = format!("/admin/v1/accounts/{uwe}/roles");
        for (who, roles) in [(&lead, ["staff.audit"]), (&ina, ["staff.benefits"])] {
            // Ina stays signed in meanwhile.
            let _ = ina.get("/konto").await;
            world.advance(Duration::from_mins(16));
            let body = || json!({ "roles": roles });
            let token = desk.token(who).await;
            let page = desk.put(&path, &token, body()).await;
            problem(&page, 401, "insufficient_user_authentication");
            // What the challenge says, asked of the provider: a new sign-in, and back.
            for wish in [("max_age", "300"), ("prompt", "login")] {
                let request = Flow::request()
                    .with("client_id", "office")
                    .with("scope", BOTH)
                    .with(wish.0, wish.1);
                let asked = who
                    .get(&format!("/oauth/authorize?{}", request.query()))
                    .await;
                let way = asked.redirect().replace("/anmelden?", "/anmelden/konto?");
                let before = world.now();
                let page = who.sign_in(world, who, &way).await;
                let next = if page.status() == 303 {
                    page.redirect()
                } else {
                    page.json()["location"].as_str().expect("a path").to_owned()
                };
                let code = answer(&who.get(&next).await, "code").expect("a code");
                let redemption = Flow::redemption(&code).with("client_id", "office");
                let tokens = desk.flow.token(&redemption).await.expect(200).json();
                let id_token = tokens["id_token"].as_str().expect("an ID token");
                let claims = desk.flow.read(id_token).await.1;
                assert!(claims["auth_time"].as_i64() > Some(before), "{claims}");
                let _ = desk.put(&path, &access(&tokens), body()).await.expect(200);
            }
        }
    }
);
