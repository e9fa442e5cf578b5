//! What every library finds: a provider that knows it, and Kim with two factors and a browser.

use std::time::{Duration, SystemTime};

use kit::people::{PASSWORD, registered};
use kit::world::{Wishes, World};
use kit::{Database, Page, Visitor, totp};
use serde_json::{Value, json};
use shared::clock::Timestamp;
use url::Url;

pub(crate) const KIM: &str = "kim@example.org";
pub(crate) const SECRET: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
/// Nothing listens there: the visitor stops at the redirect.
pub(crate) const NOWHERE: &str = "http://localhost:9/";
pub(crate) const REDIRECT: &str = "http://localhost:9/zurueck";
pub(crate) const SIGNED_OUT: &str = "http://localhost:9/abgemeldet";

/// The file of an application that asks nobody; `more` says how it proves itself, and the rest.
pub(crate) fn client(redirect: &str, signed_out: &str, more: &str) -> String {
    format!(
        "client_id = \"elsewhere\"\nname = \"Elsewhere\"\n{more}\n\
         redirect_uris = [\"{redirect}\"]\npost_logout_redirect_uris = [\"{signed_out}\"]\n\
         scopes = [\"openid\", \"email\", \"profile\", \"offline_access\"]\nfirst_party = true\n"
    )
}

/// For `more` of [`client`]: it proves itself by [`SECRET`].
pub(crate) fn with_secret(method: &str) -> String {
    let hash: String = shared::secret::sha256(SECRET.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("token_endpoint_auth_method = \"{method}\"\nclient_secret_sha256 = \"{hash}\"\n")
}

/// The same address with another value of one parameter, as somebody would change it under way.
pub(crate) fn with_another(url: &Url, name: &str, value: &str) -> Url {
    let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    assert!(pairs.iter().any(|(key, _)| key == name), "no {name}: {url}");
    let mut other = url.clone();
    let mut query = other.query_pairs_mut();
    query.clear();
    for (key, old) in &pairs {
        query.append_pair(key, if key == name { value } else { old });
    }
    drop(query);
    other
}

/// The time by the clock of this machine: libraries compare times in tokens with it.
pub(crate) fn true_time() -> Timestamp {
    let now = SystemTime::UNIX_EPOCH.elapsed();
    let now = now.expect("a time after 1970").as_secs();
    Timestamp::from_unix(i64::try_from(now).expect("a time before the end of all times"))
}

/// Provider, application, and Kim, who is not signed in.
pub(crate) struct Ground {
    pub(crate) world: World,
    pub(crate) kim: Visitor,
    /// Of the second factor.
    key: String,
}

impl Ground {
    pub(crate) async fn lay(database: Database, client: String) -> Self {
        let wishes = Wishes {
            clients: vec![client],
            // A replay comes at once; with the grace it would be a lost answer.
            idp: "oauth.refresh_grace_seconds = 0\n".to_owned(),
            ..Wishes::default()
        };
        let world = World::with(database, wishes).await;
        world.clock.set(true_time() - Duration::from_secs(90));
        let kim = world.idp.visitor();
        let _ = registered(&world, &kim, KIM).await;
        let form = kim.get("/anmelden/konto").await.form("sign-in-form");
        let form = form.fill("email", KIM).fill("password", PASSWORD);
        let _ = form.submit_and_follow().await.expect(200);
        let page = kim.get("/absichern/totp").await.expect(200);
        let key = page.text_of("#qr-key").expect("the key");
        let code = totp::code(&key, world.now());
        let form = page.form("totp-form").fill("code", &code);
        let _ = form.submit_and_follow().await.expect(200);
        kim.forget_cookies();
        // Each sign-in takes half a minute, since a code counts once.
        world.clock.set(true_time() - Duration::from_secs(30));
        Self { world, kim, key }
    }

    /// Goes on as a browser would, signs in where the provider asks; the first address that begins
    /// with `place`.
    pub(crate) async fn leave(&self, address: &str, place: &str) -> String {
        let mut page = self.kim.get(address).await;
        for _ in 0..20 {
            if (300..400).contains(&page.status()) {
                let next = page.redirect();
                if next.starts_with(place) {
                    return next;
                }
                page = page.follow().await;
            } else {
                page = self.act(page).await.unwrap_or_else(|page| {
                    panic!(
                        "nobody told what to do here: {} {}",
                        page.status(),
                        page.text()
                    )
                });
            }
        }
        panic!("the way never ended; at last: {}", page.text());
    }

    /// The same up to the first page on which there is nothing to do.
    pub(crate) async fn arrive(&self, address: &str) -> Page {
        let mut page = self.kim.get(address).await;
        for _ in 0..20 {
            if (300..400).contains(&page.status()) {
                page = page.follow().await;
                continue;
            }
            page = match self.act(page).await {
                Ok(page) => page,
                Err(page) => return page,
            };
        }
        panic!("the way never ended; at last: {}", page.text());
    }

    /// What a person does on a page of the provider; the page itself where there is nothing to do.
    async fn act(&self, page: Page) -> Result<Page, Page> {
        if page.has("#sign-in-form") {
            let form = page.form("sign-in-form").fill("email", KIM);
            Ok(form.fill("password", PASSWORD).submit().await)
        } else if page.has("#code-form") {
            self.world.advance(Duration::from_secs(30));
            let code = totp::code(&self.key, self.world.now());
            Ok(page.form("code-form").fill("code", &code).submit().await)
        } else if page.has("a#sign-in") && page.url().as_str().starts_with(&self.world.idp.base()) {
            Ok(page.click("Anmelden").await)
        } else {
            Err(page)
        }
    }

    /// What must stand in every ID token here.
    pub(crate) fn assert_claims(&self, claims: &Value) {
        assert_eq!(claims["iss"], self.world.idp.base());
        assert_eq!(claims["aud"], "elsewhere");
        assert_eq!(claims["acr"], "urn:schluesselbund:acr:mfa");
        assert_eq!(claims["amr"], json!(["pwd", "otp", "mfa"]));
        let told = claims["auth_time"].is_i64() && claims["sid"].is_string();
        assert!(told && claims["nonce"].is_string(), "{claims}");
    }

    /// What userinfo must tell of Kim.
    pub(crate) fn assert_person(person: &Value, sub: &Value) {
        assert!(sub.is_string(), "{sub}");
        assert_eq!(person["sub"], *sub);
        assert_eq!(person["email"], KIM);
        assert_eq!(person["email_verified"], true);
    }
}
