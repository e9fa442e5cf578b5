//! `/admin/v1/accounts`, `/admin/v1/accounts/{id}`: what the office sees.

use std::time::Duration;

use kit::audit::Log::Idp;
use kit::{Database, on_both};
use serde_json::json;
use shared::claims::Role;

use super::desk::{Desk, problem};
use crate::secured::{KIM, add_passkey, with_totp};

on_both!(
    an_account_is_found_by_its_address,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let world = &desk.flow.world;
        let born = world.now();
        let (kim, _) = with_totp(world).await;
        world.advance(Duration::from_mins(1));
        add_passkey(world, &kim, "/konto/passkeys/neu").await;
        let token = desk.token_of(&[Role::Support]).await;
        for address in [KIM, "KIM@Example.org", "%20kim%40example.org"] {
            let path = format!("/admin/v1/accounts?email={address}");
            let found = desk.get(&path, &token).await.expect(200).json();
            let account = &found["accounts"][0];
            assert_eq!(found["accounts"].as_array().map(Vec::len), Some(1));
            let id = account["id"].as_str().expect("an id");
            let expected = json!({
                "id": id, "email": KIM, "state": "active", "deactivated": null,
                "created_at": born, "last_sign_in_at": born,
                "factors": {
                    "password": true,
                    "totp": { "since": born },
                    "passkeys": [{ "created_at": born + 60, "last_used_at": null }],
                    "identities": [],
                },
                "roles": [],
            });
            assert_eq!(account, &expected);
            let path = format!("/admin/v1/accounts/{id}");
            assert_eq!(desk.get(&path, &token).await.expect(200).json(), expected);
        }
        let path = "/admin/v1/accounts?email=nobody@example.org";
        let nobody = desk.get(path, &token).await.expect(200);
        assert_eq!(nobody.json(), json!({ "accounts": [] }));
        let page = desk.get("/admin/v1/accounts/nobody", &token).await;
        problem(&page, 404, "not_found");
        for query in [
            "",
            "?email=x",
            "?email=a@example.org&staff=true",
            "?staff=false",
            "?email=%ff",
        ] {
            let page = desk
                .get(&format!("/admin/v1/accounts{query}"), &token)
                .await;
            problem(&page, 400, "invalid");
        }
    }
);

on_both!(
    staff_are_listed_with_their_roles,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let lead = desk.colleague(&[Role::Lead, Role::Benefits]).await;
        let audit = desk.colleague(&[Role::Audit]).await;
        desk.colleague(&[]).await;
        let token = desk.token(&audit.visitor).await;
        let list = desk
            .get("/admin/v1/accounts?staff=true", &token)
            .await
            .expect(200)
            .json();
        let list = list["accounts"].as_array().expect("a list").clone();
        assert_eq!(list.len(), 2);
        let of = |account: &str| {
            let found = list.iter().find(|one| one["id"] == account);
            found.map(|one| one["roles"].clone())
        };
        assert_eq!(
            of(&lead.person.account),
            Some(json!(["staff.benefits", "staff.lead"]))
        );
        assert_eq!(of(&audit.person.account), Some(json!(["staff.audit"])));
        // Who sees staff sees each of them, and no citizen.
        let path = format!("/admin/v1/accounts/{}", lead.person.account);
        let _ = desk.get(&path, &token).await.expect(200);
    }
);

on_both!(
    who_tries_out_addresses_is_stopped,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let token = desk.token_of(&[Role::Support]).await;
        let path = |n: u32| format!("/admin/v1/accounts?email=kim{n}@example.org");
        for n in 0..60 {
            let _ = desk.get(&path(n), &token).await.expect(200);
        }
        let page = desk.get(&path(60), &token).await;
        problem(&page, 429, "too_many_requests");
        assert!(!page.header("retry-after").is_empty());
        let other = desk.token_of(&[Role::Support]).await;
        let _ = desk.get(&path(61), &other).await.expect(200);
    }
);

on_both!(
    whoever_looks_and_acts_stands_in_the_log,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let world = &desk.flow.world;
        let kim = desk.colleague(&[]).await.person.account;
        let uwe = desk.colleague(&[Role::Benefits]).await.person.account;
        let lead = desk.colleague(&[Role::Lead]).await;
        let token = desk.token(&lead.visitor).await;
        let told = async |event: &str| {
            let entry = Idp.newest(world, event).await;
            assert_eq!(entry["by"]["kind"], "staff", "{entry}");
            assert_eq!(entry["by"]["id"], lead.person.account.as_str(), "{entry}");
            entry
        };
        let _ = desk
            .get("/admin/v1/accounts?staff=true", &token)
            .await
            .expect(200);
        assert_eq!(told("staff.read").await["details"]["accounts"], 2);
        let path = format!("/admin/v1/accounts/{uwe}");
        let _ = desk.get(&path, &token).await.expect(200);
        assert_eq!(told("account.read").await["about"], uwe.as_str());
        let because = json!({ "reason": "Handy gestohlen" });
        let path = format!("/admin/v1/accounts/{kim}/deactivation");
        let first = desk.post(&path, &token, because.clone()).await.expect(200);
        assert_eq!(first.json()["changed"], true);
        assert_eq!(told("account.deactivated").await["about"], kim.as_str());
        // Once more changes nothing, and says so.
        let again = desk.post(&path, &token, because.clone()).await.expect(200);
        assert_eq!(again.json()["changed"], false);
        let entries = Idp
            .entries(world, &["--event", "account.deactivated"])
            .await;
        assert_eq!(entries.len(), 1);
        let path = format!("/admin/v1/accounts/{kim}/reactivation");
        let _ = desk.post(&path, &token, because).await.expect(200);
        assert_eq!(told("account.reactivated").await["about"], kim.as_str());
        let path = format!("/admin/v1/accounts/{uwe}/roles");
        let roles = json!({ "roles": ["staff.support"] });
        let page = desk.put(&path, &token, roles).await.expect(200);
        assert_eq!(page.json()["changed"], true);
        assert_eq!(told("staff.roles_changed").await["about"], uwe.as_str());
        let all = Idp.entries(world, &[]).await;
        let all = all.iter().map(ToString::to_string).collect::<String>();
        assert!(
            !all.contains("gestohlen"),
            "the reason stays with the account"
        );
    }
);

on_both!(
    what_a_colleague_may_right_now_is_told_to_who_confirms,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let lead = desk.token_of(&[Role::Lead]).await;
        let token = desk.token_of(&[Role::Placement]).await;
        let uwe = desk.colleague(&[Role::Benefits]).await.person.account;
        let kim = desk.colleague(&[]).await.person.account;
        let roles = async |account: &str| {
            let path = format!("/admin/v1/accounts/{account}/roles");
            desk.get(&path, &token).await.expect(200).json()
        };
        assert_eq!(roles(&uwe).await, json!({ "roles": ["staff.benefits"] }));
        // Citizens and nobody are told apart by nothing.
        for account in [kim.as_str(), "nobody"] {
            assert_eq!(roles(account).await, json!({ "roles": [] }));
        }
        let path = format!("/admin/v1/accounts/{uwe}/deactivation");
        let because = json!({ "reason": "Ist gegangen" });
        let _ = desk.post(&path, &lead, because).await.expect(200);
        assert_eq!(roles(&uwe).await, json!({ "roles": [] }));
    }
);
