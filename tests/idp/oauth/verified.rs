//! `verified_claims` (OpenID Connect for Identity Assurance 1.0) and the parameter `claims` (OpenID
//! Connect Core §5.5): what was proven in this session, to who may read it, and nothing else.

use std::time::Duration;

use kit::people::PASSWORD;
use kit::{Database, Page, on_both};
use serde_json::{Value, json};
use shared::claims::ask_verified;
use shared::secret::sha256;

use crate::anmelden::dienst::{prove, release_organisation};
use crate::oauth::flow::{API, Fields, Flow, PUBLIC, SECRET, answer, client, foreign};
use crate::secured::{KIM, with_totp};

const PERSON: &str = r#"verified_claims = ["given_name", "family_name", "birthdate"]"#;
const ORGANIZATION: &str = r#"verified_claims = ["family_name", "organization_name", "organization_id", "organization_register_number"]"#;
const LEYLA: [&str; 2] = ["Lernwerk Musterstadt gGmbH", "Dr. Leyla Lernfeld"];
const MAIL: &str = "leyla@lernwerk.example";

fn asking(claims: &Value) -> Fields {
    Flow::request().with("claims", &claims.to_string())
}

/// Kim, signed in with the second factor, her account linked to BundID.
async fn linked(database: Database, clients: Vec<String>) -> Flow {
    let mut flow = Flow::with_stand_ins(database, clients).await;
    let (visitor, _) = with_totp(&flow.world).await;
    let page = prove(&flow.world, &visitor, "/konto/bundid", ("eid", "kim")).await;
    let form = page.expect(200).form("connect-form");
    let _ = form.submit_and_follow().await.expect(200);
    flow.visitor = visitor;
    flow
}

async fn told(flow: &Flow, tokens: &Value) -> (Value, Value) {
    let (_, claims) = flow
        .read(tokens["id_token"].as_str().expect("a token"))
        .await;
    let access = tokens["access_token"].as_str().expect("a token");
    (claims, flow.userinfo(access).await.expect(200).json())
}

on_both!(what_was_proven_is_told, async |database: Database| {
    let app = client("app", &format!("{PUBLIC}\n{PERSON}"));
    let flow = linked(database, vec![app]).await;
    let wish = json!({
        "verification": { "trust_framework": null, "assurance_level": null, "time": null },
        "claims": { "given_name": null, "birthdate": { "essential": true }, "gender": null },
    });
    let all = json!({
        "verification": { "trust_framework": { "value": "eidas" }, "evidence": [] },
        "claims": { "family_name": null },
    });
    let claims = json!({
        "id_token": { "verified_claims": wish },
        "userinfo": { "verified_claims": [all], "email": null },
    });
    // Linking is no sign-in: this session was opened by password and code.
    let tokens = flow.tokens(&asking(&claims)).await;
    let (id_token, userinfo) = told(&flow, &tokens).await;
    assert_eq!(id_token["verified_claims"], Value::Null);
    assert_eq!(userinfo["verified_claims"], Value::Null);

    let kim = flow.world.idp.visitor();
    let page = prove(&flow.world, &kim, "/anmelden/bundid", ("eid", "kim")).await;
    let _ = page.expect(200);
    let flow = Flow {
        visitor: kim,
        ..flow
    };
    let tokens = flow.tokens(&asking(&claims)).await;
    let (id_token, userinfo) = told(&flow, &tokens).await;
    let proven = &id_token["verified_claims"][0];
    assert_eq!(
        proven["claims"],
        json!({ "given_name": "Kim", "birthdate": "1987-03-14" })
    );
    let how = &proven["verification"];
    assert_eq!(how["trust_framework"], "eidas");
    assert_eq!(how["assurance_level"], "high");
    assert_eq!(how["evidence"], Value::Null, "nobody asked for it");
    let time = how["time"].as_str().expect("a time").to_owned();
    assert!(time.len() == 20 && time.ends_with('Z'), "{time}");
    let proven = &userinfo["verified_claims"][0];
    assert_eq!(proven["claims"], json!({ "family_name": "Klicker" }));
    assert_eq!(proven["verification"]["assurance_level"], Value::Null);
    let evidence = &proven["verification"]["evidence"][0];
    assert_eq!(evidence["type"], "electronic_record");
    assert_eq!(evidence["record"]["type"], "bundid");
    // The same after a refresh: also when it was proven.
    flow.world.advance(Duration::from_secs(90));
    let refresh = tokens["refresh_token"].as_str().expect("a token");
    let tokens = flow
        .token(&Flow::refreshing(refresh))
        .await
        .expect(200)
        .json();
    let again = told(&flow, &tokens).await;
    assert_eq!(again.0["verified_claims"], id_token["verified_claims"]);
    assert_eq!(again.1, userinfo);
});

