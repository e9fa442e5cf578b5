//! Who may use which address: every line of the portal's table, so that none can be forgotten.

use http::Method;
use kit::world::World;
use kit::{Page, Visitor};
use portal::{Access, RouteEntry, route_table};

/// The address with something in the place of `{…}`.
fn example(path: &str) -> String {
    let parts = path.split('/');
    let parts = parts.map(|part| if part.starts_with('{') { "0" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

async fn ask(visitor: &Visitor, entry: RouteEntry) -> Page {
    let method = Method::from_bytes(entry.method.as_bytes()).expect("a method");
    let path = example(entry.path);
    match method {
        Method::GET => visitor.get(&path).await,
        // With a fitting token, so that it is not the form that is refused.
        method => {
            let page = visitor.get("/").await;
            let csrf = page.attribute("input[name=csrf]", "value");
            let field = [("csrf", csrf.unwrap_or_default())];
            visitor.ask(method, &path).form(&field).send().await
        }
    }
}

kit::on_both!(
    nobody_gets_what_is_not_public,
    async |database: kit::Database| {
        let world = World::start(database).await;
        let mut wrong = Vec::new();
        for entry in route_table() {
            let page = ask(&world.portal.visitor(), entry).await;
            let sign_in = format!("{}/anmelden", world.portal.base());
            let (status, location) = (page.status(), page.header("location").to_owned());
            let fits = match entry.access {
                Access::Public => status < 500 && status != 401,
                Access::SignedIn if entry.method == "GET" => {
                    status == 303 && page.redirect().starts_with(&sign_in)
                }
                Access::SignedIn => matches!(status, 303 | 400 | 401 | 403),
                Access::Token(_) => {
                    status == 401 && page.header("www-authenticate").starts_with("Bearer")
                }
                Access::LogoutToken => status == 400,
            };
            if !fits {
                wrong.push(format!("{entry:?} answered {status} {location}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
);
