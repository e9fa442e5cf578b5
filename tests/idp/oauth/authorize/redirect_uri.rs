//! Nobody is sent to an address that is not registered (RFC 9700 §2.1; T01, T02, R1, R2).

use kit::{Database, on_both};

use crate::oauth::flow::{Flow, answer};

on_both!(
    only_the_registered_bytes_are_redirected_to,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let not_registered = [
            "https://app.test.evil.test/cb",
            "https://appXtest/cb",
            "https://app.test/cb/../x",
            "https://app.test/cb?x=1",
            "https://app.test/cb#f",
            "https://app.test/cb/",
            "HTTPS://APP.TEST/CB",
            "https://app.test:443/cb",
            "https://app.test%2eevil.test/cb",
            "https://app.test/cb2?a=2",
            "https://app.test/cb2",
            "http://app.test/cb",
            "javascript:alert(1)",
            "data:text/html,x",
            "//app.test/cb",
            "https://app.test@evil.test/cb",
            "http://127.0.0.1.evil.test/cb",
            "http://127.0.0.2/cb",
            "http://127.0.0.1:80/CB",
            "http://127.0.0.1:80/cb?x=1",
            "http://localhost/cb",
            "http://[::1]/cb",
            "https://127.0.0.1/cb",
        ];
        for uri in not_registered {
            let request = Flow::request().with("redirect_uri", uri);
            let page = flow.authorize(&request).await.expect(400);
            assert_eq!(page.header("location"), "", "{uri}");
            assert!(page.has("main h1"), "{uri}");
        }
        for request in [
            Flow::request().without("redirect_uri"),
            Flow::request().and(&[("redirect_uri", "https://app.test/cb")]),
            Flow::request().without("client_id"),
            Flow::request().with("client_id", "nobody"),
            Flow::request().and(&[("client_id", "app")]),
        ] {
            let page = flow.authorize(&request).await.expect(400);
            assert_eq!(page.header("location"), "", "{request:?}");
        }
    }
);

on_both!(
    a_loopback_port_may_vary_for_a_client_without_secret,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        for uri in ["http://127.0.0.1/cb", "http://127.0.0.1:51999/cb"] {
            let request = Flow::request().with("redirect_uri", uri);
            let page = flow.authorize(&request).await.expect(303);
            assert!(
                page.redirect().starts_with(&format!("{uri}?code=")),
                "{}",
                page.redirect()
            );
        }
        let confidential = Flow::request()
            .with("client_id", "basic")
            .with("redirect_uri", "http://127.0.0.1:51999/cb");
        let _ = flow.authorize(&confidential).await.expect(400);
    }
);

on_both!(a_registered_query_is_kept, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let request = Flow::request().with("redirect_uri", "https://app.test/cb2?a=1");
    let page = flow.authorize(&request).await.expect(303);
    assert!(
        page.redirect()
            .starts_with("https://app.test/cb2?a=1&code=")
    );
    assert_eq!(answer(&page, "state").as_deref(), Some("s t&a=te"));
});
