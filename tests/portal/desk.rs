//! The office's desk for tests: people who are signed in already, codes that were issued just now.
//! The way through the provider has tests of its own; here it would only cost time.

use std::sync::Arc;
use std::time::Duration;

use kit::Visitor;
use kit::world::World;
use serde_json::json;
use shared::claims::Role;
use shared::clock::{Outside, SystemEntropy};
use shared::secret::{Token, random_id};
use sqlx::any::{AnyPoolOptions, AnyRow, install_default_drivers};
use sqlx::{AnyPool, AssertSqlSafe, Row as _};

/// Kim Klicker's Kundennummer and birth date.
pub(crate) const NUMBER: &str = "123A456789";
pub(crate) const BORN: &str = "14.03.1987";

/// The portal's database.
pub(crate) async fn database(world: &World) -> AnyPool {
    install_default_drivers();
    let pool = AnyPoolOptions::new().max_connections(1);
    let [_, url] = world.database_urls();
    pool.connect(url).await.expect("the portal's database")
}

/// The first column of the first row, as a number.
pub(crate) async fn count(world: &World, select: &str) -> i64 {
    let pool = database(world).await;
    let row: AnyRow = sqlx::query(AssertSqlSafe(select.to_owned()))
        .fetch_one(&pool)
        .await
        .expect("a row");
    pool.close().await;
    row.try_get(0).expect("a number")
}

/// Signs `name@example.org` in, in this browser.
pub(crate) async fn sign_in(world: &World, visitor: &Visitor, name: &str) {
    sign_in_as(world, visitor, name, &[]).await;
}

/// A browser in which `name@example.org` of the staff is signed in with these roles.
pub(crate) async fn staff(world: &World, name: &str, roles: &[Role]) -> Visitor {
    let visitor = world.portal.visitor();
    sign_in_as(world, &visitor, name, roles).await;
    visitor
}

/// Tokens that no provider gave: a stand-in takes them, the real one does not.
fn tokens(session: &str) -> Vec<u8> {
    let test = include_str!("../../config/portal.test.toml");
    let settings = portal::Settings::from_toml(&[test]).expect("settings");
    let plain = json!({ "access": "desk", "provider": "desk", "refresh": null, "id_token": "" });
    let sealing = settings.keys.sealing_key.derive("sessions");
    let context = format!("sessions/{session}");
    sealing.seal(&SystemEntropy, &context, plain.to_string().as_bytes())
}

async fn sign_in_as(world: &World, visitor: &Visitor, name: &str, roles: &[Role]) {
    let pool = database(world).await;
    let token = Token::generate(&SystemEntropy);
    let (id, now) = (random_id(&SystemEntropy), world.now());
    sqlx::query(
        "INSERT INTO residents (id, issuer, sub, email, locale, first_seen_at, last_seen_at) \
         VALUES ($1, $2, $3, $4, 'de', $5, $5) ON CONFLICT (issuer, sub) DO NOTHING",
    )
    .bind(format!("resident-{name}"))
    .bind(world.idp.base())
    .bind(format!("sub-{name}"))
    .bind(format!("{name}@example.org"))
    .bind(now)
    .execute(&pool)
    .await
    .expect("a resident");
    sqlx::query(
        "INSERT INTO sessions (id, token_hash, resident_id, sub, sid, acr, auth_time, issued_at, \
         tokens, access_expires_at, created_at, last_seen_at, roles, provider_expires_at) \
         VALUES ($1, $2, $3, $4, NULL, 'phr', $5, $5, $6, $7, $5, $5, $8, $7)",
    )
    .bind(id.as_str())
    .bind(token.hash().to_vec())
    .bind(format!("resident-{name}"))
    .bind(format!("sub-{name}"))
    .bind(now)
    .bind(tokens(&id))
    // Never due, so that nobody asks the provider for fresh ones.
    .bind(now + 1_000_000_000)
    .bind(serde_json::to_string(roles).expect("JSON"))
    .execute(&pool)
    .await
    .expect("a session");
    pool.close().await;
    let cookie = format!("portal-{}-session", world.portal.port());
    visitor.set_cookie(&cookie, token.reveal());
}

