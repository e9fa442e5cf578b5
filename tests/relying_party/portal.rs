//! The other way round: the portal signs people in at `oidc-provider`, a certified provider that
//! knows nothing of Schlüsselbund. It finds it by discovery, proves itself by `private_key_jwt`, and
//! needs PKCE, `state`, `nonce`, `iss` and what docs/another-provider.md tells.

use std::time::Duration;

use kit::world::{Wishes, World};
use kit::{Database, Page, Visitor};
use serde_json::{Value, json};
use url::Url;

use crate::ground::true_time;
use crate::script::Script;

/// What this provider calls two factors.
const TWO_FACTORS: &str = "urn:example:two-factors";

/// The portal, its provider, and Kim's browser.
struct Abroad {
    provider: Script,
    issuer: String,
    world: World,
    kim: Visitor,
}

impl Abroad {
    /// `like`: what the provider is like, over what it mostly is; `settings`: of the portal.
    async fn begin(database: Database, like: Value, settings: &str) -> Option<Self> {
        let mut provider = Script::node("oidc_provider.mjs")?;
        let said = provider.hear_of("issuer").await;
        let issuer = said["issuer"].as_str().expect("an address").to_owned();
        let portal = format!("provider.issuer = \"{issuer}\"\n{settings}");
        let wishes = Wishes {
            portal,
            ..Wishes::default()
        };
        let world = World::with(database, wishes).await;
        let mut own = json!({ "portal": world.portal.base(), "acr": TWO_FACTORS, "resources": false,
                              "refreshes": true, "algorithm": "ES256" });
        for (name, value) in like.as_object().into_iter().flatten() {
            own[name] = value.clone();
        }
        provider.tell(&own).await;
        let _ = provider.hear_of("ready").await;
        let kim = world.portal.visitor();
        Some(Self {
            provider,
            issuer,
            world,
            kim,
        })
    }

    /// Kim wants to sign in; the page of the provider that asks for a name.
    async fn at_the_door(&self) -> Page {
        // The provider's clock is the machine's.
        self.world.clock.set(true_time());
        let page = self
            .kim
            .browse("/anmelden?weiter=%2Fhilfe")
            .await
            .expect(200);
        let there = page.url().as_str().starts_with(&self.issuer);
        assert!(there, "{}", page.url());
        page
    }

    /// Kim signs in there; where she lands.
    async fn sign_in(&self) -> Page {
        let form = self.at_the_door().await.form("foreign-form");
        form.fill("login", "kim").submit_and_follow().await
    }

    async fn is_signed_in(&self) -> bool {
        let page = self.kim.get("/impressum").await.expect(200);
        page.has("#sign-out-form")
    }

    /// Kim's answer to the provider's question whether to end its session as well.
    async fn confirm(&self, page: &Page) -> Page {
        let there = page.url().as_str().starts_with(&self.issuer);
        assert!(there, "{}", page.url());
        let form = page.form("op.logoutForm").force("logout", "yes");
        form.submit_and_follow().await
    }
}

/// What the portal must be told of a provider as this one mostly is.
fn settings() -> String {
    format!(
        "{}provider.strong_acr = [\"{TWO_FACTORS}\"]\n",
        without_strength()
    )
}

fn without_strength() -> String {
    "provider.resource_indicators = false\n\
     provider.scopes = [\"openid\", \"profile\", \"email\", \"offline_access\"]\n"
        .to_owned()
}

/// A parameter of the request with which the portal sends people away.
async fn asked(abroad: &Abroad, name: &str) -> Option<String> {
    let page = abroad.world.portal.visitor().get("/anmelden").await;
    let url = Url::parse(&page.redirect()).expect("an address");
    let mut pairs = url.query_pairs();
    let found = pairs.find(|(key, _)| key == name);
    found.map(|(_, value)| value.into_owned())
}

kit::on_both!(
    people_come_in_stay_and_leave_both,
    async |database: Database| {
        let begun = Abroad::begin(database, json!({}), &settings()).await;
        let Some(mut abroad) = begun else { return };
        assert_eq!(
            asked(&abroad, "code_challenge_method").await.as_deref(),
            Some("S256")
        );
        assert_eq!(
            asked(&abroad, "acr_values").await.as_deref(),
            Some(TWO_FACTORS)
        );
        assert_eq!(asked(&abroad, "resource").await, None);

        let home = abroad.sign_in().await.expect(200);
        assert_eq!(
            home.url().as_str(),
            abroad.world.portal.url("/hilfe"),
            "{}",
            home.text()
        );
        // What only this provider's userinfo tells.
        assert_eq!(home.attribute("html", "lang").as_deref(), Some("en"));
        let granted = abroad.provider.hear_of("granted").await;
        let by = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        let code =
            json!({ "granted": "authorization_code", "resource": null, "authentication": by });
        assert_eq!(granted, code);
        // Its access tokens end soon: each page renews them, by a refresh token that counts once.
        for _ in 0..3 {
            assert!(abroad.is_signed_in().await);
            let granted = abroad.provider.hear_of("granted").await;
            assert_eq!(granted["granted"], "refresh_token");
            assert_eq!(granted["resource"], Value::Null);
        }

        let page = abroad.kim.get("/impressum").await.expect(200);
        let page = page.form("sign-out-form").submit_and_follow().await;
        assert!(!abroad.is_signed_in().await);
        let left = abroad.confirm(&page.expect(200)).await.expect(200);
        assert!(
            left.url()
                .as_str()
                .starts_with(&abroad.world.portal.url("/abgemeldet"))
        );
        let _ = abroad.at_the_door().await;
    }
);

