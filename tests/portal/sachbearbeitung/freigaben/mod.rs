//! `/sachbearbeitung/freigaben`: four eyes.

mod accounts;
mod cases;
mod colleagues;

use kit::{Page, Visitor};

use crate::desk::count;
use crate::stage::Stage;

pub(super) const LIST: &str = "/sachbearbeitung/freigaben";

/// An office where a second person confirms what happens to accounts.
pub(super) async fn office(database: kit::Database) -> Stage {
    let words =
        "[staff]\nfour_eyes = [\"account.deactivate\", \"staff.roles\", \"staff.invite\"]\n";
    let stage = Stage::set_with(database, words).await;
    stage.provider.admin.add("kim", &[]);
    stage.provider.admin.add("uwe", &["staff.benefits"]);
    stage
}

/// Lays kim's deactivation before a second person; the page of what waits.
pub(super) async fn ask(visitor: &Visitor) -> Page {
    let page = visitor
        .get("/sachbearbeitung/konten/kim/deaktivieren")
        .await;
    let page = page.expect(200);
    page.shows("Eine zweite Person muss das freigeben");
    let form = page.form("deactivate-form").fill("reason", "misuse");
    let page = form.submit().await.expect(303).follow().await.expect(200);
    page.shows("Wartet auf Freigabe durch eine zweite Person");
    page
}

pub(super) async fn events(stage: &Stage, name: &str) -> i64 {
    let told = format!("SELECT COUNT(*) FROM audit_events WHERE event = '{name}'");
    count(&stage.world, &told).await
}

/// Posts to where no form of this visitor leads.
pub(super) async fn post(visitor: &Visitor, path: &str, fields: &[(&str, &str)]) -> Page {
    let page = visitor.get("/sachbearbeitung").await.expect(200);
    let csrf = page.attribute("input[name=csrf]", "value");
    let csrf = csrf.unwrap_or_default();
    let all = [&[("csrf", csrf.as_str())], fields].concat();
    visitor
        .ask(http::Method::POST, path)
        .form(&all)
        .send()
        .await
}

/// Redeems the company's code.
pub(super) async fn join_company(visitor: &Visitor, code: &str) {
    let form = visitor.get("/freischaltcode?fuer=organisation").await;
    let form = form.form("code-form").fill("code", code);
    let done = form.fill("register_number", "HRB 12345").submit().await;
    let _ = done.expect(303);
}

pub(super) const WAITING: &str = "SELECT COUNT(*) FROM approvals";
pub(super) const CODES: &str = "SELECT COUNT(*) FROM unlock_codes";
