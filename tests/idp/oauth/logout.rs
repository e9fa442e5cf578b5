//! `/oauth/logout`, `/abmelden`, `/abgemeldet` and what relying parties hear (RP-Initiated and
//! Back-Channel Logout; T11, T51).

use std::time::Duration;

use http::Method;
use kit::{Database, Page, on_both};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::oauth::flow::{Fields, Flow, PUBLIC, client};

const BYE: &str = "https://app.test/bye";

async fn id_token(flow: &Flow) -> String {
    let tokens = flow.tokens(&Flow::request()).await;
    tokens["id_token"].as_str().expect("an ID token").to_owned()
}

async fn ask(flow: &Flow, fields: &Fields) -> Page {
    flow.visitor
        .get(&format!("/oauth/logout?{}", fields.query()))
        .await
}

async fn is_signed_in(flow: &Flow) -> bool {
    let page = flow
        .authorize(&Flow::request().with("prompt", "none"))
        .await;
    page.redirect().contains("code=")
}

on_both!(
    an_id_token_of_the_person_ends_the_session,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let hint = id_token(&flow).await;
        flow.world.advance(Duration::from_mins(10));
        let fields = Fields::new(&[
            ("id_token_hint", &hint),
            ("post_logout_redirect_uri", BYE),
            ("state", "a b"),
        ]);
        let page = ask(&flow, &fields).await.expect(303);
        assert_eq!(page.header("location"), "https://app.test/bye?state=a+b");
        assert!(!is_signed_in(&flow).await);
        let page = ask(&flow, &fields.without("state")).await.expect(303);
        assert_eq!(
            page.header("location"),
            BYE,
            "nobody is left to be signed out"
        );
    }
);

on_both!(
    without_an_address_a_page_tells,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let hint = id_token(&flow).await;
        let page = ask(&flow, &Fields::new(&[("id_token_hint", &hint)]))
            .await
            .expect(303);
        assert_eq!(page.header("location"), "/abgemeldet");
        let _ = page.follow().await.expect(200);
        assert!(!is_signed_in(&flow).await);
    }
);

on_both!(
    what_does_not_fit_asks_the_person,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let stranger = flow.world.idp.visitor();
        let other = Flow {
            visitor: stranger,
            db: flow.db.clone(),
            world: flow.world,
        };
        let _ = other.sign_in(&other.visitor, "phr").await;
        let foreign_person = id_token(&other).await;
        let flow = Flow {
            visitor: flow.visitor,
            ..other
        };
        let hint = id_token(&flow).await;
        let forged = {
            let (head, _) = hint.rsplit_once('.').expect("three parts");
            format!("{head}.{}", "A".repeat(86))
        };
        let with = |hint: &str, address: &str| {
            Fields::new(&[
                ("id_token_hint", hint),
                ("post_logout_redirect_uri", address),
            ])
        };
        for fields in [
            Fields::new(&[]),
            Fields::new(&[("state", "x")]),
            Fields::new(&[("post_logout_redirect_uri", BYE)]),
            Fields::new(&[("client_id", "app"), ("post_logout_redirect_uri", BYE)]),
            with(&hint, "https://app.test/bye/"),
            with(&hint, "https://app.test/bye?x=1"),
            with(&hint, "https://evil.test/"),
            with(&forged, BYE),
            with("e30.e30.", BYE),
            with(&foreign_person, BYE),
            with(&hint, BYE).and(&[("client_id", "other")]),
            with(&hint, BYE).and(&[("state", "1"), ("state", "2")]),
        ] {
            let page = ask(&flow, &fields).await;
            assert_eq!(page.status(), 200, "{fields:?}");
            assert!(
                page.has("form#confirm-sign-out[action='/abmelden']"),
                "{fields:?}"
            );
            assert!(is_signed_in(&flow).await, "{fields:?}");
        }
        let page = ask(&flow, &Fields::new(&[]))
            .await
            .form("confirm-sign-out")
            .submit()
            .await
            .expect(303);
        assert_eq!(page.header("location"), "/abgemeldet");
        assert!(!is_signed_in(&flow).await);
        for fields in [with(&forged, BYE), with(&hint, "https://evil.test/")] {
            let page = ask(&flow, &fields).await.expect(303);
            assert_eq!(page.header("location"), "/abgemeldet", "{fields:?}");
        }
    }
);

