//! JWTs near real ones, wherever one is read: an ID token as a hint, an access token, a client
//! assertion, a request object (T20 to T24). Changed, it is none; no key but the client's makes one.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::Method;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, encode};
use kit::{Database, browser};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;
use serde_json::{Value, json};

use crate::edits::near;
use crate::flow::{CALLBACK, Fields, Flow, answer, client};
use crate::target::run;

#[derive(Debug, Clone)]
enum Tampered {
    Text(String),
    /// A member of the header or of the claims, under the old signature.
    Member(bool, String, Value),
    /// A claim, signed by the client's own key.
    Signed(String, Value),
}

struct Stage {
    flow: Flow,
    key: EncodingKey,
}

const KINDS: [&str; 4] = ["hint", "access", "assertion", "object"];

impl Stage {
    async fn set() -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
        let public = DecodingKey::from_ec_der(pair.public_key().as_ref());
        let mut jwk = Jwk::from_decoding_key(&public, Some(Algorithm::ES256)).expect("a JWK");
        jwk.common.key_id = Some("k".to_owned());
        let set = serde_json::to_string(&JwkSet { keys: vec![jwk] }).expect("JSON");
        let more = "grant_types = [\"authorization_code\", \"client_credentials\"]";
        let file = client(
            "signed",
            &format!("first_party = true\n{more}\njwks = '{set}'"),
        );
        let flow = Flow::with(Database::Sqlite, vec![file]).await;
        let _ = flow.sign_in(&flow.visitor, "phr").await;
        let key = EncodingKey::from_ec_der(pair.to_pkcs8v1().expect("PKCS#8").as_ref());
        Self { flow, key }
    }

    fn sign(&self, claims: &Value) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some("k".to_owned());
        encode(&header, claims, &self.key).expect("signs")
    }

    fn claims(&self, kind: &str, jti: &str) -> Value {
        let now = self.flow.world.now();
        let (issuer, exp) = (self.flow.issuer(), now + 60);
        match kind {
            "assertion" => json!({ "iss": "signed", "sub": "signed", "aud": issuer, "jti": jti,
                "iat": now, "exp": exp }),
            _ => json!({ "iss": "signed", "aud": issuer, "exp": exp, "scope": "openid",
                "nonce": "n-2" }),
        }
    }

    /// Whether `text` is believed as what `kind` is; anything but a clean yes or no fails.
    async fn believes(&self, kind: &str, text: &str) -> Result<bool, TestCaseError> {
        let flow = &self.flow;
        let program = flow.world.idp.visitor();
        let page = match kind {
            "access" => {
                let fields = Fields::new(&[("access_token", text)]);
                let ask = program.ask(Method::POST, "/oauth/userinfo").as_program();
                let form = "application/x-www-form-urlencoded";
                ask.body(form, fields.query()).send().await
            }
            "assertion" => {
                let fields = Fields::new(&[
                    ("grant_type", "client_credentials"),
                    ("scope", "portal.profile"),
                    ("resource", "https://api.test"),
                    (
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    ),
                    ("client_assertion", text),
                ]);
                flow.token(&fields).await
            }
            kind => {
                let name = if kind == "hint" {
                    "id_token_hint"
                } else {
                    "request"
                };
                let id = if kind == "hint" { "app" } else { "signed" };
                let request = Flow::request().with("client_id", id).with("prompt", "none");
                let request = request.with(name, text);
                // By a form, which may be longer than the head of a request.
                let ask = flow.visitor.ask(Method::POST, "/oauth/authorize");
                let form = "application/x-www-form-urlencoded";
                let page = ask.body(form, request.query()).send().await;
                if page.status() == 303 {
                    let page = page.follow().await;
                    if page.status() == 303 && page.header("location").starts_with(CALLBACK) {
                        return Ok(answer(&page, "code").is_some());
                    }
                    page
                } else {
                    page
                }
            }
        };
        let status = page.status();
        prop_assert!(
            [200, 400, 401, 413, 431].contains(&status),
            "{kind} {status}: {}",
            page.body()
        );
        Ok(status == 200)
    }
}

fn parts(token: &str) -> Vec<Value> {
    let parts = token.split('.').take(2);
    let bytes = parts.map(|part| URL_SAFE_NO_PAD.decode(part).expect("base64url"));
    bytes
        .map(|it| serde_json::from_slice(&it).expect("JSON"))
        .collect()
}

