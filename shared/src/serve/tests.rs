use std::sync::Arc;
use std::time::Duration;

use axum::routing::get;
use axum::{Extension, Router};
use http::StatusCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;

use super::*;

fn page(status: StatusCode, _: &str, hosts: &Hosts) -> axum::response::Response {
    use axum::response::IntoResponse;
    if status == StatusCode::MISDIRECTED_REQUEST {
        return hosts.way_home();
    }
    (status, "sorry").into_response()
}

async fn start(trusted: &[&str]) -> (SocketAddr, Arc<Notify>, tokio::task::JoinHandle<()>) {
    let stop = Arc::new(Notify::new());
    let router = Router::new()
        .route("/who", get(async |who: ClientAddress| who.0.to_string()))
        .route("/panic", get(async || -> String { panic!("on purpose") }))
        .route(
            "/late",
            get(async || tokio::time::sleep(Duration::from_mins(1)).await),
        )
        .route(
            "/slow",
            get(async |Extension(stop): Extension<Arc<Notify>>| {
                stop.notify_one();
                tokio::time::sleep(Duration::from_millis(300)).await;
                "done"
            }),
        )
        .route("/health/live", get(async || "alive"))
        .route("/health/ready", get(async || "ready"))
        .route("/echo", axum::routing::post(async |body: String| body))
        .layer(Extension(Arc::clone(&stop)));
    let limits = Limits {
        duration: Duration::from_secs(1),
        body_bytes: 10,
        hosts: Hosts::new(&"http://a".parse().expect("an address"), &[]),
        page,
    };
    let door = Door {
        listeners: bind(&[([127, 0, 0, 1], 0).into()])
            .await
            .expect("a free port"),
        tls: None,
        trusted_proxies: trusted
            .iter()
            .map(|text| text.parse().expect("one"))
            .collect(),
    };
    let address = door.listeners[0].local_addr().expect("an address");
    let stopped = Arc::clone(&stop);
    let served = tokio::spawn(async move {
        serve(guard(router, limits), door, async move {
            stopped.notified().await;
        })
        .await
        .expect("serves");
    });
    (address, stop, served)
}

async fn ask(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.expect("connects");
    stream.write_all(request.as_bytes()).await.expect("sends");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("answers");
    answer
}

fn a_get(path: &str, more: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n{more}\r\n")
}

#[tokio::test]
async fn a_panic_a_flood_and_a_late_answer_end_one_request() {
    let (address, _, _) = start(&[]).await;
    assert!(
        ask(address, &a_get("/panic", ""))
            .await
            .starts_with("HTTP/1.1 500")
    );
    assert!(
        ask(address, &a_get("/late", ""))
            .await
            .starts_with("HTTP/1.1 503")
    );
    let large = "POST /echo HTTP/1.1\r\nhost: a\r\nconnection: close\r\n";
    let said = ask(
        address,
        &format!("{large}content-length: 11\r\n\r\n01234567890"),
    )
    .await;
    assert!(
        said.starts_with("HTTP/1.1 413") && said.ends_with("sorry"),
        "{said}"
    );
    let chunked = format!("{large}transfer-encoding: chunked\r\n\r\nb\r\n01234567890\r\n0\r\n\r\n");
    assert!(ask(address, &chunked).await.starts_with("HTTP/1.1 413"));
    let fits = ask(
        address,
        &format!("{large}content-length: 10\r\n\r\n0123456789"),
    )
    .await;
    assert!(fits.ends_with("0123456789"), "{fits}");
}

// RFC 9112 §9.6.
#[tokio::test]
async fn who_sends_too_much_can_read_the_answer() {
    let (address, _, _) = start(&[]).await;
    let mut stream = TcpStream::connect(address).await.expect("connects");
    let head = "POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 300000\r\n\r\n";
    stream.write_all(head.as_bytes()).await.expect("sends");
    let mut begun = [0; 12];
    stream.read_exact(&mut begun).await.expect("is answered");
    assert_eq!(&begun, b"HTTP/1.1 413");
    for _ in 0..3 {
        let third = vec![b'a'; 100_000];
        stream.write_all(&third).await.expect("is still heard");
    }
    let mut rest = String::new();
    stream.read_to_string(&mut rest).await.expect("not reset");
    assert!(rest.ends_with("sorry"), "{rest}");
}