on_both!(
    only_what_is_proven_so_well_is_told,
    async |database: Database| {
        let app = client("app", &format!("{PUBLIC}\n{PERSON}"));
        let flow = linked(database, vec![app]).await;
        let wish = |level: &str, framework: &str| {
            let claims = json!({ "id_token": { "verified_claims": {
                "verification": {
                    "trust_framework": { "values": [framework] },
                    "assurance_level": { "value": level },
                },
                "claims": { "given_name": null },
            }}});
            asking(&claims)
        };
        let told = async |means: &str, wish: &Fields| {
            let kim = flow.world.idp.visitor();
            let page = prove(&flow.world, &kim, "/anmelden/bundid", (means, "kim")).await;
            let _ = page.expect(200);
            let page = kim.get(&format!("/oauth/authorize?{}", wish.query())).await;
            let code = answer(&page, "code").expect("a code");
            let tokens = flow
                .token(&Flow::redemption(&code))
                .await
                .expect(200)
                .json();
            let (_, claims) = flow.read(tokens["id_token"].as_str().expect("one")).await;
            claims["verified_claims"].clone()
        };
        let high = wish("high", "eidas");
        assert_eq!(told("eid", &high).await[0]["claims"]["given_name"], "Kim");
        assert_eq!(told("elster", &high).await, Value::Null);
        let substantial = wish("substantial", "eidas");
        let proven = told("elster", &substantial).await;
        assert_eq!(proven[0]["verification"]["assurance_level"], "substantial");
        assert_eq!(told("eid", &wish("high", "de_aml")).await, Value::Null);
        assert_eq!(told("eid", &wish("unknown", "eidas")).await, Value::Null);
    }
);

/// Kim at another browser, signed in at BundID by `means`.
async fn kim_by(flow: &Flow, means: &str) -> kit::Visitor {
    let kim = flow.world.idp.visitor();
    let page = prove(&flow.world, &kim, "/anmelden/bundid", (means, "kim")).await;
    let _ = page.expect(200);
    kim
}

on_both!(
    another_session_s_proof_stays_there,
    async |database: Database| {
        let app = client("app", &format!("{PUBLIC}\n{PERSON}"));
        let mut flow = linked(database, vec![app]).await;
        let wish = json!({
            "verification": { "trust_framework": null, "assurance_level": null },
            "claims": { "family_name": null },
        });
        let claims = json!({
            "id_token": { "verified_claims": wish }, "userinfo": { "verified_claims": wish },
        });
        flow.visitor = kim_by(&flow, "elster").await;
        let here = flow.tokens(&asking(&claims)).await;
        let level = |told: &Value| {
            let how = &told["verified_claims"][0]["verification"];
            how["assurance_level"].clone()
        };
        let (id_token, userinfo) = told(&flow, &here).await;
        assert_eq!(level(&id_token), "substantial");
        assert_eq!(level(&userinfo), "substantial");
        // What the card proves in another browser is nothing that this session has seen.
        flow.world.advance(Duration::from_secs(2));
        flow.visitor = kim_by(&flow, "eid").await;
        let (_, userinfo) = told(&flow, &here).await;
        assert_eq!(userinfo["verified_claims"], Value::Null);
        // And there it is told no better than it still holds.
        let there = flow.tokens(&asking(&claims)).await;
        assert_eq!(level(&told(&flow, &there).await.0), "high");
        flow.world.advance(Duration::from_mins(6));
        let refresh = there["refresh_token"].as_str().expect("a token");
        let tokens = flow.token(&Flow::refreshing(refresh)).await;
        let tokens = tokens.expect(200).json();
        assert_eq!(level(&told(&flow, &tokens).await.0), "substantial");
    }
);

