//! What every test of the protocol begins with: applications, a person who is signed in, and
//! the requests of a well-behaved client, to be changed in one place at a time.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::Method;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{DecodingKey, Validation};
use kit::world::{Program, Wishes, World};
use kit::{Database, Page, Visitor};
use serde_json::Value;
use shared::db::Db;
use shared::secret::{Token, sha256};

/// RFC 7636, Appendix B.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
/// The redirect URI of every application here.
pub(crate) const CALLBACK: &str = "https://app.test/cb";
/// A resource server that `app` may ask for.
pub(crate) const API: &str = "https://api.test";
/// The secret of `basic` and `post`.
pub(crate) const SECRET: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

/// What the file of the operator's own application without a secret says.
pub(crate) const PUBLIC: &str = "first_party = true\ntoken_endpoint_auth_method = \"none\"";

/// Parameters in order; a name may come twice.
#[derive(Debug, Clone)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    pub(crate) fn new(fields: &[(&str, &str)]) -> Self {
        Self(Vec::new()).and(fields)
    }

    /// Adds, also what is there already.
    pub(crate) fn and(mut self, fields: &[(&str, &str)]) -> Self {
        self.0.extend(
            fields
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned())),
        );
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(key, _)| key != name);
        self
    }

    pub(crate) fn with(self, name: &str, value: &str) -> Self {
        self.without(name).and(&[(name, value)])
    }

    pub(crate) fn query(&self) -> String {
        url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.0)
            .finish()
    }
}

/// Someone with a session.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) account: String,
    pub(crate) sid: String,
}

/// A provider with applications, and a browser.
#[derive(Debug)]
pub(crate) struct Flow {
    pub(crate) world: World,
    pub(crate) visitor: Visitor,
    pub(crate) db: Db,
}

/// The file of an application.
pub(crate) fn client(id: &str, more: &str) -> String {
    format!(
        "client_id = \"{id}\"\nname = \"App {id}\"\n\
         redirect_uris = [\"{CALLBACK}\", \"https://app.test/cb2?a=1\", \"http://127.0.0.1/cb\"]\n\
         post_logout_redirect_uris = [\"https://app.test/bye\"]\n\
         resources = [\"{API}\"]\n\
         scopes = [\"openid\", \"profile\", \"email\", \"offline_access\", \"portal.profile\"]\n\
         {more}\n"
    )
}

/// The file of somebody else's application without a secret.
pub(crate) fn foreign(id: &str, more: &str) -> String {
    let about = "client_uri = \"https://app.test/\"\npolicy_uri = \"https://app.test/privacy\"\n\
                 contact = \"privacy@app.test\"\ntoken_endpoint_auth_method = \"none\"";
    client(id, &format!("{about}\n{more}"))
}

/// The applications of most tests: `app` and `other` have no secret.
pub(crate) fn clients() -> Vec<String> {
    let hash: String = sha256(SECRET.as_bytes())
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let public = PUBLIC;
    let secret = |method: &str| {
        format!(
            "first_party = true\ntoken_endpoint_auth_method = \"{method}\"\n\
             client_secret_sha256 = \"{hash}\"\n\
             grant_types = [\"authorization_code\", \"refresh_token\", \"client_credentials\"]"
        )
    };
    vec![
        client("app", public),
        client("other", public),
        foreign("foreign", ""),
        client("basic", &secret("client_secret_basic")),
        client("post", &secret("client_secret_post")),
        client("opaque", &format!("{public}\ntoken_format = \"opaque\"")),
    ]
}

impl Flow {
    pub(crate) async fn start(database: Database) -> Self {
        Self::with(database, Vec::new()).await
    }

    /// With further applications.
    pub(crate) async fn with(database: Database, more: Vec<String>) -> Self {
        let wishes = Wishes {
            clients: clients().into_iter().chain(more).collect(),
            ..Wishes::default()
        };
        Self::wished(database, wishes).await
    }

    /// As the test wishes.
    pub(crate) async fn wished(database: Database, wishes: Wishes) -> Self {
        let world = World::with(database, wishes).await;
        let db = Db::open(world.database_urls()[0], 2)
            .await
            .expect("the database opens");
        let visitor = world.idp.visitor();
        Self { world, visitor, db }
    }

    /// With these applications alone, and BundID and Mein Unternehmenskonto.
    pub(crate) async fn with_stand_ins(database: Database, clients: Vec<String>) -> Self {
        let wishes = Wishes {
            stand_ins: true,
            clients,
            ..Wishes::default()
        };
        Self::wished(database, wishes).await
    }

