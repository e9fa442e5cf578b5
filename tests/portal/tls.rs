//! Both servers speak TLS themselves: which versions, what happens when the certificate changes, and
//! to whom says nothing.

use std::time::{Duration, Instant};

use kit::world::{Wishes, World};
use kit::{Database, http::client};
use reqwest::tls::{TlsInfo, Version};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

async fn world() -> World {
    let wishes = Wishes {
        tls: true,
        ..Wishes::default()
    };
    World::with(Database::Sqlite, wishes).await
}

/// The certificate of a new connection.
async fn shown(url: &str) -> Vec<u8> {
    let client = client(true).tls_info(true).build().expect("a client");
    let answer = client.get(url).send().await.expect("an answer");
    let info = answer.extensions().get::<TlsInfo>();
    let certificate = info.and_then(TlsInfo::peer_certificate);
    certificate.expect("a certificate").to_vec()
}

#[tokio::test]
async fn people_and_servers_meet_over_tls() {
    let world = world().await;
    // The portal asks the provider for its metadata, the provider the portal for its key.
    let visitor = world.portal.visitor();
    let page = visitor.browse("/anmelden?weiter=%2Fstart").await;
    let page = page.expect(200);
    assert!(page.has("#sign-in"), "{}", page.text());
    for server in [&world.idp, &world.portal] {
        assert!(server.base().starts_with("https://"));
        let page = server.visitor().get("/").await;
        assert_eq!(
            page.header("strict-transport-security"),
            "max-age=63072000; includeSubDomains"
        );
        let cookie = page.header("set-cookie");
        assert!(
            cookie.starts_with("__Host-") && cookie.ends_with("; HttpOnly; SameSite=Lax; Secure"),
            "{cookie}"
        );
        let url = server.url("/health/live");
        for version in [Version::TLS_1_2, Version::TLS_1_3] {
            let client = client(true).min_tls_version(version);
            let client = client.max_tls_version(version).build().expect("a client");
            let answer = client.get(&url).send().await;
            assert!(answer.is_ok(), "{version:?}");
        }
        let host = url::Url::parse(&url).expect("an address");
        let host = host.host_str().expect("a host");
        let stranger = client(false).resolve(host, ([127, 0, 0, 1], 0).into());
        let stranger = stranger.build().expect("a client");
        assert!(stranger.get(&url).send().await.is_err(), "unknown issuer");
        let plain = url.replacen("https://", "http://", 1);
        assert!(
            client(true)
                .build()
                .expect("one")
                .get(&plain)
                .send()
                .await
                .is_err(),
            "plain http is no TLS"
        );
    }
}

#[tokio::test]
async fn a_renewed_certificate_is_taken_up_and_a_bad_one_is_not() {
    let world = world().await;
    let urls = [&world.idp, &world.portal].map(|server| server.url("/health/live"));
    let first = shown(&urls[0]).await;
    assert_eq!(shown(&urls[1]).await, first);
    // Half written, no certificate at all, somebody else's: the one before stays.
    let whole = std::fs::read_to_string(&world.certificate().files.certificate).expect("a file");
    let foreign = rcgen::generate_simple_self_signed(["konto.localhost".to_owned()]);
    let foreign = foreign.expect("a certificate").cert.pem();
    for bad in [&whole[..whole.len() / 2], "", foreign.as_str()] {
        world.certificate().write(bad);
        // Real time: nothing outside tells that the servers have looked and kept what they had.
        tokio::time::sleep(Duration::from_millis(2500)).await;
        for url in &urls {
            assert_eq!(shown(url).await, first, "{bad}");
        }
    }
    world.certificate().renew();
    let begun = Instant::now();
    for url in &urls {
        while shown(url).await == first {
            assert!(
                begun.elapsed() < Duration::from_secs(10),
                "{url}: the old one"
            );
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
    assert_eq!(shown(&urls[0]).await, shown(&urls[1]).await);
}

/// Connects, says nothing and waits for the end.
async fn listen(port: u16) -> Duration {
    let begun = Instant::now();
    let stream = TcpStream::connect(("127.0.0.1", port)).await;
    let mut heard = Vec::new();
    // The end or a reset: both mean that nothing is held any more.
    let _ = stream.expect("connects").read_to_end(&mut heard).await;
    assert!(heard.len() < 100, "nothing was asked");
    begun.elapsed()
}

#[tokio::test]
async fn whoever_connects_and_says_nothing_is_let_go() {
    let (tls, plain) = tokio::join!(world(), World::start(Database::Sqlite));
    let all = async {
        tokio::join!(
            listen(tls.idp.port()),
            listen(tls.portal.port()),
            listen(plain.idp.port()),
            listen(plain.portal.port())
        )
    };
    // Five seconds for the handshake, fifteen for the head of a request.
    let ended = tokio::time::timeout(Duration::from_secs(25), all).await;
    let (a, b, c, d) = ended.expect("nobody is held");
    for waited in [a, b, c, d] {
        assert!(waited > Duration::from_secs(4), "slow is not silent");
    }
    assert!(
        a.max(b) < Duration::from_secs(12),
        "no handshake: {a:?}, {b:?}"
    );
}

/// What stands before each fault: file or variable, place, key.
fn refused(more: &str) -> String {
    let portal = include_str!("../../config/portal.test.toml");
    let idp = include_str!("../../config/idp.test.toml");
    let faults = portal::Settings::from_toml(&[portal, more]).expect_err("is refused");
    let same = idp::Settings::from_toml(&[idp, more]).expect_err("is refused");
    assert_eq!(faults.to_string(), same.to_string());
    faults.to_string()
}

#[test]
fn files_that_will_not_do_are_named_before_the_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    let pair = |names: &str| {
        let pair = rcgen::generate_simple_self_signed([names.to_owned()]).expect("a pair");
        (pair.cert.pem(), pair.signing_key.serialize_pem())
    };
    let ((certificate, key), (_, other)) = (pair("a.test"), pair("b.test"));
    for (name, text) in [
        ("a.pem", certificate.as_str()),
        ("a.key", &key),
        ("b.key", &other),
        ("empty", ""),
    ] {
        std::fs::write(path(name), text).expect("writes");
    }
    for (certificate, key, told) in [
        ("none", "a.key", "http.tls_certificate: cannot read "),
        ("empty", "a.key", "http.tls_certificate: "),
        ("a.pem", "none", "http.tls_key: cannot read "),
        ("a.pem", "empty", "http.tls_key: "),
        (
            "a.pem",
            "b.key",
            "http.tls_certificate: the certificate and its key cannot be used",
        ),
    ] {
        let text = refused(&format!(
            "http.public_url = \"https://konto.test\"\nhttp.tls_certificate = \"{}\"\nhttp.tls_key = \"{}\"\n",
            path(certificate),
            path(key)
        ));
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.contains(told), "{certificate}, {key}: {text}");
    }
    let text = refused(&format!("http.trusted_authorities = \"{}\"", path("empty")));
    assert!(text.contains("http.trusted_authorities: "), "{text}");
    let half = refused(&format!("http.tls_certificate = \"{}\"", path("a.pem")));
    assert!(half.contains("http.tls_key: "), "{half}");
}