on_both!(
    what_people_wrote_themselves_is_never_told_as_proven,
    async |database: Database| {
        let names = r#"verified_claims = ["given_name", "gender"]"#;
        let app = client("app", &format!("{PUBLIC}\n{names}"));
        let mut flow = linked(database, vec![app]).await;
        flow.visitor = kim_by(&flow, "eid").await;
        let wish = json!({
            "verification": { "trust_framework": null },
            "claims": { "given_name": null, "gender": null },
        });
        let claims = json!({ "id_token": { "verified_claims": wish } });
        let tokens = flow.tokens(&asking(&claims)).await;
        let (id_token, _) = told(&flow, &tokens).await;
        // The card proves a name and no gender.
        let proven = &id_token["verified_claims"];
        assert_eq!(proven[0]["claims"], json!({ "given_name": "Kim" }));
        assert_eq!(proven.as_array().map(Vec::len), Some(1));
    }
);

on_both!(
    the_operator_s_own_servers_hear_who_was_proven,
    async |database: Database| {
        let hash: String = sha256(SECRET.as_bytes())
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        let server = |whose: &str| {
            let secret = format!(
                "token_endpoint_auth_method = \"client_secret_basic\"\n\
                 client_secret_sha256 = \"{hash}\"\nresource_server_for = [\"{API}\"]\n{PERSON}\n"
            );
            client("server", &format!("{whose}\n{secret}"))
        };
        let about = "client_uri = \"https://app.test/\"\npolicy_uri = \"https://app.test/p\"\n\
                     contact = \"privacy@app.test\"";
        let opaque = format!("{PUBLIC}\ntoken_format = \"opaque\"");
        let resource = [("resource", API)];
        let ask = async |flow: &Flow| {
            let code = flow.code(&Flow::request().and(&resource)).await;
            let redemption = Flow::redemption(&code).and(&resource);
            let tokens = flow.token(&redemption).await.expect(200).json();
            let token = tokens["access_token"].as_str().expect("a token").to_owned();
            let fields = [("token", token.as_str())];
            let page = flow.as_basic("/oauth/introspect", "server", &fields).await;
            let told = page.expect(200).json();
            assert_eq!(told["active"], true);
            told["verified_claims"].clone()
        };
        let own = server("first_party = true");
        let mut flow = linked(database, vec![client("app", &opaque), own]).await;
        assert_eq!(ask(&flow).await, Value::Null, "nothing was proven");
        flow.visitor = kim_by(&flow, "elster").await;
        let told = ask(&flow).await;
        let claims = json!({
            "given_name": "Kim", "family_name": "Klicker", "birthdate": "1987-03-14",
        });
        assert_eq!(told[0]["claims"], claims);
        let how = &told[0]["verification"];
        assert_eq!(how["assurance_level"], "substantial");
        assert_eq!(how["evidence"][0]["record"]["type"], "bundid");
        assert!(how["time"].is_string());
        // Nobody allowed somebody else's server to know.
        let mut flow = linked(database, vec![client("app", &opaque), server(about)]).await;
        flow.visitor = kim_by(&flow, "elster").await;
        assert_eq!(ask(&flow).await, Value::Null);
    }
);

/// A member of an organisation, signed in by Mein Unternehmenskonto.
async fn leyla(flow: &Flow) -> kit::Visitor {
    let visitor = flow.world.idp.visitor();
    let back = release_organisation(&visitor, "/anmelden/mein-uk", LEYLA).await;
    let page = back.follow_all().await.expect(200);
    assert_eq!(page.url().path(), "/registrieren/mein-uk");
    let form = page.form("register-form").fill("email", MAIL);
    let form = form.check("terms").check("privacy");
    let _ = form.submit_and_follow().await.expect(200);
    let mail = flow.world.mailbox.next(MAIL).await;
    let page = visitor.get(&mail.link("/registrieren/bestaetigen")).await;
    let form = page.expect(200).form("confirm-form");
    let _ = form.submit_and_follow().await.expect(200);
    let back = release_organisation(&visitor, "/anmelden/mein-uk", LEYLA).await;
    let page = back.follow_all().await.expect(200);
    assert_eq!(page.url().path(), "/konto");
    visitor
}

