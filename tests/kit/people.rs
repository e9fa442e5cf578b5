//! People for tests that begin after the registration.

use crate::http::{Page, Visitor};
use crate::world::World;

/// A password that keeps the rules of S29.
pub const PASSWORD: &str = "Sonnen-Blume7!zwei";

/// Registers `email` with [`PASSWORD`] in the visitor's browser, up to the page that says that
/// a mail was sent.
///
/// # Panics
/// When a page is not as it should be.
pub async fn register(visitor: &Visitor, email: &str) -> Page {
    let form = visitor.get("/registrieren").await.expect(200);
    let form = form.form("register-form");
    form.fill("email", email)
        .fill("password", PASSWORD)
        .fill("password_repeat", PASSWORD)
        .check("terms")
        .check("privacy")
        .submit_and_follow()
        .await
        .expect(200)
}

/// Registers `email` with [`PASSWORD`] and confirms it by the mail, in one browser: the account
/// exists and has no second factor yet.
///
/// # Panics
/// When a page is not as it should be.
pub async fn registered(world: &World, visitor: &Visitor, email: &str) -> Page {
    let _ = register(visitor, email).await;
    let mail = world.mailbox.next(email).await;
    let page = visitor.get(&mail.link("/registrieren/bestaetigen")).await;
    let form = page.expect(200).form("confirm-form");
    form.submit_and_follow().await.expect(200)
}