    /// And a person who is signed in with a passkey.
    pub(crate) async fn signed_in(database: Database) -> (Self, Person) {
        let flow = Self::start(database).await;
        let person = flow.sign_in(&flow.visitor, "phr").await;
        (flow, person)
    }

    /// The same with other settings of the provider.
    pub(crate) async fn signed_in_with(database: Database, settings: &str) -> (Self, Person) {
        let wishes = Wishes {
            clients: clients(),
            idp: settings.to_owned(),
            ..Wishes::default()
        };
        let flow = Self::wished(database, wishes).await;
        let person = flow.sign_in(&flow.visitor, "phr").await;
        (flow, person)
    }

    /// A new account, signed in at `visitor` as a sign-in would leave it.
    pub(crate) async fn sign_in(&self, visitor: &Visitor, acr: &str) -> Person {
        let token = Token::generate(&shared::clock::SystemEntropy);
        let account = shared::secret::random_id(&shared::clock::SystemEntropy);
        let email = format!("{account}@example.org");
        let mut tx = self.db.write().await.expect("a transaction");
        sqlx::query(
            "INSERT INTO accounts (id, user_handle, email, email_key, locale, created_at, \
             changed_at, sessions_valid_from) VALUES ($1, $2, $3, $3, 'de', $4, $4, 0)",
        )
        .bind(account.as_str())
        .bind(sha256(account.as_bytes())[..16].to_vec())
        .bind(email)
        .bind(self.world.now())
        .execute(tx.conn())
        .await
        .expect("an account");
        if !acr.ends_with("password") {
            sqlx::query(
                "INSERT INTO totp (account_id, seed, last_step, enrolled_at) \
                 VALUES ($1, $2, 0, $3)",
            )
            .bind(account.as_str())
            .bind(vec![0; 20])
            .bind(self.world.now())
            .execute(tx.conn())
            .await
            .expect("a second factor");
        }
        tx.commit().await.expect("commits");
        let sid = self.sign_in_again(visitor, &account, acr, &token).await;
        Person { account, sid }
    }

    /// A new session of an account; the old cookie is replaced.
    pub(crate) async fn sign_in_again(
        &self,
        visitor: &Visitor,
        account: &str,
        acr: &str,
        token: &Token,
    ) -> String {
        let sid = shared::secret::random_id(&shared::clock::SystemEntropy);
        let stage = if acr.ends_with("password") {
            "enrolling"
        } else {
            "full"
        };
        let mut tx = self.db.write().await.expect("a transaction");
        sqlx::query(
            "INSERT INTO sessions (sid, token_hash, account_id, stage, acr, amr, auth_time, \
             created_at, last_seen_at) VALUES ($1, $2, $3, $4, $5, '[\"hwk\",\"user\"]', $6, $6, $6)",
        )
        .bind(sid.as_str())
        .bind(token.hash().to_vec())
        .bind(account)
        .bind(stage)
        .bind(acr)
        .bind(self.world.now())
        .execute(tx.conn())
        .await
        .expect("a session");
        tx.commit().await.expect("commits");
        let port = self.port();
        visitor.set_cookie(&format!("idp-{port}-session"), token.reveal());
        sid
    }

    fn port(&self) -> u16 {
        let url = url::Url::parse(&self.world.idp.url("/")).expect("an address");
        url.port().expect("a port")
    }

    /// The issuer.
    pub(crate) fn issuer(&self) -> String {
        self.world.idp.url("/").trim_end_matches('/').to_owned()
    }

    /// Runs a statement with one text.
    pub(crate) async fn sql(&self, statement: &'static str, text: &str) {
        let mut tx = self.db.write().await.expect("a transaction");
        sqlx::query(statement)
            .bind(text)
            .execute(tx.conn())
            .await
            .expect("a statement");
        tx.commit().await.expect("commits");
    }

