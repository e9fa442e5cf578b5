//! A recovery code at the counter: two members of the staff, never one, never for themselves.

use std::time::Duration;

use kit::{Database, Page, on_both};
use serde_json::json;
use shared::claims::Role;

use super::desk::{Desk, problem};

/// Asks; the request's name.
async fn ask(desk: &Desk, token: &str, account: &str) -> Page {
    let path = format!("/admin/v1/accounts/{account}/recovery");
    let shown = json!({ "reason": "identified: Personalausweis" });
    desk.post(&path, token, shown).await
}

async fn approve(desk: &Desk, token: &str, account: &str, request: &str) -> Page {
    let path = format!("/admin/v1/accounts/{account}/recovery/approval");
    desk.post(&path, token, json!({ "request": request })).await
}

fn request(page: &Page) -> String {
    let json = page.json();
    json["request"].as_str().expect("a request").to_owned()
}

on_both!(it_takes_two_and_is_good_once, async |database: Database| {
    let desk = Desk::open(database).await;
    let kim = desk.colleague(&[]).await.person.account;
    let one = desk.token_of(&[Role::Support]).await;
    let other = desk.token_of(&[Role::Lead]).await;
    let third = desk.token_of(&[Role::Support]).await;
    let asked = request(&ask(&desk, &one, &kim).await.expect(201));
    problem(
        &approve(&desk, &one, &kim, &asked).await,
        409,
        "same_person",
    );
    let stranger = desk.colleague(&[]).await.person.account;
    let page = approve(&desk, &other, &stranger, &asked).await;
    problem(&page, 404, "not_found");
    let (first, second) = tokio::join!(
        approve(&desk, &other, &kim, &asked),
        approve(&desk, &third, &kim, &asked)
    );
    let mut both = [first.status(), second.status()];
    both.sort_unstable();
    assert_eq!(both, [200, 404]);
    let handed = if first.status() == 200 { first } else { second }.json();
    let code = handed["code"].as_str().expect("a code").to_owned();
    let now = desk.flow.world.now();
    assert_eq!(handed["expires_at"], now + 24 * 60 * 60);
    let plain = code.replace('-', "");
    for needle in [code.as_str(), &plain, &plain[4..]] {
        let kept = kit::traces::traces(kit::audit::Log::Idp, &desk.flow.world, &[needle]).await;
        assert!(kept.is_empty(), "{kept:?}");
    }
    let address = format!("{kim}@example.org");
    let told = "Wiederherstellungscode in unserem Haus ausgegeben";
    let told = desk.flow.world.mailbox.next_about(&address, told).await;
    assert!(!told.text.contains(&code));
});

on_both!(
    nobody_hands_a_code_to_themselves,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let lead = desk.colleague(&[Role::Lead]).await;
        let token = desk.token(&lead.visitor).await;
        let own = &lead.person.account;
        problem(&ask(&desk, &token, own).await, 409, "own_account");
        let colleague = desk.token_of(&[Role::Lead]).await;
        let asked = request(&ask(&desk, &colleague, own).await.expect(201));
        let page = approve(&desk, &token, own, &asked).await;
        problem(&page, 409, "own_account");
        // The support hands out nothing for colleagues.
        let support = desk.token_of(&[Role::Support]).await;
        problem(&ask(&desk, &support, own).await, 403, "forbidden");
    }
);

on_both!(
    what_is_deactivated_or_over_gets_none,
    async |database: Database| {
        let desk = Desk::open(database).await;
        let kim = desk.colleague(&[]).await.person.account;
        let one = desk.colleague(&[Role::Lead]).await;
        let other = desk.colleague(&[Role::Support]).await;
        let token = desk.token(&one.visitor).await;
        let asked = request(&ask(&desk, &token, &kim).await.expect(201));
        let path = format!("/admin/v1/accounts/{kim}/deactivation");
        let reason = json!({ "reason": "Verdacht" });
        let _ = desk.post(&path, &token, reason.clone()).await.expect(200);
        problem(&ask(&desk, &token, &kim).await, 409, "deactivated");
        let second = desk.token(&other.visitor).await;
        let page = approve(&desk, &second, &kim, &asked).await;
        problem(&page, 409, "deactivated");
        let path = format!("/admin/v1/accounts/{kim}/reactivation");
        let _ = desk.post(&path, &token, reason).await.expect(200);
        for body in [json!({}), json!({ "request": "x" })] {
            let path = format!("/admin/v1/accounts/{kim}/recovery/approval");
            let page = desk.post(&path, &second, body).await;
            assert!(matches!(page.status(), 400 | 404), "{}", page.body());
        }
        desk.flow.world.advance(Duration::from_hours(7 * 24));
        let late = desk.token_of(&[Role::Support]).await;
        let page = approve(&desk, &late, &kim, &asked).await;
        problem(&page, 404, "not_found");
    }
);
