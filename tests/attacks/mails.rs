//! Whose name stands in mailed links (T34).

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use kit::people::registered;
use kit::world::{Wishes, World};
use kit::{Database, Visitor};

use crate::ground::{encoded, world};
use crate::secured::KIM;

const EVIL: &str = "evil.example";

/// Reads every mail to Kim and asserts that it leads to the provider alone.
async fn leads_home(world: &World, asked: &str) {
    let mail = loop {
        let mail = world.mailbox.next(KIM).await;
        if mail.text.contains("/passwort-neu") {
            break mail;
        }
    };
    let link = mail.link("/passwort-neu");
    assert!(
        link.starts_with(&world.idp.url("/passwort-neu")),
        "{asked}: {link}"
    );
    for text in [&mail.text, &mail.html, &mail.subject, &mail.from] {
        assert!(!text.contains(EVIL), "{asked}: {text}");
    }
}

kit::on_both!(
    links_lead_to_the_address_of_the_settings,
    async |database: Database| {
        let world = world(database).await;
        let _ = registered(&world, &world.idp.visitor(), KIM).await;
        for (name, value) in [
            ("host", EVIL),
            ("x-forwarded-host", EVIL),
            ("x-forwarded-server", EVIL),
            ("x-host", EVIL),
            ("forwarded", "host=evil.example;proto=http"),
            ("x-original-url", "https://evil.example/passwort-vergessen"),
            ("x-rewrite-url", "https://evil.example/"),
            ("x-original-host", EVIL),
        ] {
            let visitor = world.idp.visitor();
            let page = visitor.get("/passwort-vergessen").await.expect(200);
            let form = page.form("forgotten-form").fill("email", KIM);
            let page = form.ask().header(name, value).send().await;
            assert!(!page.body().contains(EVIL), "{name}");
            if name == "host" {
                let way = page.expect(421).attribute("main a", "href");
                assert_eq!(way, Some(world.idp.base()));
                continue;
            }
            let _ = page.expect(200);
            leads_home(&world, name).await;
            let page = visitor.ask(http::Method::GET, "/konto");
            let page = page.header(name, value).send().await;
            let to = page.header("location");
            assert!(!to.is_empty() && !to.contains(EVIL), "{name}: {to}");
            // So many mails an hour go to one address.
            world.advance(Duration::from_mins(61));
        }
    }
);

/// What a plain connection answers to these bytes.
fn said(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("connects");
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .expect("a timeout");
    stream.write_all(request.as_bytes()).expect("is sent");
    let mut answer = Vec::new();
    // It may end with a reset, after what was said.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

async fn ready(visitor: &Visitor) -> (String, String) {
    let page = visitor.get("/passwort-vergessen").await.expect(200);
    let token = page.form("forgotten-form").value("csrf").map(str::to_owned);
    let cookies = crate::ground::values(visitor);
    let cookies = cookies
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"));
    let cookies: Vec<String> = cookies.collect();
    (token.expect("a token"), cookies.join("; "))
}

kit::on_both!(
    no_other_host_is_heard_in_the_request_itself,
    async |database: Database| {
        // Without TLS, to write the request by hand.
        let world = World::with(database, Wishes::default()).await;
        let _ = registered(&world, &world.idp.visitor(), KIM).await;
        let (port, home) = (world.idp.port(), world.idp.base());
        let (host, path) = (format!("localhost:{port}"), "/passwort-vergessen");
        for (target, hosts, expected) in [
            (path.to_owned(), vec![host.as_str()], 200),
            (format!("https://{EVIL}{path}"), vec![host.as_str()], 421),
            (path.to_owned(), vec![EVIL], 421),
            // RFC 9112 §3.2.2: the target counts, not the header.
            (format!("https://{host}{path}"), vec![EVIL], 200),
            (path.to_owned(), vec![host.as_str(), EVIL], 400),
            (path.to_owned(), vec![EVIL, host.as_str()], 400),
            (path.to_owned(), vec![], 400),
            (path.to_owned(), vec!["evil example"], 400),
        ] {
            let visitor = world.idp.visitor();
            let (token, cookies) = ready(&visitor).await;
            let body = encoded(&[("csrf", &token), ("email", KIM)]);
            let hosts: String = hosts.iter().map(|it| format!("Host: {it}\r\n")).collect();
            let answer = said(
                port,
                &format!(
                    "POST {target} HTTP/1.1\r\n{hosts}Origin: {home}\r\nCookie: {cookies}\r\n\
                     Sec-Fetch-Site: same-origin\r\nConnection: close\r\n\
                     Content-Type: application/x-www-form-urlencoded\r\n\
                     Content-Length: {}\r\n\r\n{body}",
                    body.len()
                ),
            );
            let asked = format!("{target} {hosts:?}");
            assert!(!answer.contains(EVIL), "{asked}: {answer}");
            // RFC 9112 §3.2: one Host, no other number; RFC 9110 §15.5.20: and one of ours.
            let begin = format!("HTTP/1.1 {expected} ");
            assert!(answer.starts_with(&begin), "{asked}: {answer}");
            if expected == 200 {
                leads_home(&world, &asked).await;
            }
            world.advance(Duration::from_mins(61));
        }
    }
);