/// A browser in which `name@example.org` is signed in.
pub(crate) async fn signed_in(world: &World, name: &str) -> Visitor {
    let visitor = world.portal.visitor();
    sign_in(world, &visitor, name).await;
    visitor
}

/// What `portal codes …` tells.
pub(crate) async fn codes(world: &World, args: &[&str]) -> Result<String, String> {
    let [_, database] = world.database_urls();
    let own = format!(
        "http.public_url = \"{}\"\ndatabase.url = \"{database}\"\nletters.outbox = \"{}\"\n",
        world.portal.base(),
        world.letters().display(),
    );
    let test = include_str!("../../config/portal.test.toml");
    let settings = portal::Settings::from_toml(&[test, &own]).expect("settings");
    let outside = Outside {
        clock: Arc::new(world.clock.clone()),
        entropy: Arc::new(SystemEntropy),
    };
    portal::cli::codes_in_process(args, &settings, outside).await
}

/// Issues a code and shows it.
async fn issue(world: &World, args: &[&str]) -> String {
    let address = [
        "--address-line",
        "Lindenweg 12",
        "--address-line",
        "12345 Musterstadt",
    ];
    let told = codes(world, &[&["issue", "--show"], args, &address].concat()).await;
    let told = told.expect("a code");
    let line = told.lines().find_map(|line| line.strip_prefix("in full"));
    line.expect("the code").trim().to_owned()
}

/// A fresh code for Kim Klicker.
pub(crate) async fn code_for_kim(world: &World) -> String {
    let who = [
        "--given-name",
        "Kim",
        "--family-name",
        "Klicker",
        "--birth-date",
        "1987-03-14",
    ];
    let number = ["--customer-number", NUMBER, "--community", "97122//0000004"];
    issue(world, &[who.as_slice(), &number].concat()).await
}

/// A fresh code for `Muster GmbH`, HRB 12345.
pub(crate) async fn code_for_company(world: &World) -> String {
    let who = [
        "--organisation",
        "Muster GmbH",
        "--register-number",
        "HRB 12345",
    ];
    let more = [
        "--register-court",
        "Musterstadt",
        "--customer-number",
        "987B654321",
    ];
    issue(world, &[who.as_slice(), &more].concat()).await
}

/// Enters a code with a birth date.
pub(crate) async fn enter(visitor: &Visitor, code: &str, born: &str) -> kit::Page {
    let form = visitor
        .get("/freischaltcode")
        .await
        .expect(200)
        .form("code-form");
    form.fill("code", code)
        .fill("birth_date", born)
        .submit()
        .await
}

/// Unlocks Kim's profile for this person.
pub(crate) async fn unlock_kim(world: &World, visitor: &Visitor) {
    let code = code_for_kim(world).await;
    let done = enter(visitor, &code, BORN).await.expect(303);
    done.follow().await.expect(200).shows(NUMBER);
}

/// Another code with the same name: the secret is wrong, the check fits.
pub(crate) fn with_wrong_secret(code: &str) -> String {
    altered(code, 7)
}

/// Another code: the symbol at `place` differs, the check fits. The name comes before the secret.
pub(crate) fn altered(code: &str, place: usize) -> String {
    const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let read = |c: char| u32::try_from(ALPHABET.find(c).expect("a symbol")).expect("small");
    let written = code.replace('-', "");
    let mut body: Vec<u32> = written.chars().take(15).map(read).collect();
    body[place] = (body[place] + 1) % 32;
    let sum: u32 = body
        .iter()
        .rev()
        .enumerate()
        .map(|(place, symbol)| symbol * if place % 2 == 0 { 2 } else { 1 })
        .map(|addend| addend / 32 + addend % 32)
        .sum();
    body.push((32 - sum % 32) % 32);
    let letter = |symbol: u32| char::from(ALPHABET.as_bytes()[symbol as usize]);
    body.into_iter().map(letter).collect()
}

/// More than the time in which all tries of an account come back.
pub(crate) const AN_HOUR: Duration = Duration::from_secs(60 * 60 + 1);
