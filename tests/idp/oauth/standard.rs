//! Standard claims (OpenID Connect Core §5.1): told by scopes (§5.4), by the parameter `claims`
//! (§5.5), and in signed userinfo (§5.3.2).

use std::time::Duration;

use http::Method;
use kit::people::PASSWORD;
use kit::world::Wishes;
use kit::{Database, on_both};
use serde_json::{Map, Value, json};

use crate::oauth::flow::{Fields, Flow, PUBLIC, answer, client, foreign};
use crate::secured::{KIM, Leads, sign_in};
use crate::shell::accounts;

const ENTERED: &str = include_str!("../../../config/person.example.json");

/// The file of an application that may ask for every scope of a person.
fn wide(file: &str) -> String {
    file.replace("\"email\",", "\"email\", \"address\", \"phone\",")
}

/// Kim, of whom every standard claim is known, is signed in by her password.
async fn kim(database: Database) -> Flow {
    let signed = |alg: &str| {
        let more = format!("{PUBLIC}\nuserinfo_signed_response_alg = \"{alg}\"");
        wide(&client(&alg.to_lowercase(), &more))
    };
    let wishes = Wishes {
        idp: "sign_in.second_factor = \"off\"".to_owned(),
        clients: vec![
            wide(&client("app", PUBLIC)),
            client("narrow", PUBLIC),
            wide(&foreign("foreign", "")),
            signed("RS256"),
            signed("ES256"),
        ],
        ..Wishes::default()
    };
    let flow = Flow::wished(database, wishes).await;
    let folder = tempfile::tempdir().expect("a folder");
    let [password, claims] = [("password", PASSWORD), ("claims", ENTERED)].map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("writes");
        path.display().to_string()
    });
    let args = [
        "add",
        KIM,
        "--locale",
        "de",
        "--password-file",
        &password,
        "--claims",
        &claims,
    ];
    accounts(&flow.world, &args).await.expect("Kim's account");
    assert_eq!(sign_in(&flow.visitor).await.leads(), "/konto");
    flow
}

/// Everything that is known of Kim, beside her `sub`.
fn known(flow: &Flow) -> Map<String, Value> {
    let Ok(Value::Object(mut all)) = serde_json::from_str(ENTERED) else {
        panic!("an object")
    };
    let account = json!({
        "email": KIM, "email_verified": true, "locale": "de", "updated_at": flow.world.now(),
    });
    all.extend(account.as_object().expect("an object").clone());
    all
}

/// ID token and userinfo.
async fn told(flow: &Flow, client: &str, request: &Fields) -> (Value, Value) {
    let request = request.clone().with("client_id", client);
    let code = flow.code(&request).await;
    let redemption = Flow::redemption(&code).with("client_id", client);
    let tokens = flow.token(&redemption).await.expect(200).json();
    read(flow, &tokens).await
}

async fn read(flow: &Flow, tokens: &Value) -> (Value, Value) {
    let text = |name: &str| tokens[name].as_str().expect("a token");
    let (_, id_token) = flow.read(text("id_token")).await;
    let userinfo = flow.userinfo(text("access_token")).await.expect(200);
    (id_token, userinfo.json())
}

fn asking(claims: &Value) -> Fields {
    let request = Flow::request().with("scope", "openid");
    request.with("claims", &claims.to_string())
}

on_both!(each_scope_tells_its_claims, async |database: Database| {
    let flow = kim(database).await;
    let all = known(&flow);
    let document = flow.visitor.get("/.well-known/openid-configuration").await;
    let document = document.expect(200).json();
    for (scopes, names) in [
        ("email", vec!["email", "email_verified"]),
        ("phone", vec!["phone_number", "phone_number_verified"]),
        ("address", vec!["address"]),
        (
            "profile",
            vec![
                "name",
                "given_name",
                "family_name",
                "middle_name",
                "nickname",
                "preferred_username",
                "profile",
                "picture",
                "website",
                "gender",
                "birthdate",
                "zoneinfo",
                "locale",
                "updated_at",
            ],
        ),
        (
            "phone address email profile",
            all.keys().map(String::as_str).collect(),
        ),
    ] {
        let request = Flow::request().with("scope", &format!("{scopes} openid"));
        let (id_token, userinfo) = told(&flow, "app", &request).await;
        let mut expected = Map::new();
        for name in names {
            assert!(id_token.get(name).is_none(), "{name}: told at userinfo");
            let supported = document["claims_supported"].as_array().expect("names");
            assert!(supported.contains(&json!(name)), "{name} is not named");
            expected.insert(name.to_owned(), all[name].clone());
        }
        expected.insert("sub".to_owned(), id_token["sub"].clone());
        assert_eq!(userinfo, Value::Object(expected), "{scopes}");
    }
    for name in scopes_of(&document) {
        assert!(["openid", "profile", "email", "address", "phone"].contains(&name.as_str()));
    }
    assert_eq!(document["claim_types_supported"], json!(["normal"]));
    assert_eq!(document["claims_parameter_supported"], true);
});