fn tampered(token: &str, (in_header, name, value): (bool, &str, &Value)) -> String {
    let mut all = parts(token);
    all[usize::from(!in_header)][name] = value.clone();
    let encode = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    let signature = token.rsplit('.').next().unwrap_or_default();
    // An unsigned one has none.
    let unsigned = name == "alg"
        && value
            .as_str()
            .is_none_or(|it| it.eq_ignore_ascii_case("none"));
    let signature = if unsigned { "" } else { signature };
    format!("{}.{}.{signature}", encode(&all[0]), encode(&all[1]))
}

fn value() -> impl Strategy<Value = Value> {
    let known = vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(""),
        json!("none"),
        json!("nONE"),
        json!("HS256"),
        json!("RS256"),
        json!("PS256"),
        json!("9999999999"),
        json!(9_999_999_999_i64),
        json!(i64::MAX),
        json!([]),
        json!({}),
        json!(["x"]),
        json!("../../etc/passwd"),
        json!("'; DROP TABLE grants; --"),
        json!("\u{0}"),
        json!("https://evil.test/jwks"),
        json!("app"),
        json!("signed"),
        json!("DEF"),
        json!({ "kty": "oct", "k": "AAAA" }),
        json!("a".repeat(3_000)),
    ];
    prop_oneof![
        4 => select(known),
        1 => any::<String>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
    ]
}

fn name() -> impl Strategy<Value = String> {
    let known = [
        "alg",
        "typ",
        "kid",
        "jwk",
        "jku",
        "x5u",
        "x5c",
        "zip",
        "crit",
        "cty",
        "p2c",
        "enc",
        "iss",
        "sub",
        "aud",
        "exp",
        "nbf",
        "iat",
        "jti",
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "nonce",
        "claims",
        "request",
        "request_uri",
        "resource",
        "code_challenge",
        "max_age",
        "prompt",
        "response_type",
        "response_mode",
        "auth_time",
        "acr",
        "sid",
    ];
    select(known.map(str::to_owned).to_vec())
}

#[test]
fn jwt() {
    let stage = browser::run(Stage::set());
    let tokens = browser::run(stage.flow.tokens(&Flow::request()));
    let text = |name: &str| tokens[name].as_str().expect(name).to_owned();
    let originals = [
        text("id_token"),
        text("access_token"),
        stage.sign(&stage.claims("assertion", "corpus")),
        stage.sign(&stage.claims("object", "corpus")),
    ];
    for (kind, token) in KINDS.iter().zip(&originals) {
        let believed = browser::run(stage.believes(kind, token)).expect("an answer");
        assert!(believed, "the {kind} itself is good");
    }
    let change = prop_oneof![
        3 => near(originals.to_vec()).prop_map(Tampered::Text),
        3 => (any::<bool>(), name(), value()).prop_map(|(h, n, v)| Tampered::Member(h, n, v)),
        2 => (name(), value()).prop_map(|(name, value)| Tampered::Signed(name, value)),
    ];
    let strategy = (0..KINDS.len(), change);
    run("jwt", &strategy, |(nth, change)| {
        check(&stage, (KINDS[nth], &originals[nth]), &change)
    });
}

fn check(stage: &Stage, (kind, original): (&str, &str), change: &Tampered) -> TestCaseResult {
    let (text, is_signed) = match change {
        Tampered::Text(text) => (text.clone(), false),
        Tampered::Member(header, name, value) => {
            (tampered(original, (*header, name, value)), false)
        }
        Tampered::Signed(name, value) => {
            let jti = shared::secret::random_id(&shared::clock::SystemEntropy);
            let mut claims = stage.claims(kind, &jti);
            claims[name] = value.clone();
            (stage.sign(&claims), true)
        }
    };
    let believed = browser::run(stage.believes(kind, &text))?;
    // Nothing signed by a client is a token of ours; else its owner may say what it likes.
    let may = (is_signed && ["assertion", "object"].contains(&kind))
        // Left out, it is no hint and no object: the request stands by itself.
        || text.is_empty() && ["hint", "object"].contains(&kind)
        || text == original && kind != "assertion";
    prop_assert!(may || !believed, "believed as {}: {}", kind, text);
    Ok(())
}
