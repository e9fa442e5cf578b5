//! What every attack begins with.

use http::Method;
use kit::world::{Wishes, World, binaries};
use kit::{Database, Page, Visitor};
use serde_json::Value;

/// The redirect URI of `app`.
pub(crate) const CALLBACK: &str = "https://app.test/cb";
/// Where `app` lets people return after signing out.
pub(crate) const BYE: &str = "https://app.test/bye";
/// RFC 7636, Appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// Provider and portal as in production.
pub(crate) async fn world(database: Database) -> World {
    with(database, Wishes::default()).await
}

/// The same with what the test wishes.
pub(crate) async fn with(database: Database, wishes: Wishes) -> World {
    assert!(
        binaries().is_some(),
        "attacks are run against the release binaries: tests/attacks/run"
    );
    let wishes = Wishes {
        tls: true,
        production: true,
        ..wishes
    };
    World::with(database, wishes).await
}

/// Provider and portal, and an application of the operator named `id`.
pub(crate) async fn with_app(database: Database, id: &str, name: &str) -> World {
    let file = format!(
        "client_id = \"{id}\"\nname = {name}\nredirect_uris = [\"{CALLBACK}\"]\n\
         post_logout_redirect_uris = [\"{BYE}\"]\nscopes = [\"openid\", \"email\", \"offline_access\"]\n\
         first_party = true\ntoken_endpoint_auth_method = \"none\"\n",
        name = Value::from(name)
    );
    let wishes = Wishes {
        clients: vec![file],
        ..Wishes::default()
    };
    with(database, wishes).await
}

/// The fields of a form or a query.
pub(crate) fn encoded(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}

/// The authorization request of `app`, with more parameters.
pub(crate) fn request(scope: &str, more: &[(&str, &str)]) -> String {
    let fields = [
        ("client_id", "app"),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", scope),
        ("nonce", "n-1"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    format!("/oauth/authorize?{}", encoded(&[&fields, more].concat()))
}

/// The tokens of `app` for who is signed in at `visitor`.
pub(crate) async fn tokens(world: &World, visitor: &Visitor, scope: &str) -> Value {
    let page = visitor.get(&request(scope, &[("state", "s")])).await;
    let to = url::Url::parse(&page.redirect()).expect("an address");
    let code = to.query_pairs().find(|(name, _)| name == "code");
    let (_, code) = code.unwrap_or_else(|| panic!("no code in {to}"));
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", "app"),
        ("code", &code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    token(world, &fields).await.expect(200).json()
}

/// Asks for tokens as a program.
pub(crate) async fn token(world: &World, fields: &[(&str, &str)]) -> Page {
    let ask = world.idp.visitor().ask(Method::POST, "/oauth/token");
    ask.as_program().form(fields).send().await
}

/// Refreshes the tokens of `app`.
pub(crate) async fn refresh(world: &World, tokens: &Value) -> Page {
    let refresh = tokens["refresh_token"].as_str().expect("a refresh token");
    let fields = [
        ("grant_type", "refresh_token"),
        ("client_id", "app"),
        ("refresh_token", refresh),
    ];
    token(world, &fields).await
}

/// Asks userinfo with the access token.
pub(crate) async fn userinfo(world: &World, tokens: &Value) -> Page {
    let access = tokens["access_token"].as_str().expect("an access token");
    let ask = world.idp.visitor().ask(Method::GET, "/oauth/userinfo");
    ask.as_program().bearer(access).send().await
}

/// The person of `visitor` at the portal, signed in there through the provider.
pub(crate) async fn at_portal(world: &World, visitor: &Visitor) -> Visitor {
    let visitor = visitor.and_at(&world.portal.base());
    let page = visitor.browse("/anmelden").await.expect(200);
    assert!(
        page.url().as_str().starts_with(&world.portal.base()),
        "not in the portal: {}",
        page.url()
    );
    visitor
}

/// Whether the visitor is signed in at the portal.
pub(crate) async fn is_at_portal(visitor: &Visitor) -> bool {
    visitor.get("/impressum").await.has("#sign-out-form")
}

/// Every value that the server has given the visitor in a cookie, with its name.
pub(crate) fn values(visitor: &Visitor) -> Vec<(String, String)> {
    let value = |name: String| Some((name.clone(), visitor.cookie(&name)?));
    visitor.cookies().into_iter().filter_map(value).collect()
}

/// What a stranger sees of an answer: nothing of it may depend on whom it is about.
pub(crate) fn seen(page: &Page) -> (u16, usize, Vec<String>) {
    let mut headers: Vec<String> = page
        .headers()
        .iter()
        .filter(|(name, _)| !["date", "set-cookie", "x-request-id"].contains(&name.as_str()))
        .map(|(name, value)| match name.as_str() {
            // The nonce differs, not its length.
            "content-security-policy" => format!("{name}: {}", value.len()),
            _ => format!("{name}: {value:?}"),
        })
        .collect();
    headers.sort();
    (page.status(), page.bytes().len(), headers)
}

/// A code for the case `number`, by the portal's own shell.
pub(crate) fn issue(world: &World, number: &str) -> String {
    let (exit, told, wrong) = world.portal.shell(&[
        "codes",
        "issue",
        "--show",
        "--given-name",
        "Kim",
        "--family-name",
        "Klicker",
        "--birth-date",
        "1987-03-14",
        "--customer-number",
        number,
        "--community",
        "97122//0000004",
        "--address-line",
        "Lindenweg 12",
        "--address-line",
        "12345 Musterstadt",
    ]);
    assert_eq!(exit, Some(0), "{wrong}");
    let line = told.lines().find_map(|line| line.strip_prefix("in full"));
    line.expect("the code").trim().to_owned()
}
