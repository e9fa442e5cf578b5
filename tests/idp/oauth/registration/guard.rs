//! What a stranger names is fetched from the public internet alone (T56), and what it holds is
//! looked at.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use kit::{Database, on_both};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{OPEN, ask, files, metadata, refused, registered, text};
use crate::oauth::flow::{CALLBACK, Flow, answer};

/// A port of this machine, and how often somebody came.
async fn listener() -> (u16, Arc<AtomicUsize>) {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await;
    let listener = listener.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let visits = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&visits);
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    (port, visits)
}

on_both!(
    this_machine_is_nobodys_to_name,
    async |database: Database| {
        let strict = "registration.mode = \"open\"\n\
                      limits.clients_per_network = { tries = 1000, minutes = 1 }";
        let (flow, _) = Flow::signed_in_with(database, strict).await;
        let (port, visits) = listener().await;
        let key = json!({ "keys": [{ "kty": "RSA", "n": "AQAB", "e": "AQAB" }] });
        let hosts = [
            "127.0.0.1",
            "localhost",
            "a.localhost",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "0",
            "0.0.0.0",
            "2130706433",
            "0177.0.0.1",
            "127.1",
            "169.254.169.254",
            "10.0.0.1",
            "192.168.0.1",
            "100.64.0.1",
            "[fd00::1]",
            "[64:ff9b::7f00:1]",
        ];
        let mut addresses: Vec<String> = hosts
            .iter()
            .flat_map(|host| ["https", "http"].map(|way| format!("{way}://{host}:{port}/x")))
            .collect();
        addresses.extend(hosts.iter().map(|host| format!("https://{host}/x")));
        addresses.extend([
            format!("https://user@app.test:{port}/x"),
            "https://app.test:5432/x".to_owned(),
            "file:///etc/passwd".to_owned(),
            "gopher://app.test/x".to_owned(),
        ]);
        let mut told = std::collections::BTreeSet::new();
        for address in &addresses {
            for name in [
                "jwks_uri",
                "sector_identifier_uri",
                "logo_uri",
                "backchannel_logout_uri",
            ] {
                let page = ask(&flow, None, &metadata(&json!({ name: address }))).await;
                refused(&page, "invalid_client_metadata", &json!(address));
                told.insert((name, page.body()));
            }
            let requests = json!({ "jwks": key, "request_uris": [address] });
            let page = ask(&flow, None, &metadata(&requests)).await;
            refused(&page, "invalid_client_metadata", &json!(address));
            told.insert(("request_uris", page.body()));
        }
        assert_eq!(told.len(), 5, "why it is refused is not told: {told:?}");
        assert_eq!(visits.load(Ordering::SeqCst), 0, "somebody was asked");
    }
);

async fn serving(at: &str, response: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    let mock = Mock::given(method("GET")).and(path(at));
    mock.respond_with(response).mount(&server).await;
    server
}

on_both!(
    a_sector_names_every_redirect_address,
    async |database: Database| {
        let (flow, _) = Flow::signed_in_with(database, OPEN).await;
        let uris = json!([CALLBACK, "https://other.test/cb"]);
        let good = json!([CALLBACK, "https://more.test/", "https://other.test/cb"]);
        let server = serving("/s", ResponseTemplate::new(200).set_body_json(&good)).await;
        let uri = format!("{}/s", server.uri());
        let asked = json!({ "redirect_uris": uris, "sector_identifier_uri": uri });
        let told = registered(&flow, &asked).await;
        assert_eq!(told["sector_identifier_uri"], uri);
        let listed = files::told(&flow, &["list"]).await;
        assert!(listed.contains("\tregistered of 127.0.0.1\t"), "{listed}");
        let huge = vec![CALLBACK.to_owned(); 10_000];
        let away = ResponseTemplate::new(302).insert_header("location", uri.as_str());
        for response in [
            ResponseTemplate::new(200).set_body_json(json!([CALLBACK])),
            ResponseTemplate::new(200).set_body_json(json!([CALLBACK, "https://other.test/cb", 7])),
            ResponseTemplate::new(200).set_body_json(json!({ "uris": good })),
            ResponseTemplate::new(200).set_body_string("nonsense"),
            ResponseTemplate::new(200).set_body_json(&huge),
            ResponseTemplate::new(404),
            // After three seconds nobody waits any more.
            ResponseTemplate::new(200)
                .set_body_json(&good)
                .set_delay(std::time::Duration::from_mins(1)),
            away,
        ] {
            let server = serving("/s", response).await;
            let uri = format!("{}/s", server.uri());
            let body = metadata(&json!({ "redirect_uris": uris, "sector_identifier_uri": uri }));
            refused(
                &ask(&flow, None, &body).await,
                "invalid_client_metadata",
                &body,
            );
        }
    }
);

