//! A relying party that no one here wrote completes sign-in, refresh, userinfo and sign-out:
//! `openid-client` from npm, certified by the OpenID Foundation. It finds everything by discovery
//! and checks what it gets: signature, `iss`, `aud`, `nonce`, `state`, `at_hash`.

use std::process::Stdio;
use std::time::Duration;

use aws_lc_rs::encoding::AsBigEndian;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kit::people::{PASSWORD, registered};
use kit::world::{Wishes, World};
use kit::{Page, Visitor, totp};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

const KIM: &str = "kim@example.org";
/// Nothing listens there: the visitor stops at the redirect.
const REDIRECT: &str = "http://localhost:9/zurueck";
const SIGNED_OUT: &str = "http://localhost:9/abgemeldet";

/// The library in a Node process; it ends with the test.
struct Library {
    process: Child,
    to: ChildStdin,
    from: Lines<BufReader<ChildStdout>>,
}

impl Library {
    fn start() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/relying_party/visit.mjs");
        let mut process = Command::new("node")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("Node starts");
        let to = process.stdin.take().expect("its input");
        let from = process.stdout.take().expect("its output");
        let from = BufReader::new(from).lines();
        Self { process, to, from }
    }

    async fn tell(&mut self, message: &Value) {
        let line = format!("{message}\n");
        let told = self.to.write_all(line.as_bytes()).await;
        told.expect("the library listens");
    }

    async fn hear(&mut self) -> Value {
        let line = tokio::time::timeout(Duration::from_mins(1), self.from.next_line()).await;
        let line = line
            .expect("an answer in time")
            .expect("its output can be read");
        let Some(line) = line else {
            let ended = self.process.wait().await;
            panic!("the library ended ({ended:?}); what it says stands above");
        };
        serde_json::from_str(&line).expect("a line of JSON")
    }
}

/// A private key as JWK (P-256) and the set of its public half.
fn key() -> (Value, Value) {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
    let secret = pair.private_key().as_be_bytes().expect("its number");
    let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    // 0x04, x, y.
    let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
    let public = json!({ "kty": "EC", "crv": "P-256", "kid": "k1", "alg": "ES256", "use": "sig",
                         "x": text(x), "y": text(y) });
    let mut private = public.clone();
    private["d"] = text(secret.as_ref()).into();
    (private, json!({ "keys": [public] }))
}

fn client(authentication: &str) -> String {
    format!(
        "client_id = \"elsewhere\"\nname = \"Elsewhere\"\n{authentication}\n\
         redirect_uris = [\"{REDIRECT}\"]\npost_logout_redirect_uris = [\"{SIGNED_OUT}\"]\n\
         scopes = [\"openid\", \"email\", \"profile\", \"offline_access\"]\nfirst_party = true\n"
    )
}

/// Goes on as a browser would until it leaves the provider; signs in and out where asked.
async fn browse(world: &World, kim: &Visitor, key: &str, address: &str) -> String {
    let mut page = kim.get(address).await;
    for _ in 0..20 {
        if (300..400).contains(&page.status()) {
            let next = page.redirect();
            if next.starts_with("http://localhost:9/") {
                return next;
            }
            page = page.follow().await;
        } else {
            page = act(world, page.expect(200), key).await;
        }
    }
    panic!("the way never ended; at last: {}", page.text());
}

async fn act(world: &World, page: Page, key: &str) -> Page {
    if page.has("#sign-in-form") {
        let form = page.form("sign-in-form").fill("email", KIM);
        form.fill("password", PASSWORD).submit().await
    } else if page.has("#code-form") {
        world.advance(Duration::from_secs(30));
        let code = totp::code(key, world.now());
        page.form("code-form").fill("code", &code).submit().await
    } else if page.has("a#sign-in") {
        page.click("Anmelden").await
    } else {
        panic!("nobody told what to do here: {}", page.text())
    }
}

/// Kim with password and second factor, signed out; the key of the factor.
async fn kim(world: &World) -> (Visitor, String) {
    let kim = world.idp.visitor();
    let _ = registered(world, &kim, KIM).await;
    let form = kim.get("/anmelden/konto").await.form("sign-in-form");
    let form = form.fill("email", KIM).fill("password", PASSWORD);
    let _ = form.submit_and_follow().await.expect(200);
    let page = kim.get("/absichern/totp").await.expect(200);
    let key = page.text_of("#qr-key").expect("the key");
    let code = totp::code(&key, world.now());
    let form = page.form("totp-form").fill("code", &code);
    let _ = form.submit_and_follow().await.expect(200);
    kim.forget_cookies();
    (kim, key)
}

async fn whole_way(database: kit::Database, authentication: String, private: Option<Value>) {
    if std::env::var_os("TEST_NODE_MODULES").is_none() {
        eprintln!("SKIPPED: TEST_NODE_MODULES is not set: run tests/run");
        return;
    }
    let wishes = Wishes {
        clients: vec![client(&authentication)],
        // The replay comes at once; with the grace it would be a lost answer.
        idp: "oauth.refresh_grace_seconds = 0\n".to_owned(),
        ..Wishes::default()
    };
    let world = World::with(database, wishes).await;
    // Times in tokens are compared with the library's own clock.
    let now = std::time::SystemTime::UNIX_EPOCH
        .elapsed()
        .expect("a time after 1970");
    let now = i64::try_from(now.as_secs()).expect("a time before the end of all times");
    world
        .clock
        .set(shared::clock::Timestamp::from_unix(now - 30));
    let (kim, key) = kim(&world).await;
    let mut library = Library::start();
    let who = json!({ "issuer": world.idp.base(), "clientId": "elsewhere", "redirectUri": REDIRECT,
                      "signedOutUri": SIGNED_OUT, "key": private });
    library.tell(&who).await;
    let done = loop {
        let said = library.hear().await;
        let Some(address) = said["open"].as_str() else {
            break said["done"].clone();
        };
        let landed = browse(&world, &kim, &key, address).await;
        library.tell(&json!({ "landed": landed })).await;
    };
    let claims = &done["claims"];
    assert_eq!(claims["iss"], world.idp.base());
    assert_eq!(claims["aud"], "elsewhere");
    assert_eq!(claims["acr"], "urn:schluesselbund:acr:mfa");
    assert_eq!(claims["amr"], json!(["pwd", "otp", "mfa"]));
    assert!(
        claims["auth_time"].is_i64() && claims["sid"].is_string(),
        "{claims}"
    );
    for person in [&done["person"], &done["again"]] {
        assert_eq!(person["sub"], claims["sub"]);
        assert_eq!(person["email"], KIM);
        assert_eq!(person["email_verified"], true);
    }
    assert_eq!(done["rotated"], true, "a refresh token counts once");
    assert_eq!(done["replayed"], "invalid_grant");
    assert_eq!(
        done["afterReplay"], "invalid_grant",
        "a replay ends the grant"
    );
    assert_eq!(
        done["secondRedemption"], "invalid_grant",
        "a code counts once"
    );
    assert_eq!(done["signedOut"], format!("{SIGNED_OUT}?state=bye"));
    assert_eq!(done["silently"], "login_required", "the session has ended");
}

kit::on_both!(with_a_key_of_its_own, async |database: kit::Database| {
    let (private, public) = key();
    let authentication =
        format!("token_endpoint_auth_method = \"private_key_jwt\"\njwks = '{public}'");
    whole_way(database, authentication, Some(private)).await;
});

kit::on_both!(as_a_public_client, async |database: kit::Database| {
    whole_way(
        database,
        "token_endpoint_auth_method = \"none\"".to_owned(),
        None,
    )
    .await;
});