fn allow(page: &Page) -> kit::Form {
    page.form("consent-form").press("Erlauben")
}

on_both!(
    others_read_of_an_organisation_what_the_person_allows,
    async |database: Database| {
        let sector = |name: &str| format!("{ORGANIZATION}\nsector_identifier = \"{name}.test\"");
        let clients = vec![
            foreign("app", &sector("one")),
            foreign("same", &sector("one")),
            foreign("other", &sector("two")),
        ];
        let mut flow = Flow::with_stand_ins(database, clients).await;
        flow.visitor = leyla(&flow).await;
        let names = ["family_name", "organization_name", "organization_id"];
        let request = asking(&ask_verified(&names)).with("scope", "openid");
        let page = flow.question(&request).await;
        page.shows("Der Name der Organisation, für die Sie handeln");
        page.shows("Ihr Nachname");
        assert!(
            !page.body().contains("Registernummer"),
            "nobody asked for it"
        );
        let code = answer(&allow(&page).submit().await, "code").expect("a code");
        let tokens = flow
            .token(&Flow::redemption(&code))
            .await
            .expect(200)
            .json();
        let (id_token, _) = told(&flow, &tokens).await;
        let proven = id_token["verified_claims"][0].clone();
        assert_eq!(proven["claims"]["organization_name"], LEYLA[0]);
        assert_eq!(proven["claims"]["family_name"], "Lernfeld");
        assert_eq!(proven["verification"]["assurance_level"], "substantial");
        let id = proven["claims"]["organization_id"].as_str().expect("an id");
        assert_eq!(id.len(), 43);
        assert!(!id.starts_with("du-"), "nobody else's name for it");
        // Remembered; more of it is asked again.
        assert!(answer(&flow.authorize(&request).await, "code").is_some());
        let more = asking(&ask_verified(&["organization_register_number"]));
        let page = flow.question(&more.with("scope", "openid")).await;
        page.shows("Die Registernummer der Organisation");
        // It stands under „Verbundene Dienste".
        let services = flow.visitor.get("/konto/dienste").await.expect(200);
        services.shows("Der Name der Organisation");
        // The same organisation for one sector, another for another.
        for (name, is_same) in [("same", true), ("other", false)] {
            let tokens = flow.allowed(name, &request).await;
            let (claims, _) = told(&flow, &tokens).await;
            let other = &claims["verified_claims"][0]["claims"]["organization_id"];
            assert_eq!(other == id, is_same, "{name}");
        }
    }
);

