//! Two leads at the same time.

use kit::{Database, on_both};
use serde_json::json;
use shared::claims::Role;

use super::desk::Desk;

on_both!(
    of_two_leads_who_remove_each_other_one_stays,
    async |database: Database| {
        let desk = Desk::open(database).await;
        for (what, deactivates) in [("roles", false), ("deactivation", true), ("roles", false)] {
            let (anna, bert) = (
                desk.colleague(&[Role::Lead]).await,
                desk.colleague(&[Role::Lead]).await,
            );
            let (one, two) = (
                desk.token(&anna.visitor).await,
                desk.token(&bert.visitor).await,
            );
            let path = |account: &str| format!("/admin/v1/accounts/{account}/{what}");
            let strike = async |token: &str, account: &str| {
                if deactivates {
                    desk.post(&path(account), token, json!({ "reason": "Streit" }))
                        .await
                } else {
                    desk.put(&path(account), token, json!({ "roles": ["staff.support"] }))
                        .await
                }
            };
            let (first, second) = tokio::join!(
                strike(&one, &bert.person.account),
                strike(&two, &anna.person.account)
            );
            let won = [&first, &second]
                .into_iter()
                .filter(|page| page.status() == 200);
            assert_eq!(won.count(), 1, "{} / {}", first.body(), second.body());
            // The loser's rights are gone before the deed, not after it.
            for page in [&first, &second] {
                assert!(matches!(page.status(), 200 | 401 | 403), "{}", page.body());
            }
            let survivor = if first.status() == 200 { &anna } else { &bert };
            assert_eq!(desk.roles(&survivor.person.account).await, ["staff.lead"]);
            // Out of the way of the next round.
            desk.flow
                .sql(
                    "DELETE FROM account_roles WHERE account_id = $1",
                    &survivor.person.account,
                )
                .await;
            let other = if first.status() == 200 { &bert } else { &anna };
            desk.flow
                .sql(
                    "DELETE FROM account_roles WHERE account_id = $1",
                    &other.person.account,
                )
                .await;
        }
    }
);

on_both!(
    one_of_many_invitations_for_an_address_is_good,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let token = desk.token_of(&[Role::Lead]).await;
        let body = json!({ "email": "uwe@example.org", "roles": ["staff.support"] });
        let path = "/admin/v1/invitations";
        let all = (0..4).map(|_| desk.post(path, &token, body.clone()));
        for page in futures::future::join_all(all).await {
            let _ = page.expect(201);
        }
        let open = desk.get(path, &token).await.expect(200).json();
        let open = open["invitations"].as_array().expect("a list").clone();
        let uwes = open.iter().filter(|one| one["email"] == "uwe@example.org");
        assert_eq!(uwes.count(), 1);
    }
);
