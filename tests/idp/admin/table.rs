//! Every call of the table, by every role, with every kind of token.

use std::time::Duration;

use http::Method;
use idp::AdminCall;
use kit::{Database, Page, on_both};
use serde_json::{Value, json};
use shared::claims::{Action, Role};

use super::desk::{BOTH, Desk, access, problem};
use crate::oauth::flow::API;

/// A body that the call takes; nothing of it is new.
fn body(call: &AdminCall) -> Option<Value> {
    let last = call.path.rsplit('/').next().unwrap_or_default();
    match (call.method, last) {
        ("GET" | "DELETE", _) => None,
        ("PUT", "roles") => Some(json!({ "roles": ["staff.support"] })),
        (_, "invitations") => Some(json!({ "email": "neu@example.org", "roles": ["staff.audit"] })),
        _ => Some(json!({ "reason": "Verdacht auf Missbrauch" })),
    }
}

async fn ask(desk: &Desk, call: &AdminCall, target: &str, token: Option<&str>) -> Page {
    let path = format!("{}?{}", call.path.replace("{id}", target), call.query);
    let method: Method = call.method.parse().expect("a method");
    let program = desk.flow.world.idp.visitor();
    let ask = program.ask(method, &path).as_program();
    let ask = token.into_iter().fold(ask, kit::http::Ask::bearer);
    let page = match body(call) {
        Some(body) => ask.json(&body).send().await,
        None => ask.send().await,
    };
    assert_eq!(page.header("cache-control"), "no-store", "{call:?}");
    page
}

#[test]
fn every_address_stands_in_the_table() {
    let mut table: Vec<(String, String)> = idp::admin_calls()
        .iter()
        .map(|call| (call.path.to_owned(), call.method.to_owned()))
        .collect();
    table.sort();
    table.dedup();
    let there = kit::routes::of("idp").into_iter();
    let there = there.filter(|route| route.path.starts_with("/admin/"));
    let mut answered: Vec<(String, String)> = there
        .flat_map(|route| {
            let path = route.path;
            let methods = route.methods.into_iter();
            methods.map(move |method| (path.clone(), method))
        })
        .collect();
    answered.sort();
    assert_eq!(
        answered, table,
        "who may ask for it is asked by these tests"
    );
}

on_both!(
    every_role_may_what_the_table_says,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let citizen = desk.colleague(&[]).await.person.account;
        let staff = desk.colleague(&[Role::Support]).await.person.account;
        // So that nobody is the last one.
        desk.colleague(&[Role::Lead]).await;
        for role in Role::ALL {
            let token = desk.token_of(&[role]).await;
            for call in idp::admin_calls() {
                for (target, actions) in [(&citizen, call.actions), (&staff, call.on_staff)] {
                    let page = ask(&desk, call, target, Some(&token)).await;
                    let may = actions.iter().any(|action| action.is_allowed(&[role]));
                    if may {
                        assert!(
                            !matches!(page.status(), 401 | 403 | 405 | 500..),
                            "{role} {call:?}: {}",
                            page.body()
                        );
                    } else {
                        problem(&page, 403, "forbidden");
                    }
                }
            }
        }
    }
);

on_both!(no_other_token_opens_a_call, async |database: Database| {
    let desk = Desk::open(database).await;
    let target = desk.colleague(&[]).await.person.account;
    let lead = desk.colleague(&[Role::Lead]).await;
    let citizen = desk.colleague(&[]).await;
    // A citizen asks for the scopes and does not get them.
    let citizen = access(&desk.tokens(&citizen.visitor, BOTH, &[]).await);
    let elsewhere = desk.tokens(&lead.visitor, BOTH, &[("resource", API)]).await;
    let elsewhere = access(&elsewhere);
    let accounts = access(&desk.tokens(&lead.visitor, "openid idp.accounts", &[]).await);
    let invitations = access(
        &desk
            .tokens(&lead.visitor, "openid idp.invitations", &[])
            .await,
    );
    for call in idp::admin_calls() {
        problem(&ask(&desk, call, &target, None).await, 401, "unauthorized");
        for token in ["nonsense", &elsewhere] {
            problem(
                &ask(&desk, call, &target, Some(token)).await,
                401,
                "invalid_token",
            );
        }
        let other = if call.scope == "idp.accounts" {
            &invitations
        } else {
            &accounts
        };
        for token in [&citizen, other] {
            let page = ask(&desk, call, &target, Some(token)).await;
            problem(&page, 403, "insufficient_scope");
            let scope = format!("scope=\"{}\"", call.scope);
            assert!(page.header("www-authenticate").contains(&scope));
        }
    }
});

on_both!(
    what_is_grave_asks_for_a_fresh_sign_in,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let citizen = desk.colleague(&[]).await.person.account;
        let staff = desk.colleague(&[Role::Support]).await.person.account;
        let lead = desk.colleague(&[Role::Lead]).await;
        desk.flow.world.advance(Duration::from_mins(15));
        // Three times as long as the page before may take: its form is still good.
        let token = desk.token(&lead.visitor).await;
        let path = format!("/admin/v1/accounts/{staff}/roles");
        let same = json!({ "roles": ["staff.support"] });
        let page = desk.put(&path, &token, same).await;
        let _ = page.expect(200);
        desk.flow.world.advance(Duration::from_secs(1));
        let token = desk.token(&lead.visitor).await;
        for call in idp::admin_calls() {
            for (target, actions) in [(&citizen, call.actions), (&staff, call.on_staff)] {
                let page = ask(&desk, call, target, Some(&token)).await;
                let mut allowed = actions
                    .iter()
                    .filter(|action| action.is_allowed(&[Role::Lead]));
                if allowed.all(|action| action.is_grave()) {
                    problem(&page, 401, "insufficient_user_authentication");
                    let challenge = page.header("www-authenticate");
                    assert!(challenge.contains("max_age=\"300\""), "{challenge}");
                } else {
                    assert!(page.status() < 300, "{call:?}: {}", page.body());
                }
            }
        }
        assert!(Action::ChangeRoles.is_grave());
    }
);

on_both!(paths_are_told_to_staff_alone, async |database: Database| {
    let desk = Desk::open(database).await;
    let staff = desk.token_of(&[Role::Audit]).await;
    let citizen = desk.token_of(&[]).await;
    for path in [
        "/admin/v1",
        "/admin/v1/",
        "/admin/v1/nothing",
        "/admin/v1/accounts/x/y/z",
    ] {
        for method in [Method::GET, Method::POST, Method::DELETE] {
            let program = desk.flow.world.idp.visitor();
            let page = program.ask(method.clone(), path).as_program().send().await;
            problem(&page, 401, "unauthorized");
            let page = desk.call((method.clone(), path), "nonsense", None).await;
            problem(&page, 401, "invalid_token");
            let page = desk.call((method.clone(), path), &citizen, None).await;
            problem(&page, 403, "insufficient_scope");
            let page = desk.call((method, path), &staff, None).await;
            problem(&page, 404, "not_found");
        }
    }
    let page = desk
        .call((Method::PATCH, "/admin/v1/accounts"), &staff, None)
        .await;
    problem(&page, 405, "method_not_allowed");
    let page = desk
        .call((Method::PATCH, "/admin/v1/accounts"), "x", None)
        .await;
    problem(&page, 401, "invalid_token");
});
