//! `oidcc-frontchannel-rp-initiated-logout-certification-test-plan` (Front-Channel Logout 1.0).

use crate::rp::{Client, Mode, Op, Party, Request};

#[test]
fn oidcc_frontchannel_logout_discovery_endpoint_verification() {
    kit::browser::run(async {
        let op = Op::with(&[]).await;
        for name in [
            "frontchannel_logout_supported",
            "frontchannel_logout_session_supported",
        ] {
            assert_eq!(op.metadata[name], true, "{name}");
        }
        assert!(op.at("end_session_endpoint").starts_with(&op.issuer()));
    });
}

#[test]
fn oidcc_frontchannel_rp_initiated_logout() {
    kit::browser::run(async {
        let line = "frontchannel_logout_uri = \"https://rp.test/out?a=b\"";
        let client = Client::basic("basic").saying(line);
        let op = Op::with(&[&client]).await;
        let party = Party::new(&op, &client, Mode::Query);
        let (_, tokens) = party.sign_in(&party.request()).await;
        let query = Request::new(&[
            ("id_token_hint", &tokens.id.text),
            ("post_logout_redirect_uri", "https://rp.test/bye"),
            ("state", "s"),
        ]);
        let endpoint = op.at("end_session_endpoint");
        let address = format!("{endpoint}?{}", query.query());
        let walk = party.browser.open(&address).await;
        let page = walk.page().clone().expect(200);
        let frame = page.attribute("iframe", "src").expect("a frame");
        let frame = url::Url::parse(&frame).expect("an address");
        assert!(frame.as_str().starts_with("https://rp.test/out?"));
        let told: Vec<(String, String)> = frame.query_pairs().into_owned().collect();
        let sid = tokens.id.text_of("sid");
        let expected = [("a", "b"), ("iss", &op.issuer()), ("sid", sid)];
        assert_eq!(
            told,
            expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
        // The page may show that frame and no other, and the frame may be shown by us.
        let policy = page.header("content-security-policy");
        assert!(policy.contains("frame-src https://rp.test;"), "{policy}");
        // A script goes on by itself when the frames are loaded; without one there is a link.
        assert!(page.has("script[src*=onward]"));
        let onward = page.attribute("a#onward", "href");
        assert_eq!(onward.as_deref(), Some("https://rp.test/bye?state=s"));
        assert!(!party.is_signed_in().await);
    });
}
