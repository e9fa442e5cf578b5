//! Kim, with whatever secures her account.

use http::Method;
use kit::people::{PASSWORD, registered};
use kit::world::World;
use kit::{Page, SoftPasskey, Visitor};
use serde_json::{Value, json};

pub(crate) const KIM: &str = "kim@example.org";

/// Where a page leads, as path and query.
pub(crate) trait Leads {
    fn leads(&self) -> String;
}

impl Leads for Page {
    fn leads(&self) -> String {
        let address = self.redirect();
        let rest = address
            .split_once("://")
            .map_or(address.as_str(), |(_, rest)| rest);
        rest.find('/')
            .map_or_else(String::new, |at| rest[at..].to_owned())
    }
}

/// Sends user name and password; follows nothing.
pub(crate) async fn sign_in_with(visitor: &Visitor, password: &str) -> Page {
    let page = visitor.get("/anmelden/konto").await.expect(200);
    let form = page.form("sign-in-form").fill("email", KIM);
    form.fill("password", password).submit().await
}

/// The same with the right password.
pub(crate) async fn sign_in(visitor: &Visitor) -> Page {
    sign_in_with(visitor, PASSWORD).await
}

/// Kim has registered and signed in: she may secure her account and nothing else.
pub(crate) async fn enrolling(world: &World) -> Visitor {
    let kim = world.idp.visitor();
    let _ = registered(world, &kim, KIM).await;
    assert_eq!(sign_in(&kim).await.leads(), "/absichern");
    kim
}

/// Sets up the second factor at `path`; gives its key.
pub(crate) async fn add_totp(world: &World, visitor: &Visitor, path: &str) -> String {
    let page = visitor.get(path).await.expect(200);
    let key = page.text_of("#qr-key").expect("the page shows the key");
    let code = kit::totp::code(&key, world.now());
    let form = page.form("totp-form").fill("code", &code);
    form.submit_and_follow()
        .await
        .expect(200)
        .shows("erfolgreich eingerichtet");
    key
}

/// Kim has password and second factor, and is signed in.
pub(crate) async fn with_totp(world: &World) -> (Visitor, String) {
    let kim = enrolling(world).await;
    let key = add_totp(world, &kim, "/absichern/totp").await;
    (kim, key)
}

/// What a script of `page` posts.
pub(crate) async fn post(visitor: &Visitor, page: &str, path: &str, body: &Value) -> Page {
    let page = visitor.get(page).await.expect(200);
    let token = page.attribute("meta[name=csrf-token]", "content");
    let ask = visitor.ask(Method::POST, path).json(body);
    ask.header("x-csrf-token", &token.expect("the page has a token"))
        .send()
        .await
}

/// Asks for a new passkey and lets the device make it; the answer is not sent yet.
pub(crate) async fn made(
    world: &World,
    visitor: &Visitor,
    device: &mut SoftPasskey,
    page: &str,
) -> Value {
    let name = json!({ "name": "Kim Handy" });
    let options = post(visitor, page, "/absichern/passkey/optionen", &name).await;
    let credential = device.create(&options.expect(200).json(), &world.idp.base());
    json!({ "name": "Kim Handy", "credential": credential })
}

/// Sets up a passkey at `page`.
pub(crate) async fn add_passkey(world: &World, visitor: &Visitor, page: &str) -> SoftPasskey {
    let mut device = SoftPasskey::new();
    let answer = made(world, visitor, &mut device, page).await;
    let done = post(visitor, page, page, &answer).await.expect(200);
    let location = done.json()["location"].as_str().expect("a path").to_owned();
    visitor
        .get(&location)
        .await
        .expect(200)
        .shows("Passkey erfolgreich eingerichtet");
    device
}

/// Kim has a passkey and a password that opens nothing by itself, and is signed in.
pub(crate) async fn with_passkey(world: &World) -> (Visitor, SoftPasskey) {
    let kim = enrolling(world).await;
    let device = add_passkey(world, &kim, "/absichern/passkey").await;
    (kim, device)
}

/// Asks for any passkey and lets the device answer; the answer is not sent yet.
pub(crate) async fn asserted(world: &World, visitor: &Visitor, device: &mut SoftPasskey) -> Value {
    let path = "/anmelden/passkey/optionen";
    let options = post(visitor, "/anmelden/konto", path, &json!({})).await;
    let answer = device.get(&options.expect(200).json(), &world.idp.base());
    answer.expect("the device has a key")
}

/// Sends the answer of a passkey.
pub(crate) async fn answer(visitor: &Visitor, answer: &Value) -> Page {
    post(visitor, "/anmelden/konto", "/anmelden/passkey", answer).await
}

/// Signs in with the passkey.
pub(crate) async fn sign_in_by_passkey(world: &World, visitor: &Visitor, device: &mut SoftPasskey) {
    let assertion = asserted(world, visitor, device).await;
    let done = answer(visitor, &assertion).await.expect(200);
    assert_eq!(done.json()["location"], "/konto");
}

/// Whether the visitor has a full session.
pub(crate) async fn is_in(visitor: &Visitor) -> bool {
    visitor.get("/konto").await.status() == 200
}