on_both!(
    a_logo_is_fetched_once_and_served_from_here,
    async |database: Database| {
        let (flow, _) = Flow::signed_in_with(database, OPEN).await;
        let png: &[u8] = b"\x89PNG\r\n\x1a\n0000";
        let image = |bytes: &[u8]| ResponseTemplate::new(200).set_body_bytes(bytes);
        let server = serving("/logo", image(png)).await;
        let uri = format!("{}/logo", server.uri());
        let told = registered(&flow, &json!({ "logo_uri": uri })).await;
        assert_eq!(told["logo_uri"], uri);
        let place = format!("/anwendung/{}/logo", text(&told, "client_id"));
        let page = flow.world.idp.visitor().get(&place).await.expect(200);
        assert_eq!(page.header("content-type"), "image/png");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert!(page.header("content-security-policy").contains("sandbox"));
        assert_eq!(server.received_requests().await.map_or(0, |it| it.len()), 1);
        let huge = [png, &vec![0; 70_000]].concat();
        for bytes in [
            &b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..],
            b"<html>",
            &huge,
        ] {
            let server = serving("/logo", image(bytes)).await;
            let uri = format!("{}/logo", server.uri());
            let told = registered(&flow, &json!({ "logo_uri": uri })).await;
            let place = format!("/anwendung/{}/logo", text(&told, "client_id"));
            let _ = flow.world.idp.visitor().get(&place).await.expect(404);
        }
        let _ = flow
            .world
            .idp
            .visitor()
            .get("/anwendung/portal/logo")
            .await
            .expect(404);
    }
);

on_both!(
    a_request_is_the_text_that_its_hash_names,
    async |database: Database| {
        let (signer, file) = crate::oauth::token::client::signer_with("");
        let (flow, _) = Flow::signed_in_with(database, OPEN).await;
        let set = file.split('\'').nth(1).expect("a key set");
        let set: Value = serde_json::from_str(set).expect("JSON");
        let body = signer.sign(&json!({ "state": "from there" }));
        let hash = shared::secret::sha256(body.as_bytes());
        let hash = {
            use base64::Engine as _;
            base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(hash)
        };
        let server = serving("/r", ResponseTemplate::new(200).set_body_string(body)).await;
        let (good, bad) = (
            format!("{}/r#{hash}", server.uri()),
            format!("{}/r#{}", server.uri(), "A".repeat(43)),
        );
        let told = registered(&flow, &json!({ "jwks": set, "request_uris": [good, bad] })).await;
        let request = Flow::request().with("client_id", text(&told, "client_id"));
        let page = flow
            .authorize(&request.clone().with("request_uri", &bad))
            .await;
        assert_eq!(
            answer(&page, "error").as_deref(),
            Some("invalid_request_uri")
        );
        let asked = request.with("request_uri", &good).with("prompt", "none");
        let page = flow.authorize(&asked).await;
        assert_eq!(answer(&page, "error").as_deref(), Some("consent_required"));
        assert_eq!(answer(&page, "state").as_deref(), Some("from there"));
    }
);
