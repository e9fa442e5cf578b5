//! `/zugang-verloren` and what lies below: a lost second factor is replaced after two proofs, the
//! password (or a mailed link) and a recovery code; neither opens anything alone.

mod brief_endet;
mod briefe;
mod codes;
mod links;
mod proofs;
mod whole;

use kit::people::PASSWORD;
use kit::world::World;
use kit::{Page, Visitor};

use crate::secured::{KIM, Leads};

/// Makes ten recovery codes.
pub(super) async fn codes(visitor: &Visitor) -> Vec<String> {
    let page = visitor.get("/konto/wiederherstellungscodes").await;
    let made = page.expect(200).form("codes-form").submit().await;
    let codes = made.expect(200).texts_of("#codes code");
    assert_eq!(codes.len(), 10);
    codes
}

/// Sends user name and password as the first proof; follows nothing.
pub(super) async fn first(visitor: &Visitor, email: &str, password: &str) -> Page {
    let page = visitor.get("/zugang-verloren").await.expect(200);
    let form = page.form("lost-form").fill("email", email);
    form.fill("password", password).submit().await
}

/// Sends a recovery code on the page at `path`; follows nothing.
pub(super) async fn second(visitor: &Visitor, path: &str, code: &str) -> Page {
    let page = visitor.get(path).await.expect(200);
    let form = page.form("recovery-code-form").fill("code", code);
    form.submit().await
}

/// Both proofs in a new browser, up to the page that sets up a new factor.
pub(super) async fn recovering(world: &World, email: &str, code: &str) -> Visitor {
    let visitor = world.idp.visitor();
    let page = first(&visitor, email, PASSWORD).await;
    assert_eq!(page.leads(), "/zugang-verloren/code");
    let page = second(&visitor, "/zugang-verloren/code", code).await;
    assert_eq!(page.leads(), "/absichern");
    visitor
}

/// Sets up a new second factor in a recovery; gives its key.
pub(super) async fn new_totp(world: &World, visitor: &Visitor) -> String {
    let page = visitor.get("/absichern/totp").await.expect(200);
    let key = page.text_of("#qr-key").expect("the page shows the key");
    let code = kit::totp::code(&key, world.now());
    let done = page.form("totp-form").fill("code", &code).submit().await;
    assert_eq!(done.leads(), "/zugang-verloren/geraete");
    key
}

/// Says that nothing else is lost; the person is in.
pub(super) async fn finished(visitor: &Visitor) -> Page {
    let page = visitor.get("/zugang-verloren/geraete").await.expect(200);
    let done = page.form("devices-form").submit().await;
    assert_eq!(done.leads(), "/zugang-verloren/erfolg");
    done.follow().await.expect(200)
}

/// The subjects of the mails to Kim, up to and with `last`.
pub(super) async fn subjects(world: &World, last: &str) -> Vec<String> {
    let mut subjects = Vec::new();
    loop {
        let subject = world.mailbox.next(KIM).await.subject;
        subjects.push(subject.clone());
        if subject == last {
            return subjects;
        }
    }
}