#[tokio::test]
async fn leaving_there_ends_the_session_here() {
    let begun = Abroad::begin(Database::Sqlite, json!({}), &settings()).await;
    let Some(mut abroad) = begun else { return };
    let _ = abroad.sign_in().await.expect(200);
    assert!(abroad.is_signed_in().await);
    let page = abroad
        .kim
        .browse(&format!("{}/session/end", abroad.issuer))
        .await;
    let _ = abroad.confirm(&page.expect(200)).await;
    let told = abroad.provider.hear_of("told").await;
    assert_eq!(told["told"], "portal");
    assert!(!abroad.is_signed_in().await);
}

#[tokio::test]
async fn a_provider_that_knows_resources_gives_tokens_for_the_portal() {
    let settings = format!(
        "provider.strong_acr = [\"{TWO_FACTORS}\"]\n\
         provider.scopes = [\"openid\", \"email\", \"offline_access\", \"portal.profile\"]\n"
    );
    let like = json!({ "resources": true });
    let Some(mut abroad) = Abroad::begin(Database::Sqlite, like, &settings).await else {
        return;
    };
    let _ = abroad.sign_in().await.expect(200);
    let granted = abroad.provider.hear_of("granted").await;
    assert_eq!(
        granted["resource"],
        Value::Null,
        "the first is for userinfo"
    );
    assert!(abroad.is_signed_in().await);
    let granted = abroad.provider.hear_of("granted").await;
    assert_eq!(granted["resource"], abroad.world.portal.base());
    assert!(abroad.is_signed_in().await);
}

#[tokio::test]
async fn without_refresh_tokens_the_session_lives_by_itself() {
    let like = json!({ "refreshes": false });
    let begun = Abroad::begin(Database::Sqlite, like, &settings()).await;
    let Some(abroad) = begun else { return };
    let _ = abroad.sign_in().await.expect(200);
    abroad.world.advance(Duration::from_mins(20));
    assert!(abroad.is_signed_in().await);
    abroad.world.advance(Duration::from_mins(26));
    assert!(!abroad.is_signed_in().await, "idle for too long");
}

#[tokio::test]
async fn whoever_is_not_known_well_enough_does_not_come_in() {
    let cases = [
        // No strength, one that the portal was not told of, an algorithm that was not agreed.
        (json!({ "acr": null }), settings()),
        (json!({}), without_strength()),
        (json!({ "algorithm": "RS256" }), settings()),
    ];
    for (like, told) in cases {
        let begun = Abroad::begin(Database::Sqlite, like.clone(), &told).await;
        let Some(mut abroad) = begun else { return };
        let page = abroad.sign_in().await.expect(400);
        let _ = abroad.provider.hear_of("granted").await;
        assert_eq!(page.url().path(), "/anmelden/fehlgeschlagen", "{like}");
        let reason = page.url().query_pairs().any(|(_, why)| why == "abgelehnt");
        assert!(reason, "{like}: {}", page.url());
        assert!(!abroad.is_signed_in().await, "{like}");
    }
}

#[tokio::test]
async fn an_answer_in_another_browser_signs_nobody_in() {
    let begun = Abroad::begin(Database::Sqlite, json!({}), &settings()).await;
    let Some(abroad) = begun else { return };
    let form = abroad.at_the_door().await.form("foreign-form");
    let mut page = form.fill("login", "kim").submit().await;
    let back = abroad.world.portal.url("/anmelden/zurueck");
    while !page.redirect().starts_with(&back) {
        page = page.follow().await;
    }
    let other = abroad.world.portal.visitor();
    let refused = other.browse(&page.redirect()).await.expect(400);
    assert_eq!(refused.url().path(), "/anmelden/fehlgeschlagen");
    assert!(!other.get("/impressum").await.has("#sign-out-form"));
    let home = page.follow_all().await.expect(200);
    assert_eq!(home.url().path(), "/hilfe", "Kim's own browser goes on");
}

#[tokio::test]
async fn a_provider_that_does_not_know_the_resource_says_so_to_the_portal() {
    let settings = format!("provider.strong_acr = [\"{TWO_FACTORS}\"]\n");
    let begun = Abroad::begin(Database::Sqlite, json!({}), &settings).await;
    let Some(mut abroad) = begun else { return };
    let page = abroad.kim.browse("/anmelden").await;
    assert_eq!(
        page.url().path(),
        "/anmelden/fehlgeschlagen",
        "{}",
        page.text()
    );
    let failed = abroad.provider.hear().await;
    assert_eq!(failed["error"], "invalid_target");
}
