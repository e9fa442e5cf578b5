//! The names under which others' applications know people (OpenID Connect Core §8).

use kit::{Database, on_both};

use crate::oauth::flow::{API, Fields, Flow, answer, client, foreign};

async fn sub(flow: &Flow, client: &str) -> String {
    let tokens = flow.allowed(client, &Flow::request()).await;
    let id_token = tokens["id_token"].as_str().expect("an ID token");
    let (_, claims) = flow.read(id_token).await;
    let access = tokens["access_token"].as_str().expect("an access token");
    let told = flow.userinfo(access).await.expect(200).json();
    assert_eq!(told["sub"], claims["sub"], "one name for one client");
    claims["sub"].as_str().expect("a name").to_owned()
}

on_both!(
    each_sector_has_its_own_name_for_a_person,
    async |database: Database| {
        let more = vec![
            foreign("sister", "sector_identifier = \"app.test\""),
            foreign("elsewhere", "sector_identifier = \"elsewhere.test\""),
            foreign("open", "subject_type = \"public\""),
        ];
        let flow = Flow::with(database, more).await;
        let person = flow.sign_in(&flow.visitor, "phr").await;
        let here = sub(&flow, "foreign").await;
        assert_eq!(here.len(), 43);
        assert!(!here.contains(&person.account));
        assert_eq!(sub(&flow, "sister").await, here);
        assert_ne!(sub(&flow, "elsewhere").await, here);
        assert_eq!(sub(&flow, "open").await, person.account);
        flow.world.idp.restart().await;
        let ask = Flow::request()
            .with("client_id", "foreign")
            .with("prompt", "consent");
        assert_eq!(sub_again(&flow, &ask).await, here, "for ever the same");
        let _ = flow.sign_in(&flow.visitor, "phr").await;
        assert_ne!(sub(&flow, "foreign").await, here);
    }
);

async fn sub_again(flow: &Flow, request: &Fields) -> String {
    let page = flow.question(request).await;
    let page = page.form("consent-form").press("Erlauben").submit().await;
    let code = answer(&page, "code").expect("a code");
    let redemption = Flow::redemption(&code).with("client_id", "foreign");
    let tokens = flow.token(&redemption).await.expect(200).json();
    let (_, claims) = flow
        .read(tokens["id_token"].as_str().expect("an ID token"))
        .await;
    claims["sub"].as_str().expect("a name").to_owned()
}

on_both!(
    the_name_is_understood_when_it_comes_back,
    async |database: Database| {
        let (flow, _) = Flow::signed_in(database).await;
        let tokens = flow.allowed("foreign", &Flow::request()).await;
        let hint = tokens["id_token"].as_str().expect("an ID token");
        let ask = Flow::request()
            .with("client_id", "foreign")
            .and(&[("id_token_hint", hint), ("prompt", "none")]);
        assert!(answer(&flow.authorize(&ask).await, "code").is_some());
        let stranger = flow.world.idp.visitor();
        let _ = flow.sign_in(&stranger, "phr").await;
        let page = stranger
            .get(&format!("/oauth/authorize?{}", ask.query()))
            .await;
        assert_eq!(answer(&page, "error").as_deref(), Some("login_required"));
        // Signing out with it needs no question, and only for the same person.
        let out = format!("/oauth/logout?id_token_hint={hint}");
        stranger.get(&out).await.expect(200).shows("abmelden");
        let page = flow.visitor.get(&out).await.expect(303);
        assert_eq!(page.header("location"), "/abgemeldet");
    }
);

on_both!(
    a_resource_server_knows_people_by_its_own_names,
    async |database: Database| {
        let api = "first_party = true\nsubject_type = \"pairwise\"\nsector_identifier = \"api.test\"\n\
               jwks_uri = \"https://api.test/keys\"";
        let api = client("api", &format!("{api}\nresource_server_for = [\"{API}\"]"));
        let more = vec![api, foreign("jwt-foreign", "token_format = \"jwt\"")];
        let flow = Flow::with(database, more).await;
        let person = flow.sign_in(&flow.visitor, "phr").await;
        let request = Flow::request().and(&[("resource", API)]);
        let request = request.with("client_id", "jwt-foreign");
        let asked = flow.question(&request).await;
        let page = asked.form("consent-form").press("Erlauben").submit().await;
        let code = answer(&page, "code").expect("a code");
        let redemption = Flow::redemption(&code).with("client_id", "jwt-foreign");
        let tokens = flow
            .token(&redemption.and(&[("resource", API)]))
            .await
            .expect(200)
            .json();
        let (_, access) = flow
            .read(tokens["access_token"].as_str().expect("a JWT"))
            .await;
        let (_, id) = flow.read(tokens["id_token"].as_str().expect("a JWT")).await;
        assert_eq!(access["aud"], API);
        assert_ne!(
            access["sub"], id["sub"],
            "the API and the client cannot compare notes"
        );
        assert_ne!(access["sub"], person.account.as_str());
    }
);