// RFC 9112 §3.2.
#[tokio::test]
async fn a_request_names_one_host() {
    let (address, _, _) = start(&[]).await;
    for hosts in [
        "",
        "host: a\r\nhost: a\r\n",
        "host: a\r\nHost: b\r\n",
        "host: a b\r\n",
        "host: a@b\r\n",
    ] {
        let request = format!("GET /late HTTP/1.1\r\n{hosts}connection: close\r\n\r\n");
        let said = ask(address, &request).await;
        assert!(said.starts_with("HTTP/1.1 400"), "{hosts:?}: {said}");
    }
    for good in ["GET /late HTTP/1.0\r\n\r\n", &a_get("/late", "")] {
        let said = ask(address, good).await;
        assert!(said.contains(" 503 "), "it is heard: {said}");
    }
}

// RFC 9110 §15.5.20.
#[tokio::test]
async fn who_asks_for_another_host_is_shown_the_way() {
    let (address, _, _) = start(&[]).await;
    let heard = async |target: &str, version: &str, host: &str| {
        let request = format!("GET {target} {version}\r\n{host}connection: close\r\n\r\n");
        let said = ask(address, &request).await;
        match said.split(' ').nth(1) {
            Some("421") => assert!(said.contains("<a href=\"http://a\">"), "{said}"),
            Some("200") => {}
            _ => panic!("{request}: {said}"),
        }
        said.contains(" 200 ")
    };
    let (old, new) = ("HTTP/1.0", "HTTP/1.1");
    for host in ["host: a\r\n", "host: A:81\r\n"] {
        assert!(heard("/who", new, host).await, "{host}");
        assert!(heard("/who", old, host).await, "{host}");
    }
    for host in ["b", "a.b", "b.a:80", "127.0.0.1", "localhost:80"] {
        let host = format!("host: {host}\r\n");
        assert!(!heard("/who", new, &host).await, "{host}");
        assert!(!heard("/who", old, &host).await, "{host}");
        // Probes ask by address.
        assert!(heard("/health/live", new, &host).await, "{host}");
        assert!(heard("/health/ready", new, &host).await, "{host}");
        // RFC 9112 §3.2.2: the target's own authority counts.
        assert!(heard("http://a/who", new, &host).await, "{host}");
    }
    assert!(!heard("http://b/who", new, "host: a\r\n").await);
    assert!(!heard("http://b/who", old, "").await);
    assert!(!heard("/health/liver", new, "host: b\r\n").await);
}

#[tokio::test]
async fn the_client_is_the_peer_unless_a_trusted_proxy_says_otherwise() {
    let claim = a_get("/who", "x-forwarded-for: 198.51.100.7\r\n");
    let (address, _, _) = start(&[]).await;
    assert!(ask(address, &claim).await.ends_with("127.0.0.1"));
    let (address, _, _) = start(&["127.0.0.0/8"]).await;
    assert!(ask(address, &claim).await.ends_with("198.51.100.7"));
}

#[tokio::test]
async fn a_request_under_way_is_answered_when_the_server_stops() {
    let (address, _, served) = start(&[]).await;
    let answer = ask(address, &a_get("/slow", "")).await;
    assert!(answer.ends_with("done"), "{answer}");
    served.await.expect("ended");
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let held = bind(&[([127, 0, 0, 1], 0).into()])
        .await
        .expect("a free port");
    let address = held[0].local_addr().expect("an address");
    let error = bind(&[address]).await.expect_err("is taken");
    assert_eq!(
        error.to_string(),
        format!("port {} on 127.0.0.1 is taken", address.port())
    );
}