on_both!(only_our_own_form_signs_out, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let fields: [(&str, &str); 0] = [];
    let page = flow
        .visitor
        .ask(Method::POST, "/abmelden")
        .form(&fields)
        .send()
        .await;
    assert!((400..500).contains(&page.status()), "{}", page.status());
    assert!(is_signed_in(&flow).await);
    let page = flow.visitor.get("/abgemeldet").await.expect(303);
    assert_eq!(page.header("location"), "/konto", "someone is signed in");
    let page = flow
        .visitor
        .ask(Method::POST, "/oauth/logout")
        .form(&[("state", "x")])
        .send()
        .await;
    assert_eq!(page.expect(303).header("location"), "/oauth/logout?state=x");
});

/// A relying party that listens, and its file.
async fn listener() -> (MockServer, String) {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/logout"))
        .respond_with(ResponseTemplate::new(200))
        .mount(&server)
        .await;
    let more = format!(
        "first_party = true\ntoken_endpoint_auth_method = \"none\"\n\
         backchannel_logout_uri = \"{}/logout\"",
        server.uri()
    );
    (server, client("listening", &more))
}

/// The logout tokens that arrived; waits for the first.
async fn heard(server: &MockServer) -> Vec<String> {
    for _ in 0..100 {
        let requests = server.received_requests().await.unwrap_or_default();
        if !requests.is_empty() {
            let token = |body: &[u8]| {
                let mut fields = url::form_urlencoded::parse(body);
                let (name, value) = fields.next().expect("a field");
                assert_eq!(name, "logout_token");
                assert!(fields.next().is_none());
                value.into_owned()
            };
            return requests
                .iter()
                .map(|request| token(&request.body))
                .collect();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no logout token came")
}

on_both!(
    relying_parties_hear_of_a_sign_out,
    async |database: Database| {
        let (server, file) = listener().await;
        let flow = Flow::with(database, vec![file]).await;
        let person = flow.sign_in(&flow.visitor, "phr").await;
        let code = flow
            .code(&Flow::request().with("client_id", "listening"))
            .await;
        let redemption = Flow::redemption(&code).with("client_id", "listening");
        let _ = flow.token(&redemption).await.expect(200);
        let _ = id_token(&flow).await;
        let page = ask(&flow, &Fields::new(&[])).await;
        let _ = page.form("confirm-sign-out").submit().await.expect(303);

        let tokens = heard(&server).await;
        assert_eq!(tokens.len(), 1, "once");
        let (header, claims) = flow.read(&tokens[0]).await;
        let now = flow.world.now();
        assert_eq!(header.typ.as_deref(), Some("logout+jwt"));
        assert_eq!(claims["iss"], flow.issuer());
        assert_eq!(claims["aud"], "listening");
        assert_eq!(claims["sub"], person.account.as_str());
        assert_eq!(claims["sid"], person.sid.as_str());
        assert_eq!(
            (&claims["iat"], &claims["exp"]),
            (&now.into(), &(now + 120).into())
        );
        assert!(claims["jti"].is_string() && claims.get("nonce").is_none());
        let event = "http://schemas.openid.net/event/backchannel-logout";
        assert_eq!(claims["events"], serde_json::json!({ event: {} }));
    }
);

on_both!(
    relying_parties_hear_of_a_changed_password,
    async |database: Database| {
        let (server, file) = listener().await;
        let flow = Flow::with(database, vec![file]).await;
        let person = flow.sign_in(&flow.visitor, "phr").await;
        let code = flow
            .code(&Flow::request().with("client_id", "listening"))
            .await;
        let redemption = Flow::redemption(&code).with("client_id", "listening");
        let _ = flow.token(&redemption).await.expect(200);
        let after = "UPDATE accounts SET sessions_valid_from = 32503680000 WHERE id = $1";
        flow.sql(after, &person.account).await;
        let tokens = heard(&server).await;
        let (_, claims) = flow.read(&tokens[0]).await;
        assert_eq!(claims["sid"], person.sid.as_str());
    }
);

on_both!(
    a_deaf_relying_party_is_told_again,
    async |database: Database| {
        let server = MockServer::start().await;
        let broken = ResponseTemplate::new(503);
        Mock::given(method("POST"))
            .respond_with(broken)
            .up_to_n_times(1)
            .mount(&server)
            .await;
        Mock::given(method("POST"))
            .respond_with(ResponseTemplate::new(204))
            .mount(&server)
            .await;
        let more = format!(
            "first_party = true\ntoken_endpoint_auth_method = \"none\"\n\
         backchannel_logout_uri = \"{}/logout\"",
            server.uri()
        );
        let flow = Flow::with(database, vec![client("deaf", &more)]).await;
        let _ = flow.sign_in(&flow.visitor, "phr").await;
        let code = flow.code(&Flow::request().with("client_id", "deaf")).await;
        let _ = flow
            .token(&Flow::redemption(&code).with("client_id", "deaf"))
            .await
            .expect(200);
        let page = ask(&flow, &Fields::new(&[])).await;
        let _ = page.form("confirm-sign-out").submit().await.expect(303);
        let _ = heard(&server).await;
        for _ in 0..100 {
            flow.world.advance(Duration::from_secs(10));
            tokio::time::sleep(Duration::from_millis(100)).await;
            if server.received_requests().await.unwrap_or_default().len() == 2 {
                return;
            }
        }
        panic!("it was told once only")
    }
);

on_both!(
    relying_parties_are_told_in_frames,
    async |database: Database| {
        let page = "frontchannel_logout_uri = \"https://app.test/out?x=1\"";
        let file = client("front", &format!("{PUBLIC}\n{page}"));
        let flow = Flow::with(database, vec![file]).await;
        let person = flow.sign_in(&flow.visitor, "phr").await;
        let request = Flow::request().with("client_id", "front");
        let code = flow.code(&request).await;
        let redemption = Flow::redemption(&code).with("client_id", "front");
        let tokens = flow.token(&redemption).await.expect(200).json();
        let hint = tokens["id_token"].as_str().expect("an ID token");
        let fields = Fields::new(&[
            ("id_token_hint", hint),
            ("post_logout_redirect_uri", BYE),
            ("state", "s"),
        ]);
        let page = ask(&flow, &fields).await.expect(200);
        let frame = page.attribute("iframe", "src").expect("a frame");
        let frame = url::Url::parse(&frame).expect("an address");
        let told: Vec<(String, String)> = frame.query_pairs().into_owned().collect();
        let expected = [("x", "1"), ("iss", &flow.issuer()), ("sid", &person.sid)];
        assert_eq!(told, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
        let policy = page.header("content-security-policy");
        assert!(policy.contains("frame-src https://app.test;"), "{policy}");
        let onward = page.attribute("#onward", "href");
        assert_eq!(onward.as_deref(), Some("https://app.test/bye?state=s"));
        assert!(!is_signed_in(&flow).await);
        // Who got nothing in this session is not told.
        let _ = flow.sign_in(&flow.visitor, "phr").await;
        let hint = id_token(&flow).await;
        let fields = fields.with("id_token_hint", &hint);
        let page = ask(&flow, &fields).await.expect(303);
        assert_eq!(page.header("location"), "https://app.test/bye?state=s");
    }
);
