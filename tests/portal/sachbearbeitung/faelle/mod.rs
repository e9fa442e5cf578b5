//! `/sachbearbeitung/faelle`: cases, for those of the staff who work with them.

mod changing;
mod closing;
mod finding;
mod own;
mod reading;
mod shown;

use kit::world::World;
use kit::{Page, Visitor};
use shared::claims::Role;

use crate::desk::{self, BORN, NUMBER, count};

pub(super) const CASES: &str = "/sachbearbeitung/faelle";

pub(super) async fn clerk(world: &World) -> Visitor {
    desk::staff(world, "bea", &[Role::Benefits]).await
}

/// Who is recorded: given name, family name, birth date, Kundennummer.
pub(super) type Person<'a> = [&'a str; 4];

pub(super) const KIM: Person<'_> = ["Kim", "Klicker", BORN, NUMBER];

pub(super) async fn form(clerk: &Visitor) -> kit::Form {
    let path = "/sachbearbeitung/faelle/neu?art=person";
    clerk.get(path).await.expect(200).form("case-form")
}

pub(super) fn fill(form: kit::Form, [given, family, born, number]: Person<'_>) -> kit::Form {
    form.fill("given_name", given)
        .fill("family_name", family)
        .fill("birth_date", born)
        .fill("customer_number", number)
        .fill("address", "Lindenweg 12\r\n12345 Musterstadt")
}

/// The page of the case that was just recorded.
pub(super) async fn record(clerk: &Visitor, person: Person<'_>) -> Page {
    let sent = fill(form(clerk).await, person).submit().await.expect(303);
    sent.follow().await.expect(200)
}

/// The path of the case on whose page we are.
pub(super) fn path_of(page: &Page) -> String {
    page.url().path().to_owned()
}

pub(super) async fn find(clerk: &Visitor, what: &str) -> Page {
    let page = clerk.get(CASES).await.expect(200);
    let page = page.form("find-form").fill("suche", what).submit().await;
    page.expect(200)
}

/// The names that are found.
pub(super) fn names(page: &Page) -> Vec<String> {
    page.texts_of("#cases a")
}

pub(super) async fn entries(world: &World, event: &str) -> i64 {
    let select = format!("SELECT COUNT(*) FROM audit_events WHERE event = '{event}'");
    count(world, &select).await
}
