//! `/oauth/authorize/weiter`: a request that waited for the person (T17, R6).

use std::time::Duration;

use kit::{Database, Page, on_both};
use shared::clock::SystemEntropy;
use shared::secret::Token;

use crate::oauth::flow::{Fields, Flow, answer};

/// Begins and gives the address to come back to.
async fn begun(flow: &Flow, request: &Fields) -> String {
    let page = flow.authorize(request).await;
    let to = page.redirect();
    let (_, id) = to
        .split_once("vorgang=")
        .unwrap_or_else(|| panic!("no sign-in: {to}"));
    let id = id.split('&').next().unwrap_or_default();
    format!("/oauth/authorize/weiter?vorgang={id}")
}

fn is_stuck(page: &Page) -> bool {
    page.status() == 400 && page.header("location").is_empty() && page.has("main h1")
}

on_both!(
    the_request_goes_on_once_after_signing_in,
    async |database: Database| {
        let flow = Flow::start(database).await;
        let onward = begun(&flow, &Flow::request()).await;
        let page = flow.visitor.get(&onward).await.expect(303);
        assert!(
            page.header("location").starts_with("/anmelden?vorgang="),
            "still nobody"
        );

        let person = flow.sign_in(&flow.visitor, "phr").await;
        let page = flow.visitor.get(&onward).await.expect(303);
        let code = answer(&page, "code").expect("a code");
        let tokens = flow
            .token(&Flow::redemption(&code))
            .await
            .expect(200)
            .json();
        let (_, claims) = flow
            .read(tokens["id_token"].as_str().expect("an ID token"))
            .await;
        assert_eq!(claims["sub"], person.account.as_str());
        assert_eq!(claims["nonce"], "n-1");
        assert!(
            is_stuck(&flow.visitor.get(&onward).await),
            "it was answered"
        );
    }
);

on_both!(
    it_belongs_to_the_browser_that_brought_it,
    async |database: Database| {
        let flow = Flow::start(database).await;
        let onward = begun(&flow, &Flow::request()).await;
        let stranger = flow.world.idp.visitor();
        let _ = flow.sign_in(&stranger, "phr").await;
        assert!(is_stuck(&stranger.get(&onward).await));
        assert!(is_stuck(&flow.visitor.get("/oauth/authorize/weiter").await));
        assert!(is_stuck(
            &flow
                .visitor
                .get("/oauth/authorize/weiter?vorgang=nonsense")
                .await
        ));
        flow.world.advance(Duration::from_hours(26));
        let _ = flow.sign_in(&flow.visitor, "phr").await;
        assert!(is_stuck(&flow.visitor.get(&onward).await), "it has expired");
    }
);

on_both!(
    an_old_session_does_not_pass_for_a_new_sign_in,
    async |database: Database| {
        for wish in [("prompt", "login"), ("max_age", "0"), ("acr_values", "phr")] {
            let flow = Flow::start(database).await;
            let person = flow
                .sign_in(&flow.visitor, "urn:schluesselbund:acr:mfa")
                .await;
            let onward = begun(&flow, &Flow::request().with(wish.0, wish.1)).await;
            let page = flow.visitor.get(&onward).await.expect(303);
            assert!(
                page.header("location").starts_with("/anmelden?vorgang="),
                "{wish:?}"
            );

            // The clock stands still: only the session tells the two sign-ins apart.
            let token = Token::generate(&SystemEntropy);
            let acr = "urn:schluesselbund:acr:mfa";
            let _ = flow
                .sign_in_again(&flow.visitor, &person.account, acr, &token)
                .await;
            let page = flow.visitor.get(&onward).await.expect(303);
            assert!(answer(&page, "code").is_some(), "{wish:?}");
        }
    }
);

on_both!(
    the_expected_user_name_stands_in_the_form,
    async |database: Database| {
        let flow = Flow::start(database).await;
        let typed = async |visitor: &kit::Visitor, onward: &str| {
            let (_, id) = onward.split_once("vorgang=").expect("an id");
            let page = visitor.get(&format!("/anmelden/konto?vorgang={id}")).await;
            let form = page.expect(200).form("sign-in-form");
            form.value("email").unwrap_or_default().to_owned()
        };
        let hinted = Flow::request().with("login_hint", "kim@example.org");
        let onward = begun(&flow, &hinted).await;
        assert_eq!(typed(&flow.visitor, &onward).await, "kim@example.org");
        // In another browser it says nothing.
        let stranger = flow.world.idp.visitor();
        assert_eq!(typed(&stranger, &onward).await, "");
        let odd = Flow::request().with("login_hint", "\"><b>x");
        let onward = begun(&flow, &odd).await;
        assert_eq!(typed(&flow.visitor, &onward).await, "");
    }
);
