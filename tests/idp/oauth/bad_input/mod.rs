//! What no honest program sends: a protocol error in the right place, never a 500, and nothing
//! half written (RFC 6749 §3.1, §3.2 and appendix B; RFC 6750 §3.1; T04, T22, T50, T62).

mod authorize;
mod endpoints;
mod tokens;
mod values;

use std::collections::BTreeMap;

use kit::Page;
use kit::audit::Log;
use kit::world::World;

const FORM: &str = "application/x-www-form-urlencoded";

/// How many rows each table has that a request of the protocol may write to.
async fn rows(world: &World) -> BTreeMap<&'static str, i64> {
    let mut all = BTreeMap::new();
    for table in [
        "access_tokens",
        "accounts",
        "audit_events",
        "client_assertions",
        "codes",
        "grants",
        "interactions",
        "invitations",
        "refresh_tokens",
    ] {
        let select = format!("SELECT COUNT(*) FROM {table}");
        all.insert(table, Log::Idp.count(world, &select).await);
    }
    all
}

/// Refused in the form of RFC 6749 §5.2.
fn refused_in_json(page: &Page, status: u16, error: &str, about: &str) {
    assert_eq!(page.status(), status, "{about}: {}", page.body());
    assert_eq!(page.json()["error"], error, "{about}: {}", page.body());
    assert_eq!(page.header("cache-control"), "no-store", "{about}");
}

/// Refused by a page with a way on; nobody is sent anywhere.
fn refused_by_page(page: &Page, status: u16, about: &str) {
    assert_eq!(page.status(), status, "{about}: {}", page.body());
    assert_eq!(page.header("location"), "", "{about}");
    assert!(page.has("main h1"), "{about}: {}", page.body());
    assert!(page.has("main a[href]"), "{about}: no way on");
}