    /// The authorization request of `app`.
    pub(crate) fn request() -> Fields {
        Fields::new(&[
            ("client_id", "app"),
            ("redirect_uri", CALLBACK),
            ("response_type", "code"),
            ("scope", "openid email"),
            ("state", "s t&a=te"),
            ("nonce", "n-1"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ])
    }

    /// Asks for authorization.
    pub(crate) async fn authorize(&self, request: &Fields) -> Page {
        self.visitor
            .get(&format!("/oauth/authorize?{}", request.query()))
            .await
    }

    /// The page on which the person is asked what this client may.
    pub(crate) async fn question(&self, request: &Fields) -> Page {
        let page = self.authorize(request).await;
        let to = page.redirect();
        assert!(to.contains("/zustimmung?vorgang="), "nobody is asked: {to}");
        page.follow().await.expect(200)
    }

    /// The tokens of `client`, which the person allows what it asks for.
    pub(crate) async fn allowed(&self, client: &str, request: &Fields) -> Value {
        let request = request.clone().with("client_id", client);
        let page = self.question(&request).await;
        let page = page.form("consent-form").press("Erlauben").submit().await;
        let code = answer(&page, "code").expect("a code");
        let redemption = Self::redemption(&code).with("client_id", client);
        self.token(&redemption).await.expect(200).json()
    }

    /// Asks as the client `name` that has the secret.
    pub(crate) async fn as_basic(&self, path: &str, name: &str, fields: &[(&str, &str)]) -> Page {
        let basic = base64::engine::general_purpose::STANDARD.encode(format!("{name}:{SECRET}"));
        let ask = self.world.idp.visitor().ask(Method::POST, path);
        let ask = ask
            .as_program()
            .header("authorization", &format!("Basic {basic}"));
        ask.form(fields).send().await
    }

    /// A code for the signed-in person.
    pub(crate) async fn code(&self, request: &Fields) -> String {
        let page = self.authorize(request).await;
        answer(&page, "code").unwrap_or_else(|| panic!("no code in {}", page.redirect()))
    }

    /// The token request of `app` for `code`.
    pub(crate) fn redemption(code: &str) -> Fields {
        Fields::new(&[
            ("grant_type", "authorization_code"),
            ("client_id", "app"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ])
    }

    /// The refresh request of `app`.
    pub(crate) fn refreshing(token: &str) -> Fields {
        Fields::new(&[
            ("grant_type", "refresh_token"),
            ("client_id", "app"),
            ("refresh_token", token),
        ])
    }

    /// Asks for tokens as a program.
    pub(crate) async fn token(&self, fields: &Fields) -> Page {
        let program = self.world.idp.visitor();
        program
            .ask(Method::POST, "/oauth/token")
            .as_program()
            .form(&fields.0)
            .send()
            .await
    }

    /// The same of another process.
    pub(crate) async fn token_at(&self, program: &Program, fields: &Fields) -> Page {
        let ask = program.visitor().ask(Method::POST, "/oauth/token");
        ask.as_program().form(&fields.0).send().await
    }

    /// Asks for tokens and gets them.
    pub(crate) async fn tokens(&self, request: &Fields) -> Value {
        let code = self.code(request).await;
        self.token(&Self::redemption(&code))
            .await
            .expect(200)
            .json()
    }

    /// Asks userinfo.
    pub(crate) async fn userinfo(&self, token: &str) -> Page {
        let program = self.world.idp.visitor();
        program
            .ask(Method::GET, "/oauth/userinfo")
            .as_program()
            .bearer(token)
            .send()
            .await
    }

    /// Header and claims of a token whose signature holds by the published keys.
    pub(crate) async fn read(&self, token: &str) -> (jsonwebtoken::Header, Value) {
        let set = self
            .world
            .idp
            .visitor()
            .get("/oauth/jwks")
            .await
            .expect(200)
            .json();
        let set: JwkSet = serde_json::from_value(set).expect("a JWK set");
        let header = jsonwebtoken::decode_header(token).expect("a header");
        let key = set
            .find(header.kid.as_deref().expect("a kid"))
            .expect("a known key");
        let mut rules = Validation::new(header.alg);
        rules.required_spec_claims.clear();
        rules.validate_exp = false;
        rules.validate_aud = false;
        let key = DecodingKey::from_jwk(key).expect("a key");
        let claims = jsonwebtoken::decode(token, &key, &rules)
            .expect("signed")
            .claims;
        (header, claims)
    }
}

/// A parameter of the answer at the client's address; the answer must be a redirect there.
pub(crate) fn answer(page: &Page, name: &str) -> Option<String> {
    let to = url::Url::parse(&page.redirect()).expect("an address");
    assert_eq!(to.host_str(), Some("app.test"), "answered elsewhere: {to}");
    to.query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// Asserts a JSON refusal of the token endpoint.
pub(crate) fn refused(page: &Page, error: &str) {
    assert_eq!(page.json()["error"], error, "{}", page.body());
    assert_eq!(
        page.status(),
        if error == "invalid_client" { 401 } else { 400 }
    );
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(
        page.header("www-authenticate").is_empty(),
        error != "invalid_client"
    );
}

/// `at_hash` of an access token (OpenID Connect Core §3.1.3.6).
pub(crate) fn at_hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(&sha256(token.as_bytes())[..16])
}