/// Those of the standard.
fn scopes_of(document: &Value) -> Vec<String> {
    let scopes = document["scopes_supported"].as_array().expect("scopes");
    let scopes: Vec<_> = scopes.iter().filter_map(Value::as_str).collect();
    for needed in ["openid", "profile", "email", "address", "phone"] {
        assert!(scopes.contains(&needed), "{needed}");
    }
    scopes[..5].iter().map(|name| (*name).to_owned()).collect()
}

on_both!(
    the_parameter_names_single_claims,
    async |database: Database| {
        let flow = kim(database).await;
        let request = asking(&json!({
            "userinfo": {
                "name": { "essential": true },
                "phone_number": null,
                "birthdate": { "values": ["1987-03-14", "2000-01-01"] },
                "locale": { "value": "fr" },
                "name#ja": null,
                "roles": null,
                "shoe_size": { "essential": true },
            },
            "id_token": { "given_name": null, "email": { "essential": true }, "updated_at": null },
            "elsewhere": { "family_name": null },
        }));
        let request = request.and(&[("claims_locales", "se de")]);
        let narrow = told(&flow, "narrow", &request).await;
        let request = request.with("scope", "openid offline_access");
        let code = flow.code(&request).await;
        let tokens = flow
            .token(&Flow::redemption(&code))
            .await
            .expect(200)
            .json();
        let (id_token, userinfo) = read(&flow, &tokens).await;
        let sub = id_token["sub"].clone();
        let expected = json!({
            "sub": sub, "name": "Kim Klicker", "birthdate": "1987-03-14",
            "phone_number": "+4930123456",
        });
        assert_eq!(userinfo, expected);
        assert_eq!(id_token["given_name"], "Kim");
        assert_eq!(id_token["email"], KIM);
        assert_eq!(id_token["updated_at"], flow.world.now());
        for absent in ["name", "birthdate", "family_name", "email_verified"] {
            assert!(id_token.get(absent).is_none(), "{absent}");
        }
        // Who may not ask for the scope may not ask for what it tells.
        let expected = json!({ "sub": sub, "name": "Kim Klicker", "birthdate": "1987-03-14" });
        assert_eq!(narrow.1, expected);
        flow.world.advance(Duration::from_secs(90));
        let refresh = tokens["refresh_token"].as_str().expect("a token");
        let tokens = flow
            .token(&Flow::refreshing(refresh))
            .await
            .expect(200)
            .json();
        let again = read(&flow, &tokens).await;
        assert_eq!(again.1, userinfo);
        assert_eq!(again.0["given_name"], "Kim");
    }
);

on_both!(
    a_wish_that_is_none_is_refused,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        for wish in [
            json!("Kim"),
            json!(true),
            json!({ "value": 1, "values": [] }),
            json!({ "values": "Kim" }),
        ] {
            let page = flow
                .authorize(&asking(&json!({ "userinfo": { "name": wish } })))
                .await;
            assert_eq!(
                answer(&page, "error").as_deref(),
                Some("invalid_request"),
                "{wish}"
            );
        }
        // Of this person nothing was entered: no null, no empty text.
        let request = Flow::request().with("scope", "openid profile");
        let request = request.with("claims", r#"{"userinfo":{"name":null,"email":null}}"#);
        let (_, userinfo) = told(&flow, "app", &request).await;
        let names: Vec<_> = userinfo.as_object().expect("claims").keys().collect();
        assert_eq!(names, ["email", "locale", "sub"]);
    }
);

