//! The office's people, as they come in truth: the first lead by the mail of the settings,
//! everybody else by an invitation; each with a second factor or a passkey.

use std::ops::Deref;
use std::time::Duration;

use serde_json::json;
use shared::claims::Role;
use shared::clock::SystemEntropy;
use shared::db::Db;
use shared::secret::{Token, random_id};
use tokio::sync::Mutex;

use crate::browser::Tab;
use crate::http::{Page, Visitor};
use crate::passkeys::SoftPasskey;
use crate::people::PASSWORD;
use crate::world::{LEAD, World};

/// What a member of the staff signs in with beside the password.
#[derive(Debug)]
enum Factor {
    /// The key of the app.
    Totp(String),
    Passkey(Mutex<SoftPasskey>),
}

/// A member of the staff with a browser that is signed in at the provider (and is that visitor).
#[derive(Debug)]
pub struct Member {
    /// The user name; the password is [`PASSWORD`].
    pub email: String,
    visitor: Visitor,
    factor: Factor,
}

impl Deref for Member {
    type Target = Visitor;

    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

/// The first lead, who accepts the invitation of `first_staff.email`; with a second factor.
///
/// # Panics
/// When a page is not as it should be.
pub async fn first_lead(world: &World) -> Member {
    let mail = world.mailbox.next(LEAD).await;
    join(world, LEAD, &mail.link("/einladung")).await
}

/// A further member with these roles, who has accepted an invitation; with a second factor.
///
/// # Panics
/// When a page is not as it should be.
pub async fn member(world: &World, email: &str, roles: &[Role]) -> Member {
    let link = invitation(world, email, roles).await;
    join(world, email, &link).await
}

/// The same with a passkey; the password opens nothing by itself then.
///
/// # Panics
/// When a page is not as it should be.
pub async fn member_with_passkey(world: &World, email: &str, roles: &[Role]) -> Member {
    let link = invitation(world, email, roles).await;
    let visitor = chosen(world, &link).await;
    let mut device = SoftPasskey::new();
    let page = "/absichern/passkey";
    let name = json!({ "name": "Dienstgerät" });
    let options = post(&visitor, page, "/absichern/passkey/optionen", &name).await;
    let credential = device.create(&options.expect(200).json(), &world.idp.base());
    let answer = json!({ "name": "Dienstgerät", "credential": credential });
    let _ = post(&visitor, page, page, &answer).await.expect(200);
    Member {
        email: email.to_owned(),
        visitor,
        factor: Factor::Passkey(Mutex::new(device)),
    }
}

/// An open invitation as a lead would have made it, without its mail; gives the link.
///
/// # Panics
/// When the database does not take it.
pub async fn invitation(world: &World, email: &str, roles: &[Role]) -> String {
    let token = Token::generate(&SystemEntropy);
    let db = Db::open(world.database_urls()[0], 1).await;
    let db = db.expect("the provider's database opens");
    let mut tx = db.write().await.expect("a transaction");
    sqlx::query(
        "INSERT INTO invitations (id, token_hash, email, email_key, roles, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(random_id(&SystemEntropy))
    .bind(token.hash().to_vec())
    .bind(email)
    .bind(email.to_lowercase())
    .bind(serde_json::to_string(roles).expect("JSON"))
    .bind(world.now())
    .bind(world.now() + 7 * 24 * 60 * 60)
    .execute(tx.conn())
    .await
    .expect("an invitation");
    tx.commit().await.expect("commits");
    db.close().await;
    world.idp.url(&format!("/einladung?id={}", token.reveal()))
}

impl Member {
    /// The same browser at the portal, signed in there, by now.
    ///
    /// # Panics
    /// When the portal does not let the member in.
    pub async fn at_portal(&self, world: &World) -> Visitor {
        let visitor = self.visitor.and_at(&world.portal.base());
        let page = visitor.browse("/anmelden?weiter=/sachbearbeitung").await;
        assert!(
            page.url().as_str().starts_with(&world.portal.base()),
            "{} did not arrive in the portal: {}\n{}",
            self.email,
            page.url(),
            page.text()
        );
        visitor
    }

    /// Signs in anew at the provider in this member's browser: a fresh `auth_time`. The clock
    /// moves, so that a code of the app is good again.
    ///
    /// # Panics
    /// When the provider does not let the member in.
    pub async fn sign_in_again(&self, world: &World) {
        self.sign_in(world, &self.visitor, "/anmelden/konto?erneut=1")
            .await;
    }

    /// Signs in from the provider's page at `path` in the browser of `visitor`; gives what comes
    /// after.
    ///
    /// # Panics
    /// When a page is not as it should be.
    pub async fn sign_in(&self, world: &World, visitor: &Visitor, path: &str) -> Page {
        world.advance(Duration::from_secs(30));
        match &self.factor {
            Factor::Totp(key) => {
                let page = visitor.get(path).await.expect(200);
                let form = page.form("sign-in-form").fill("email", &self.email);
                let page = form.fill("password", PASSWORD).submit_and_follow().await;
                let code = crate::totp::code(key, world.now());
                let form = page.expect(200).form("code-form").fill("code", &code);
                form.submit().await.expect(303)
            }
            Factor::Passkey(device) => {
                let begin = "/anmelden/passkey/optionen";
                let options = post(visitor, path, begin, &json!({})).await.expect(200);
                let mut device = device.lock().await;
                let answer = device.get(&options.json(), &world.idp.base());
                let answer = answer.expect("the device has a key");
                // As the page's button: with everything that the address carries along.
                let finish = path.replace("/anmelden/konto", "/anmelden/passkey");
                post(visitor, path, &finish, &answer).await.expect(200)
            }
        }
    }
}

/// Accepts the invitation behind `link` in a new browser and sets up a second factor.
async fn join(world: &World, email: &str, link: &str) -> Member {
    let visitor = chosen(world, link).await;
    let page = visitor.get("/absichern/totp").await.expect(200);
    let key = page.text_of("#qr-key").expect("the page shows the key");
    let code = crate::totp::code(&key, world.now());
    let form = page.form("totp-form").fill("code", &code);
    let done = form.submit_and_follow().await.expect(200);
    assert!(done.link("Weiter").ends_with("/sachbearbeitung"));
    Member {
        email: email.to_owned(),
        visitor,
        factor: Factor::Totp(key),
    }
}

/// A browser that has accepted the invitation and chosen a password.
async fn chosen(world: &World, link: &str) -> Visitor {
    let visitor = world.idp.visitor();
    let page = visitor.get(link).await.expect(200);
    let form = page.form("invitation-form").fill("password", PASSWORD);
    let form = form.fill("password_repeat", PASSWORD);
    let next = form
        .check("terms")
        .check("privacy")
        .submit_and_follow()
        .await;
    assert_eq!(next.expect(200).url().path(), "/absichern");
    visitor
}

/// What a script of `page` posts.
async fn post(visitor: &Visitor, page: &str, path: &str, body: &serde_json::Value) -> Page {
    let page = visitor.get(page).await.expect(200);
    let token = page.attribute("meta[name=csrf-token]", "content");
    let ask = visitor.ask(http::Method::POST, path).json(body);
    ask.header("x-csrf-token", &token.expect("the page has a token"))
        .send()
        .await
}

/// In a browser's tab: accepts the invitation behind `link`, sets up a second factor and goes on
/// to the office; gives the key of the app.
///
/// # Panics
/// When a page is not as it should be.
pub async fn join_in_tab(world: &World, tab: &Tab, link: &str) -> String {
    tab.goto(link).await;
    tab.fill("password", PASSWORD).await;
    tab.fill("password_repeat", PASSWORD).await;
    tab.check("terms").await;
    tab.check("privacy").await;
    tab.click_css_through("#submit").await;
    tab.click_css_through("#choose-totp").await;
    let key = tab.text_of("#qr-key").await;
    let code = crate::totp::code(&key, world.now());
    tab.fill("code", &code).await;
    tab.click_css_through("#submit").await;
    tab.click_css_through("#further").await;
    key
}

/// In a browser's tab: the first lead joins by the mail and arrives in the office.
///
/// # Panics
/// When a page is not as it should be.
pub async fn first_lead_in_tab(world: &World, tab: &Tab) -> String {
    let mail = world.mailbox.next(LEAD).await;
    join_in_tab(world, tab, &mail.link("/einladung")).await
}

/// In a browser's tab: a further member joins and arrives in the office.
///
/// # Panics
/// When a page is not as it should be.
pub async fn member_in_tab(world: &World, tab: &Tab, email: &str, roles: &[Role]) -> String {
    let link = invitation(world, email, roles).await;
    join_in_tab(world, tab, &link).await
}
