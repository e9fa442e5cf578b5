//! `/admin/v1/invitations`, `/admin/v1/invitations/{id}`.

use std::time::Duration;

use http::Method;
use kit::{Database, on_both};
use serde_json::json;
use shared::claims::Role;

use super::desk::{Desk, problem};

const PATH: &str = "/admin/v1/invitations";
const UWE: &str = "uwe@example.org";

on_both!(
    an_invitation_is_mailed_and_listed,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let world = &desk.flow.world;
        let lead = desk.colleague(&[Role::Lead]).await;
        let token = desk.token(&lead.visitor).await;
        let body =
            json!({ "email": UWE, "roles": ["staff.support", "staff.benefits"], "lang": "en" });
        let made = desk.post(PATH, &token, body).await.expect(201).json();
        let id = made["id"].as_str().expect("an id").to_owned();
        let expected = json!({
            "id": id, "email": UWE, "roles": ["staff.benefits", "staff.support"],
            "invited_by": lead.person.account, "created_at": world.now(),
            "expires_at": world.now() + 7 * 24 * 60 * 60,
        });
        assert_eq!(made, expected);
        let listed = desk.get(PATH, &token).await.expect(200).json();
        assert!(
            listed["invitations"]
                .as_array()
                .expect("a list")
                .contains(&expected)
        );
        let mail = world.mailbox.next(UWE).await;
        assert_eq!(mail.subject, "Invitation to the office");
        assert!(mail.says("Technical support"), "{}", mail.text);
        let link = mail.link("/einladung");
        let page = world.idp.visitor().get(&link).await.expect(200);
        page.shows("Accept the invitation");
        // A newer one takes its place.
        world.advance(Duration::from_mins(1));
        let body = json!({ "email": "Uwe@Example.org", "roles": ["staff.audit"] });
        let token = desk.token(&lead.visitor).await;
        let newer = desk.post(PATH, &token, body).await.expect(201).json();
        assert_ne!(newer["id"], json!(id));
        let _ = world.idp.visitor().get(&link).await.expect(410);
        let mail = world.mailbox.next("Uwe@Example.org").await;
        let link = mail.link("/einladung");
        let _ = world.idp.visitor().get(&link).await.expect(200);
        let old = format!("{PATH}/{id}");
        problem(
            &desk.call((Method::DELETE, &old), &token, None).await,
            404,
            "not_found",
        );
        let new = format!("{PATH}/{}", newer["id"].as_str().expect("an id"));
        let _ = desk
            .call((Method::DELETE, &new), &token, None)
            .await
            .expect(204);
        let _ = world.idp.visitor().get(&link).await.expect(410);
        problem(
            &desk.call((Method::DELETE, &new), &token, None).await,
            404,
            "not_found",
        );
    }
);

on_both!(
    what_cannot_be_sent_is_refused,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let token = desk.token_of(&[Role::Lead]).await;
        for wrong in [
            json!({ "email": UWE }),
            json!({ "email": UWE, "roles": [] }),
            json!({ "email": UWE, "roles": ["staff.boss"] }),
            json!({ "email": "uwe", "roles": ["staff.audit"] }),
            json!({ "email": UWE, "roles": ["staff.audit"], "lang": "xx" }),
        ] {
            problem(
                &desk.post(PATH, &token, wrong.clone()).await,
                400,
                "invalid",
            );
        }
        let colleague = desk.colleague(&[Role::Support]).await.person.account;
        let email = format!("{colleague}@example.org");
        let body = json!({ "email": email, "roles": ["staff.lead"] });
        problem(&desk.post(PATH, &token, body).await, 409, "already_staff");
        // Nobody's letter box is flooded.
        let body = json!({ "email": UWE, "roles": ["staff.audit"] });
        for _ in 0..5 {
            let _ = desk.post(PATH, &token, body.clone()).await.expect(201);
        }
        problem(
            &desk.post(PATH, &token, body).await,
            429,
            "too_many_requests",
        );
    }
);

on_both!(
    who_may_no_longer_invite_has_invited_nobody,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let anna = desk.token_of(&[Role::Lead]).await;
        let bert = desk.colleague(&[Role::Lead]).await;
        let token = desk.token(&bert.visitor).await;
        let body = json!({ "email": UWE, "roles": ["staff.lead"] });
        let _ = desk.post(PATH, &token, body).await.expect(201);
        let link = desk.flow.world.mailbox.next(UWE).await.link("/einladung");
        let path = format!("/admin/v1/accounts/{}/deactivation", bert.person.account);
        let _ = desk
            .post(&path, &anna, json!({ "reason": "x" }))
            .await
            .expect(200);
        let _ = desk.flow.world.idp.visitor().get(&link).await.expect(410);
    }
);
