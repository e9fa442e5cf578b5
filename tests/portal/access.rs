//! Who may use which address: every line of the portal's table, so that none can be forgotten.

use http::Method;
use kit::world::World;
use kit::{Page, Visitor};
use portal::{Access, RouteEntry, route_table};
use shared::claims::{Action, Role};

use crate::desk;
use crate::stage::Stage;

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
                Access::SignedIn | Access::Staff(_) if entry.method == "GET" => {
                    status == 303 && page.redirect().starts_with(&sign_in)
                }
                Access::SignedIn => matches!(status, 303 | 400 | 401 | 403),
                Access::Staff(_) => matches!(status, 303 | 400),
                Access::Token(_) => {
                    status == 401 && page.header("www-authenticate").starts_with("Bearer")
                }
                Access::LogoutToken | Access::EventToken => status == 400,
            };
            if !fits {
                wrong.push(format!("{entry:?} answered {status} {location}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
);

/// The routes of the staff with what they do.
fn staff_routes() -> Vec<(RouteEntry, Action)> {
    let of = |entry: RouteEntry| match entry.access {
        Access::Staff(action) => Some((entry, action)),
        _ => None,
    };
    let routes: Vec<_> = route_table().into_iter().filter_map(of).collect();
    assert!(!routes.is_empty());
    routes
}

kit::on_both!(
    every_route_asks_for_a_role_that_covers_it,
    async |database: kit::Database| {
        // Its provider knows nobody, and says so to whoever may ask.
        let stage = Stage::set(database).await;
        let world = &stage.world;
        let mut wrong = Vec::new();
        let mut people = vec![(None, desk::signed_in(world, "citizen").await)];
        for role in Role::ALL {
            let visitor = desk::staff(world, role.as_str(), &[role]).await;
            people.push((Some(role), visitor));
        }
        for (role, visitor) in &people {
            for (entry, action) in staff_routes() {
                let status = ask(visitor, entry).await.status();
                let allowed = role.is_some_and(|role| action.is_allowed(&[role]));
                let fits = if allowed {
                    status != 403 && status != 401 && status < 500
                } else {
                    status == 403
                };
                if !fits {
                    let role = role.map_or("citizen", Role::as_str);
                    wrong.push(format!("{role} at {entry:?} got {status}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
);

kit::on_both!(
    what_is_grave_asks_for_a_fresh_sign_in,
    async |database: kit::Database| {
        // Its provider knows nobody, and says so to whoever may ask.
        let stage = Stage::set(database).await;
        let world = &stage.world;
        let lead = desk::staff(world, "lead", &Role::ALL).await;
        world.advance(std::time::Duration::from_mins(6));
        let mut wrong = Vec::new();
        for (entry, action) in staff_routes() {
            if entry.method != "GET" {
                continue;
            }
            let page = ask(&lead, entry).await;
            let sent = page.status() == 303 && page.redirect().contains("/anmelden?frisch=1");
            if sent != action.is_grave() {
                wrong.push(format!("{entry:?} answered {}", page.status()));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
);