on_both!(
    what_is_no_request_for_claims_is_refused,
    async |database: Database| {
        let app = client("app", &format!("{PUBLIC}\n{PERSON}"));
        let flow = Flow::with_stand_ins(database, vec![app]).await;
        let malformed = [
            "x",
            "[]",
            r#"{"id_token":[]}"#,
            r#"{"id_token":{"verified_claims":{}}}"#,
            r#"{"id_token":{"verified_claims":{"verification":{},"claims":{"given_name":null}}}}"#,
            r#"{"id_token":{"verified_claims":{"verification":{"trust_framework":null},"claims":{}}}}"#,
            r#"{"userinfo":{"verified_claims":[1]}}"#,
            r#"{"id_token":{"acr":{"values":"x"}}}"#,
            r#"{"id_token":{"acr":{"value":"x","values":[]}}}"#,
            r#"{"id_token":{"sub":{"value":"a"}},"userinfo":{"sub":{"value":"b"}}}"#,
        ];
        for text in malformed {
            let page = flow.authorize(&Flow::request().with("claims", text)).await;
            let error = answer(&page, "error");
            assert_eq!(error.as_deref(), Some("invalid_request"), "{text}");
        }
        let deep = format!("{}{}", r#"{"id_token":"#.repeat(500), "}".repeat(500));
        let page = flow.authorize(&Flow::request().with("claims", &deep)).await;
        assert_eq!(answer(&page, "error").as_deref(), Some("invalid_request"));
    }
);

on_both!(
    an_essential_strength_is_a_demand,
    async |database: Database| {
        let flow = Flow::with_stand_ins(database, vec![client("app", PUBLIC)]).await;
        let acr = |value: &str, essential: bool| {
            let wish = json!({ "essential": essential, "values": [value] });
            asking(&json!({ "id_token": { "acr": wish } }))
        };
        let (kim, key) = with_totp(&flow.world).await;
        let flow = Flow {
            visitor: kim,
            ..flow
        };
        let mfa = "urn:schluesselbund:acr:mfa";
        assert!(answer(&flow.authorize(&acr(mfa, true)).await, "code").is_some());
        let silent = acr("phr", true).with("prompt", "none");
        let page = flow.authorize(&silent).await;
        assert_eq!(answer(&page, "error").as_deref(), Some("login_required"));
        assert!(
            flow.authorize(&acr("phr", true))
                .await
                .redirect()
                .contains("/anmelden?")
        );
        let unmet = "unmet_authentication_requirements";
        // Asked for once: who signs in by less all the same is answered without it.
        let asked = flow.authorize(&acr("phr", true)).await.redirect();
        let (_, id) = asked.split_once("vorgang=").expect("it waits");
        let id = id.split('&').next().expect("an id").to_owned();
        flow.world.advance(Duration::from_mins(1));
        let page = format!("/anmelden/konto?vorgang={id}&erneut=1");
        let page = flow.visitor.get(&page).await.expect(200);
        let form = page.form("sign-in-form").fill("email", KIM);
        let page = form
            .fill("password", PASSWORD)
            .submit()
            .await
            .follow()
            .await;
        let code = kit::totp::code(&key, flow.world.now());
        let page = page.form("code-form").fill("code", &code).submit().await;
        let _ = page.expect(303);
        let onward = format!("/oauth/authorize/weiter?vorgang={id}");
        let page = flow.visitor.get(&onward).await;
        assert_eq!(answer(&page, "error").as_deref(), Some(unmet));
        let page = flow.authorize(&acr("urn:nobody:knows", true)).await;
        assert_eq!(answer(&page, "error").as_deref(), Some(unmet));
        let page = flow.authorize(&acr("urn:nobody:knows", false)).await;
        assert!(answer(&page, "code").is_some(), "a wish is no demand");
        // Another person than the one who is named.
        let sub = json!({ "id_token": { "sub": { "value": "somebody-else" } } });
        let silent = asking(&sub).with("prompt", "none");
        let page = flow.authorize(&silent).await;
        assert_eq!(answer(&page, "error").as_deref(), Some("login_required"));
    }
);

on_both!(
    discovery_tells_what_is_proven_here,
    async |database: Database| {
        let flow = Flow::with_stand_ins(database, Vec::new()).await;
        let path = "/.well-known/openid-configuration";
        let with = flow.visitor.get(path).await.expect(200).json();
        assert_eq!(with["claims_parameter_supported"], true);
        assert_eq!(with["verified_claims_supported"], true);
        assert_eq!(with["trust_frameworks_supported"], json!(["eidas"]));
        assert_eq!(
            with["electronic_records_supported"],
            json!(["bundid", "mein-uk"])
        );
        let acr = with["acr_values_supported"].as_array().expect("an array");
        assert!(acr.contains(&json!("http://eidas.europa.eu/LoA/high")));
        let flow = Flow::start(database).await;
        let without = flow.visitor.get(path).await.expect(200).json();
        assert_eq!(without["verified_claims_supported"], false);
        assert_eq!(without["trust_frameworks_supported"], Value::Null);
        assert_eq!(
            without["acr_values_supported"].as_array().map(Vec::len),
            Some(2)
        );
    }
);