on_both!(
    a_third_party_needs_a_yes_to_each,
    async |database: Database| {
        let flow = kim(database).await;
        let ask = |scope: &str, names: &[&str]| {
            let names: Map<_, _> = names
                .iter()
                .map(|it| ((*it).to_owned(), Value::Null))
                .collect();
            let claims = json!({ "userinfo": names, "id_token": { "email": null } });
            asking(&claims)
                .with("client_id", "foreign")
                .with("scope", scope)
        };
        let question = async |request: Fields| flow.question(&request).await;
        let page = question(ask("openid", &["name", "birthdate"])).await;
        page.shows("Ihr voller Name")
            .shows("Ihr Geburtsdatum")
            .shows("Ihre E-Mail-Adresse")
            .hides("Ihre Anschrift");
        // What a scope tells anyway is one thing.
        let page = question(ask("openid profile email", &["name"])).await;
        page.hides("Ihr voller Name")
            .shows("Ihr Name und weitere Angaben");

        let tokens = flow.allowed("foreign", &ask("openid", &["name"])).await;
        let (id_token, userinfo) = read(&flow, &tokens).await;
        assert_eq!(
            (&userinfo["name"], &id_token["email"]),
            (&json!("Kim Klicker"), &json!(KIM))
        );
        assert_eq!(userinfo["birthdate"], Value::Null);
        assert!(answer(&flow.authorize(&ask("openid", &["name"])).await, "code").is_some());
        let more = ask("openid", &["name", "birthdate"]);
        let silent = more.clone().with("prompt", "none");
        let error = answer(&flow.authorize(&silent).await, "error");
        assert_eq!(error.as_deref(), Some("consent_required"));
        let services = flow.visitor.get("/konto/dienste").await.expect(200);
        services.shows("Ihr voller Name").hides("Ihr Geburtsdatum");
        // The scope covers its claims.
        let _ = flow.allowed("foreign", &ask("openid profile", &[])).await;
        assert!(answer(&flow.authorize(&more).await, "code").is_some());
        let english = ask("openid", &["phone_number"]).and(&[("ui_locales", "en")]);
        question(english).await.shows("Your telephone number");
    }
);

on_both!(
    userinfo_is_signed_where_the_client_says_so,
    async |database: Database| {
        let flow = kim(database).await;
        for alg in ["RS256", "ES256"] {
            let id = alg.to_lowercase();
            let request = Flow::request()
                .with("client_id", &id)
                .with("scope", "openid phone");
            let code = flow.code(&request).await;
            let redemption = Flow::redemption(&code).with("client_id", &id);
            let tokens = flow.token(&redemption).await.expect(200).json();
            let token = tokens["access_token"].as_str().expect("a token");
            let page = flow.userinfo(token).await.expect(200);
            assert_eq!(page.header("content-type"), "application/jwt");
            assert_eq!(page.header("cache-control"), "no-store");
            let (header, claims) = flow.read(&page.body()).await;
            assert_eq!(format!("{:?}", header.alg), alg);
            let (_, id_token) = flow.read(tokens["id_token"].as_str().expect("one")).await;
            let expected = json!({
                "iss": flow.issuer(), "aud": id, "sub": id_token["sub"],
                "phone_number": "+4930123456", "phone_number_verified": true,
            });
            assert_eq!(claims, expected);
            let program = flow.world.idp.visitor();
            let posted = program.ask(Method::POST, "/oauth/userinfo").as_program();
            let posted = posted
                .form(&[("access_token", token)])
                .send()
                .await
                .expect(200);
            assert_eq!(flow.read(&posted.body()).await.1, expected);
            // It is no ID token.
            let hinted = request
                .with("prompt", "none")
                .with("id_token_hint", &page.body());
            let error = answer(&flow.authorize(&hinted).await, "error");
            assert_eq!(error.as_deref(), Some("invalid_request"));
            let refused = flow.userinfo(&format!("{token}x")).await.expect(401);
            assert!(refused.header("www-authenticate").contains("invalid_token"));
        }
        let document = flow
            .visitor
            .get("/.well-known/openid-configuration")
            .await
            .json();
        let signing = document["userinfo_signing_alg_values_supported"].to_string();
        assert!(
            signing.contains("RS256") && !signing.contains("none"),
            "{signing}"
        );
    }
);
