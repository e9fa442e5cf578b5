//! What people see of an application that registered itself, and where their forms may lead.

use kit::{Database, Page, on_both};
use serde_json::json;

use super::{OPEN, registered, text};
use crate::oauth::flow::Flow;

fn form_action(page: &Page) -> String {
    let policy = page.header("content-security-policy");
    let own = policy.split("; ").find(|it| it.starts_with("form-action"));
    own.expect("form-action").to_owned()
}

on_both!(people_are_told_who_asks, async |database: Database| {
    let (flow, _) = Flow::signed_in_with(database, OPEN).await;
    let about = json!({
        "redirect_uris": ["https://neu.test/cb"],
        "client_name": "Neuer <b>Dienst</b>", "client_name#en": "New service",
        "policy_uri": "https://neu.test/datenschutz", "tos_uri": "https://neu.test/agb",
    });
    let told = registered(&flow, &about).await;
    let request = Flow::request().with("client_id", text(&told, "client_id"));
    let request = request.with("redirect_uri", "https://neu.test/cb");
    let page = flow.question(&request).await;
    page.shows("Neuer <b>Dienst</b>")
        .shows("hat sich selbst angemeldet");
    let who = page.text_of("#who").expect("who");
    assert_eq!(who.matches("neu.test").count(), 1, "where it leads");
    for link in ["https://neu.test/datenschutz", "https://neu.test/agb"] {
        let css = format!("#who a[href=\"{link}\"]");
        let rel = page.attribute(&css, "rel");
        assert_eq!(rel.as_deref(), Some("noopener noreferrer"));
        assert_eq!(page.attribute(&css, "target").as_deref(), Some("_blank"));
    }
    // The question belongs to no other page.
    assert!(form_action(&page).contains("https://neu.test"));
    let elsewhere = flow.visitor.get("/konto").await.expect(200);
    assert!(!form_action(&elsewhere).contains("https://neu.test"));
    assert!(
        form_action(&elsewhere).contains("https://app.test"),
        "of a file"
    );
    // The sign-in says it as well, in the visitor's language.
    let stranger = flow.world.idp.visitor();
    let page = stranger
        .get(&format!("/oauth/authorize?{}", request.query()))
        .await;
    let options = page.follow_all().await.expect(200);
    assert!(form_action(&options).contains("https://neu.test"));
    let waiting = options.url().query().unwrap_or_default().to_owned();
    let page = stranger
        .get(&format!("/anmelden/konto?{waiting}"))
        .await
        .expect(200);
    page.shows("Neuer <b>Dienst</b>");
    assert!(form_action(&page).contains("https://neu.test"));
    let foreign = stranger.speaking("en");
    let page = foreign.get(&format!("/anmelden/konto?{waiting}")).await;
    page.shows("New service");
    // Another browser's request opens nothing.
    let thief = flow.world.idp.visitor();
    let page = thief
        .get(&format!("/anmelden/konto?{waiting}"))
        .await
        .expect(200);
    page.hides("Neuer <b>Dienst</b>");
    assert!(!form_action(&page).contains("https://neu.test"));
});
