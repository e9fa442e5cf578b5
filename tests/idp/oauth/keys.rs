//! The keys that tokens are signed with: by whose wish, for how long, until when they are
//! believed (RFC 7517, OpenID Connect Core §10.1.1).

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::Method;
use kit::{Database, Visitor, on_both};
use serde_json::Value;
use shared::clock::{Outside, SystemEntropy};
use shared::secret::Token;

use crate::oauth::flow::{API, Flow, PUBLIC, SECRET, answer, at_hash, client};

const ALGORITHMS: [&str; 4] = ["ES256", "RS256", "PS256", "EdDSA"];
const HOUR: Duration = Duration::from_hours(1);

async fn set(visitor: &Visitor) -> Value {
    visitor.get("/oauth/jwks").await.expect(200).json()
}

fn kids(set: &Value) -> Vec<String> {
    let keys = set["keys"].as_array().expect("keys").iter();
    keys.map(|key| key["kid"].as_str().expect("a kid").to_owned())
        .collect()
}

/// The set, once it has so many keys.
async fn having(visitor: &Visitor, count: usize) -> Vec<String> {
    for _ in 0..200 {
        let kids = kids(&set(visitor).await);
        if kids.len() == count {
            return kids;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("there are never {count} keys: {}", set(visitor).await);
}

async fn id_token(flow: &Flow) -> String {
    let tokens = flow.tokens(&Flow::request()).await;
    tokens["id_token"].as_str().expect("an ID token").to_owned()
}

fn kid(token: &str) -> String {
    let header = jsonwebtoken::decode_header(token).expect("a header");
    header.kid.expect("a kid")
}

/// Whether `hint` is read as an ID token of ours for the person who is signed in.
async fn is_read(flow: &Flow, hint: &str) -> bool {
    let request = Flow::request().with("prompt", "none");
    let page = flow.authorize(&request.with("id_token_hint", hint)).await;
    answer(&page, "code").is_some()
}

/// `idp keys` of the running world.
async fn shell(flow: &Flow, args: &[&str]) -> Result<String, String> {
    let outside = Outside {
        clock: Arc::new(flow.world.clock.clone()),
        entropy: Arc::new(SystemEntropy),
    };
    idp::cli::keys_in_process(args, flow.world.idp_settings(), outside).await
}

async fn told(flow: &Flow, args: &[&str]) -> String {
    let told = shell(flow, args).await;
    told.unwrap_or_else(|error| panic!("{args:?}: {error}"))
}

on_both!(
    a_client_names_what_its_id_tokens_are_signed_with,
    async |database: Database| {
        let file = |alg: &str| {
            let more = format!("{PUBLIC}\nid_token_signed_response_alg = \"{alg}\"");
            client(&alg.to_lowercase(), &more)
        };
        let flow = Flow::with(database, ALGORITHMS.map(file).to_vec()).await;
        let _ = flow.sign_in(&flow.visitor, "phr").await;
        let mut signed = BTreeSet::new();
        for alg in ALGORITHMS {
            let id = alg.to_lowercase();
            let request = Flow::request().with("client_id", &id);
            let code = flow.code(&request).await;
            let redemption = Flow::redemption(&code).with("client_id", &id);
            let tokens = flow.token(&redemption).await.expect(200).json();
            let text = |name: &str| tokens[name].as_str().expect(name).to_owned();
            let (header, claims) = flow.read(&text("id_token")).await;
            assert_eq!(format!("{:?}", header.alg), alg);
            signed.extend(header.kid);
            let access_token = text("access_token");
            let hash = if alg == "EdDSA" {
                let hash =
                    aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA512, access_token.as_bytes());
                URL_SAFE_NO_PAD.encode(&hash.as_ref()[..32])
            } else {
                at_hash(&access_token)
            };
            assert_eq!(claims["at_hash"], hash, "{alg}");
            let (header, _) = flow.read(&access_token).await;
            assert_eq!(header.alg, jsonwebtoken::Algorithm::ES256, "{alg}");
            let request = request.with("prompt", "none");
            let hinted = request.with("id_token_hint", &text("id_token"));
            assert!(answer(&flow.authorize(&hinted).await, "code").is_some());
        }
        let set = set(&flow.visitor).await;
        let keys = set["keys"].as_array().expect("keys");
        let algorithms: BTreeSet<_> = keys.iter().filter_map(|key| key["alg"].as_str()).collect();
        assert_eq!(algorithms, BTreeSet::from(ALGORITHMS));
        let published: BTreeSet<_> = kids(&set).into_iter().collect();
        assert_eq!(published, signed, "a key for each algorithm");
        for key in keys {
            for private in ["d", "p", "q", "k"] {
                assert!(key.get(private).is_none(), "{private}");
            }
        }
    }
);

on_both!(keys_follow_one_another, async |database: Database| {
    let (flow, person) = Flow::signed_in(database).await;
    let again = async || {
        let token = Token::generate(&SystemEntropy);
        let account = &person.account;
        let _ = flow
            .sign_in_again(&flow.visitor, account, "phr", &token)
            .await;
    };
    let first = having(&flow.visitor, 1).await.remove(0);
    flow.world.advance(Duration::from_hours(24 * 90 - 1));
    again().await;
    let both = having(&flow.visitor, 2).await;
    assert!(both.contains(&first), "the old one is still there");
    // One second before its turn the next key signs nothing.
    flow.world.advance(Duration::from_secs(3599));
    again().await;
    let old = id_token(&flow).await;
    assert_eq!(kid(&old), first);
    flow.world.advance(Duration::from_secs(1));
    let new = id_token(&flow).await;
    assert_ne!(kid(&new), first);
    assert!(both.contains(&kid(&new)), "it had been published");
    for token in [&old, &new] {
        let _ = flow.read(token).await;
    }
    // Five minutes for the last token, an hour for clocks and caches.
    flow.world.advance(HOUR + Duration::from_secs(299));
    assert_eq!(kids(&set(&flow.visitor).await).len(), 2);
    flow.world.advance(Duration::from_secs(1));
    assert_eq!(kids(&set(&flow.visitor).await), [kid(&new)]);
    again().await;
    assert!(is_read(&flow, &old).await, "a hint outlives its key");
});

on_both!(two_processes_change_together, async |database: Database| {
    let flow = Flow::start(database).await;
    let beside = flow.world.idp_beside().await;
    let servers = [flow.world.idp.visitor(), beside.visitor()];
    assert_eq!(set(&servers[0]).await, set(&servers[1]).await);
    flow.world.advance(Duration::from_hours(24 * 90 - 1));
    let next = having(&servers[0], 2).await;
    assert_eq!(having(&servers[1], 2).await, next);
    let signers = async || {
        let fields = [
            ("grant_type", "client_credentials"),
            ("client_id", "post"),
            ("client_secret", SECRET),
            ("scope", "portal.profile"),
            ("resource", API),
        ];
        let mut signers = Vec::new();
        for server in &servers {
            let ask = server.ask(Method::POST, "/oauth/token").as_program();
            let tokens = ask.form(&fields).send().await.expect(200).json();
            signers.push(kid(tokens["access_token"].as_str().expect("a token")));
        }
        signers
    };
    let before = signers().await;
    assert_eq!(before[0], before[1]);
    flow.world.advance(HOUR);
    let after = signers().await;
    assert_eq!(after[0], after[1]);
    assert_ne!(before[0], after[0]);
    // Withdrawn in one process, it signs in none.
    let _ = told(&flow, &["withdraw", &after[0]]).await;
    for server in &servers {
        let left = having_not(server, &after[0]).await;
        assert_eq!(left.len(), 2, "the old one and a new one");
    }
    let last = signers().await;
    assert_eq!(last[0], last[1]);
    assert!(!next.contains(&last[0]));
    beside.stop().await;
});

/// The set, once it is without this key.
async fn having_not(visitor: &Visitor, kid: &str) -> Vec<String> {
    for _ in 0..200 {
        let kids = kids(&set(visitor).await);
        if !kids.iter().any(|it| it == kid) {
            return kids;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{kid} is always there");
}

on_both!(
    what_a_withdrawn_key_signed_is_dead,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let request = Flow::request().with("scope", "openid offline_access");
        let tokens = flow.tokens(&request).await;
        let text = |name: &str| tokens[name].as_str().expect(name).to_owned();
        let (access, hint) = (text("access_token"), text("id_token"));
        let _ = flow.userinfo(&access).await.expect(200);
        assert!(is_read(&flow, &hint).await);
        let own = [
            ("grant_type", "client_credentials"),
            ("scope", "portal.profile"),
            ("resource", API),
        ];
        let own = flow.as_basic("/oauth/token", "basic", &own).await;
        let own = own.expect(200).json();
        let own = own["access_token"].as_str().expect("a token");
        let is_active = async || {
            let fields = [("token", own)];
            let told = flow.as_basic("/oauth/introspect", "basic", &fields).await;
            told.expect(200).json()["active"] == true
        };
        assert!(is_active().await);
        let bad = kid(&access);
        let line = told(&flow, &["withdraw", &bad]).await;
        assert!(
            line.contains(&format!("{bad}\tES256\twithdrawn ")),
            "{line}"
        );
        // The row decides, in every process and at once.
        let _ = flow.userinfo(&access).await.expect(401);
        assert!(!is_active().await);
        let left = having_not(&flow.visitor, &bad).await;
        assert_eq!(left.len(), 1, "a successor");
        assert!(!is_read(&flow, &hint).await);
        // The access itself lives on, under the successor.
        let refresh = Flow::refreshing(&text("refresh_token"));
        let tokens = flow.token(&refresh).await.expect(200).json();
        let access = tokens["access_token"].as_str().expect("a token");
        assert_eq!(kid(access), left[0]);
        let _ = flow.userinfo(access).await.expect(200);
        let error = shell(&flow, &["withdraw", &bad]).await;
        assert!(error.is_err_and(|it| it.contains("no such key")), "again");
    }
);

on_both!(the_shell_rotates, async |database: Database| {
    let (flow, _) = Flow::signed_in(database).await;
    let first = having(&flow.visitor, 1).await.remove(0);
    let line = told(&flow, &["list"]).await;
    assert_eq!(
        line,
        format!("{first}\tES256\tsigns since 2026-11-23T09:00:00Z\n")
    );
    let lines = told(&flow, &["rotate"]).await;
    assert!(
        lines.contains("\tnext: signs from 2026-11-23T10:00:00Z"),
        "{lines}"
    );
    let both = having(&flow.visitor, 2).await;
    assert_eq!(kid(&id_token(&flow).await), first);
    // Once more changes nothing; now it signs.
    assert_eq!(told(&flow, &["rotate"]).await, lines);
    let json = told(&flow, &["rotate", "--now", "--json"]).await;
    let lines: Vec<Value> = json
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 2, "{json}");
    for _ in 0..200 {
        if kid(&id_token(&flow).await) != first {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let new = id_token(&flow).await;
    assert_ne!(kid(&new), first);
    assert!(both.contains(&kid(&new)));
    let refused = shell(&flow, &["rotate", "--alg", "HS256"]).await;
    assert!(refused.is_err_and(|it| it.contains("must be ES256")));
});
