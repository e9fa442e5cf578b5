//! `/unternehmen/zugaenge`: an organisation's admin brings colleagues in, sees and withdraws them.

mod codes;
mod guessing;
mod last_admin;
mod members;
mod office;

use kit::world::{Wishes, World};
use kit::{Database, Page, Visitor};

use crate::desk::{code_for_company, codes, count, database, signed_in};

const ADMINS_PAGE: &str = "/unternehmen/zugaenge";
const REGISTER: &str = "HRB 12345";
const REFUSED: &str = "Diese Angaben passen nicht zusammen";

/// A world in which accounts and networks may try as often as they like.
async fn patient(database: Database) -> World {
    let portal = "unlock.per_account_per_hour = 1000\nunlock.waiting = 500\n\
                  limits.unlock_per_network = { tries = 10000, minutes = 60 }\n";
    let wishes = Wishes {
        portal: portal.to_owned(),
        ..Wishes::default()
    };
    World::with(database, wishes).await
}

/// The form with this code and register number, not sent yet.
async fn form(visitor: &Visitor, code: &str, register: &str) -> kit::Form {
    let page = visitor.get("/freischaltcode?fuer=organisation").await;
    let form = page.expect(200).form("code-form");
    form.fill("code", code).fill("register_number", register)
}

/// Enters a code with a register number.
async fn enter(visitor: &Visitor, code: &str, register: &str) -> Page {
    form(visitor, code, register).await.submit().await
}

/// What the form says is wrong.
fn told(page: &Page) -> String {
    page.text_of("#code-error").unwrap_or_default()
}

/// Someone who has redeemed the office's code for `Muster GmbH`.
async fn by_letter(world: &World, name: &str) -> Visitor {
    let visitor = signed_in(world, name).await;
    let code = code_for_company(world).await;
    let _ = enter(&visitor, &code, REGISTER).await.expect(303);
    visitor
}

/// The page that shows a fresh colleague code.
async fn wish(admin: &Visitor, label: &str, role: &str) -> Page {
    let form = admin.get("/unternehmen/zugaenge/neu").await.expect(200);
    let form = form.form("wish-form").fill("label", label);
    form.fill("role", role).submit().await
}

fn code_on(page: &Page) -> String {
    page.text_of("#qr-key").expect("the code")
}

/// A fresh colleague code.
async fn code_from(admin: &Visitor, label: &str, role: &str) -> String {
    code_on(&wish(admin, label, role).await.expect(200))
}

/// A colleague who has redeemed an admin's code.
async fn by_colleague(world: &World, admin: &Visitor, name: &str, role: &str) -> Visitor {
    let code = code_from(admin, name, role).await;
    let visitor = signed_in(world, name).await;
    let _ = enter(&visitor, &code, REGISTER).await.expect(303);
    visitor
}

/// The id of this person's profile of the organisation.
async fn profile_of(world: &World, name: &str) -> String {
    let pool = database(world).await;
    let id: (String,) = sqlx::query_as(
        "SELECT id FROM profiles WHERE resident_id = $1 AND member_role IS NOT NULL",
    )
    .bind(format!("resident-{name}"))
    .fetch_one(&pool)
    .await
    .expect("a profile");
    pool.close().await;
    id.0
}

async fn admins(world: &World) -> i64 {
    count(
        world,
        "SELECT COUNT(*) FROM profiles WHERE member_role = 'admin'",
    )
    .await
}

async fn members(world: &World) -> i64 {
    count(world, "SELECT COUNT(*) FROM profiles").await
}

async fn events(world: &World, name: &str) -> i64 {
    let select = format!("SELECT COUNT(*) FROM audit_events WHERE event = '{name}'");
    count(world, &select).await
}

/// A code of the office for another organisation, `Beispiel e.V.`
async fn code_for_another(world: &World) -> String {
    let who =
        "issue --show --organisation Beispiel --kind institution --register-court Musterstadt";
    let mut args: Vec<&str> = who.split(' ').collect();
    args.extend([
        "--register-number",
        "VR 77",
        "--customer-number",
        "555C555555",
    ]);
    args.extend(["--address-line", "Weg 1", "--address-line", "12345 Ort"]);
    let told = codes(world, &args).await.expect("a code");
    let line = told.lines().find_map(|line| line.strip_prefix("in full"));
    line.expect("the code").trim().to_owned()
}
