//! For which hosts the portal answers (RFC 9110 §15.5.20).

use http::Method;
use kit::world::{Wishes, World};
use kit::{Database, Page, Visitor};

async fn asked_as(visitor: &Visitor, host: &str, path: &str) -> Page {
    let ask = visitor.ask(Method::GET, path).header("host", host);
    ask.send().await
}

kit::on_both!(another_host_is_not_ours, async |database: Database| {
    let further = "http.further_hosts = [\"alt.example\"]";
    let wishes = Wishes {
        portal: further.to_owned(),
        ..Wishes::default()
    };
    let world = World::with(database, wishes).await;
    let visitor = world.portal.visitor();
    for host in ["evil.example", "10.0.0.7:8081", "localhost.evil.example"] {
        let page = asked_as(&visitor, host, "/start").await.expect(421);
        let way = page.attribute("main a", "href");
        assert_eq!(way, Some(world.portal.base()), "{host}");
        assert!(!page.body().contains("evil"), "{host}");
        let problem = asked_as(&visitor, host, "/api/v1/profile").await;
        let problem = problem.expect(421);
        assert_eq!(problem.header("content-type"), "application/problem+json");
        assert_eq!(problem.json()["status"], 421);
        for probe in ["/health/live", "/health/ready"] {
            let _ = asked_as(&visitor, host, probe).await.expect(200);
        }
    }
    for host in ["alt.example", "127.0.0.1:1", "LOCALHOST"] {
        let _ = asked_as(&visitor, host, "/").await.expect(200);
    }
});
