//! `/oauth/userinfo` (OpenID Connect Core §5.3, RFC 6750; T11, T26).

use std::time::Duration;

use http::Method;
use kit::{Database, on_both};

use crate::oauth::flow::Flow;

on_both!(it_tells_what_the_scopes_name, async |database: Database| {
    let (flow, person) = Flow::signed_in(database).await;
    for client in ["app", "opaque"] {
        let ask = |scope| {
            Flow::request()
                .with("client_id", client)
                .with("scope", scope)
        };
        let code = flow.code(&ask("openid email profile")).await;
        let redemption = Flow::redemption(&code).with("client_id", client);
        let tokens = flow.token(&redemption).await.expect(200).json();
        let token = tokens["access_token"].as_str().expect("an access token");
        assert_eq!(token.contains('.'), client == "app");
        let page = flow.userinfo(token).await.expect(200);
        assert_eq!(page.header("cache-control"), "no-store");
        let claims = page.json();
        assert_eq!(claims["sub"], person.account.as_str());
        assert_eq!(claims["email"], format!("{}@example.org", person.account));
        assert_eq!(claims["email_verified"], true);
        assert_eq!(claims["locale"], "de");
        let program = flow.world.idp.visitor();
        let posted = program
            .ask(Method::POST, "/oauth/userinfo")
            .bearer(token)
            .send()
            .await;
        assert_eq!(posted.expect(200).json(), claims);
    }
    let tokens = flow.tokens(&Flow::request().with("scope", "openid")).await;
    let token = tokens["access_token"].as_str().expect("an access token");
    let claims = flow.userinfo(token).await.expect(200).json();
    assert_eq!(
        claims.as_object().map(serde_json::Map::len),
        Some(1),
        "{claims}"
    );
});

on_both!(
    only_a_living_access_token_opens_it,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let tokens = flow.tokens(&Flow::request()).await;
        let token = |name: &str| tokens[name].as_str().expect("a token").to_owned();
        let access_token = token("access_token");
        let program = flow.world.idp.visitor();
        let page = program.get("/oauth/userinfo").await.expect(401);
        assert!(
            !page.header("www-authenticate").contains("error="),
            "nothing was presented"
        );
        let in_query = format!("/oauth/userinfo?access_token={access_token}");
        let _ = program.get(&in_query).await.expect(401);
        for wrong in [
            token("id_token"),
            token("refresh_token"),
            "nonsense".to_owned(),
            format!("{access_token}x"),
        ] {
            let page = flow.userinfo(&wrong).await.expect(401);
            assert!(page.header("www-authenticate").contains("invalid_token"));
        }
        flow.world.advance(Duration::from_secs(299));
        let _ = flow.userinfo(&access_token).await.expect(200);
        flow.world.advance(Duration::from_secs(1));
        let _ = flow.userinfo(&access_token).await.expect(401);
    }
);

on_both!(
    other_origins_are_let_in_only_where_registered,
    async |database: Database| {
        let flow = Flow::start(database).await;
        let program = flow.world.idp.visitor();
        for path in [
            "/oauth/userinfo",
            "/oauth/token",
            "/oauth/jwks",
            "/oauth/authorize",
        ] {
            for origin in [
                "https://app.test",
                "https://app.test.evil.test",
                "null",
                "https://evil.test",
            ] {
                let ask = program.ask(Method::OPTIONS, path).as_program();
                let ask = ask
                    .header("origin", origin)
                    .header("access-control-request-method", "POST");
                let page = ask.send().await;
                let allowed = origin == "https://app.test" && path != "/oauth/authorize";
                let expected = if allowed { origin } else { "" };
                assert_eq!(
                    page.header("access-control-allow-origin"),
                    expected,
                    "{path} {origin}"
                );
                assert_eq!(page.header("access-control-allow-credentials"), "");
            }
        }
    }
);

on_both!(
    a_form_presents_the_token_as_well,
    async |database: Database| {
        let (flow, person) = Flow::signed_in(database).await;
        let tokens = flow.tokens(&Flow::request()).await;
        let token = tokens["access_token"].as_str().expect("an access token");
        let program = flow.world.idp.visitor();
        let post = || program.ask(Method::POST, "/oauth/userinfo").as_program();
        let page = post().form(&[("access_token", token)]).send().await;
        assert_eq!(page.expect(200).json()["sub"], person.account.as_str());
        let both = post().bearer(token).form(&[("access_token", token)]);
        let page = both.send().await.expect(400);
        assert!(page.header("www-authenticate").contains("invalid_request"));
        let twice = [("access_token", token), ("access_token", token)];
        let _ = post().form(&twice).send().await.expect(400);
        let none: [(&str, &str); 0] = [];
        let page = post().form(&none).send().await.expect(401);
        assert!(!page.header("www-authenticate").contains("error="));
        // Never in an address: it would stand in logs.
        let address = format!("/oauth/userinfo?access_token={token}");
        let _ = program.get(&address).await.expect(401);
    }
);
