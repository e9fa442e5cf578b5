//! The portal before a provider that does what the test wants.

use http::Method;
use kit::world::{Wishes, World};
use kit::{Database, Page, Visitor};
use serde_json::{Value, json};
use shared::claims::Role;
use url::Url;

use crate::provider::Provider;

/// Portal, stand-in, clock.
pub(crate) struct Stage {
    pub(crate) world: World,
    pub(crate) provider: Provider,
}

/// A sign-in under way: what the portal sent to the provider.
pub(crate) struct UnderWay {
    pub(crate) url: Url,
    pub(crate) state: String,
    pub(crate) nonce: String,
}

impl UnderWay {
    pub(crate) fn parameter(&self, name: &str) -> String {
        parameter(&self.url, name)
    }
}

pub(crate) fn parameter(url: &Url, name: &str) -> String {
    let mut pairs = url.query_pairs().filter(|(key, _)| key == name);
    let value = pairs.next().map(|(_, value)| value.into_owned());
    assert!(pairs.next().is_none(), "{name} twice in {url}");
    value.unwrap_or_default()
}

impl Stage {
    pub(crate) async fn set(database: Database) -> Self {
        Self::set_with(database, "").await
    }

    /// With further settings of the portal (TOML).
    pub(crate) async fn set_with(database: Database, more: &str) -> Self {
        let provider = Provider::start().await;
        let portal = format!("provider.issuer = \"{}\"\n{more}", provider.issuer);
        let wishes = Wishes {
            portal,
            ..Wishes::default()
        };
        let world = World::with(database, wishes).await;
        Self { world, provider }
    }

    pub(crate) fn visitor(&self) -> Visitor {
        self.world.portal.visitor()
    }

    /// Begins to sign in.
    pub(crate) async fn begin(&self, visitor: &Visitor, path: &str) -> UnderWay {
        let sent = visitor.get(path).await.expect(303).redirect();
        let url = Url::parse(&sent).expect("an address");
        UnderWay {
            state: parameter(&url, "state"),
            nonce: parameter(&url, "nonce"),
            url,
        }
    }

    /// The claims of a good ID token.
    pub(crate) fn claims(&self, nonce: &str) -> Value {
        json!({
            "iss": self.provider.issuer, "sub": "kim", "aud": "portal",
            "iat": self.world.now(), "exp": self.world.now() + 300, "auth_time": self.world.now(),
            "nonce": nonce, "acr": "phr", "amr": ["hwk", "user"], "sid": "session-of-kim",
        })
    }

    /// A good token answer with this ID token.
    pub(crate) fn tokens(id_token: &str) -> Value {
        json!({
            "access_token": "access", "token_type": "Bearer", "expires_in": 300,
            "refresh_token": "refresh-1", "id_token": id_token,
        })
    }

    /// The provider's good answer to this sign-in.
    pub(crate) fn answer_well(&self, under_way: &UnderWay) {
        let id_token = self
            .provider
            .key
            .sign("JWT", &self.claims(&under_way.nonce));
        self.provider.answer(200, Self::tokens(&id_token));
    }

    /// The address of the way back.
    pub(crate) fn way_back(&self, pairs: &[(&str, &str)]) -> String {
        let mut url = Url::parse(&self.world.portal.url("/anmelden/zurueck")).expect("an address");
        url.query_pairs_mut().extend_pairs(pairs);
        url.to_string()
    }

    /// Comes back with a code.
    pub(crate) async fn come_back(&self, visitor: &Visitor, state: &str) -> Page {
        let issuer = self.provider.issuer.as_str();
        let pairs = [("code", "code-1"), ("state", state), ("iss", issuer)];
        visitor.get(&self.way_back(&pairs)).await
    }

    /// Someone who is signed in.
    pub(crate) async fn signed_in(&self) -> Visitor {
        let visitor = self.visitor();
        let under_way = self.begin(&visitor, "/anmelden").await;
        self.answer_well(&under_way);
        let page = self.come_back(&visitor, &under_way.state).await.expect(303);
        assert_eq!(page.header("location"), "/profil-auswaehlen");
        visitor
    }

    /// Someone of the staff, `name@example.org`, who is signed in through the provider.
    pub(crate) async fn staff(&self, name: &str, roles: &[Role]) -> Visitor {
        let visitor = self.visitor();
        self.sign_in_as(&visitor, name, roles).await;
        visitor
    }

    /// The same in a browser that may have been signed in before: a fresh sign-in.
    pub(crate) async fn sign_in_as(&self, visitor: &Visitor, name: &str, roles: &[Role]) {
        let path = "/anmelden?frisch=1&weiter=/sachbearbeitung";
        let under_way = self.begin(visitor, path).await;
        let mut claims = self.claims(&under_way.nonce);
        claims["sub"] = name.into();
        claims["sid"] = format!("session-of-{name}").into();
        claims["email"] = format!("{name}@example.org").into();
        claims["email_verified"] = true.into();
        claims["roles"] = json!(roles);
        let id_token = self.provider.key.sign("JWT", &claims);
        self.provider.answer(200, Self::tokens(&id_token));
        let page = self.come_back(visitor, &under_way.state).await.expect(303);
        assert_eq!(page.header("location"), "/sachbearbeitung");
    }

    /// What a refresh brings from now on.
    pub(crate) fn answer_to_refresh(&self) {
        self.provider.answer(
            200,
            json!({
                "access_token": "access-2", "token_type": "Bearer", "expires_in": 300,
                "refresh_token": "refresh-2",
            }),
        );
    }

    /// Whether this visitor is signed in.
    pub(crate) async fn is_signed_in(&self, visitor: &Visitor) -> bool {
        let page = visitor.get("/impressum").await.expect(200);
        page.has("#sign-out-form")
    }

    /// The provider says that a login is over.
    pub(crate) async fn tell_logout(&self, token: &str) -> Page {
        let ask = self.visitor().ask(Method::POST, "/abmelden/back-channel");
        ask.as_program()
            .form(&[("logout_token", token)])
            .send()
            .await
    }
}
