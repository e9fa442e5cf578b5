//! Proving that a client is itself.

use std::sync::Arc;

use shared::clock::Timestamp;
use shared::db::{Db, StoreError, Tx};
use shared::secret::{TokenHash, ct_eq};

use super::assertion::{self, Assertion};
use super::store;
use super::{Client, ClientAuth, Clients};

/// RFC 7523 §2.2.
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What a request says about who sends it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Presented {
    /// Name and secret of an `Authorization: Basic` header, decoded.
    pub(crate) basic: Option<(String, String)>,
    pub(crate) client_id: Option<String>,
    pub(crate) client_secret: Option<String>,
    pub(crate) assertion_type: Option<String>,
    pub(crate) assertion: Option<String>,
}

/// Why a client is not believed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AuthenticateError {
    /// More than one way at once, or ways that name different clients.
    #[error("more than one way of client authentication")]
    Ambiguous,
    /// Nobody is named.
    #[error("no client is named")]
    Missing,
    /// Unknown, another method than the registered one, or no proof.
    #[error("client authentication failed")]
    Failed,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A client that proved itself; what it used to do so may still have to be spent.
#[derive(Debug)]
pub(crate) struct Proven {
    pub(crate) client: Arc<Client>,
    assertion: Option<Assertion>,
}

/// The client of this request. `audiences` are the names under which assertions may address us.
pub(crate) async fn prove(
    (db, clients): (&Db, &Clients),
    presented: &Presented,
    audiences: &[&str],
    now: Timestamp,
) -> Result<Proven, AuthenticateError> {
    let ways = usize::from(presented.basic.is_some())
        + usize::from(presented.client_secret.is_some())
        + usize::from(presented.assertion.is_some() || presented.assertion_type.is_some());
    if ways > 1 {
        return Err(AuthenticateError::Ambiguous);
    }
    let id = named(presented)?;
    let found = clients.look_up(db, &id).await?;
    let client = found.ok_or(AuthenticateError::Failed)?;
    let assertion = match (&client.auth, presented) {
        (ClientAuth::None, _) if ways == 0 => None,
        (
            ClientAuth::SecretBasic(hash),
            Presented {
                basic: Some((_, secret)),
                ..
            },
        )
        | (
            ClientAuth::SecretPost(hash),
            Presented {
                client_secret: Some(secret),
                ..
            },
        ) if ct_eq(TokenHash::of(secret).as_bytes(), hash.as_bytes()) => None,
        (
            ClientAuth::PrivateKeyJwt(keys),
            Presented {
                assertion: Some(assertion),
                ..
            },
        ) if presented.assertion_type.as_deref() == Some(ASSERTION_TYPE) => {
            let held = assertion::check(assertion, &client, keys, audiences, now).await;
            Some(held.ok_or(AuthenticateError::Failed)?)
        }
        _ => return Err(AuthenticateError::Failed),
    };
    Ok(Proven { client, assertion })
}

/// Spends what the client used; an assertion that was spent before proves nothing.
pub(crate) async fn spend(tx: &mut Tx, proven: Proven) -> Result<Arc<Client>, AuthenticateError> {
    if let Some(Assertion { jti, expires_at }) = &proven.assertion {
        let hash = TokenHash::of(jti);
        if !store::spend(tx, &proven.client.id, &hash, *expires_at).await? {
            return Err(AuthenticateError::Failed);
        }
    }
    Ok(proven.client)
}

/// Every name in the request is the same one.
fn named(presented: &Presented) -> Result<String, AuthenticateError> {
    let by_assertion = match &presented.assertion {
        Some(text) => Some(assertion::claimed_client(text).ok_or(AuthenticateError::Failed)?),
        None => None,
    };
    let names = [
        presented.basic.as_ref().map(|(name, _)| name.clone()),
        by_assertion,
        presented.client_id.clone(),
    ];
    let mut names = names.into_iter().flatten();
    let first = names.next().ok_or(AuthenticateError::Missing)?;
    if names.all(|name| name == first) {
        Ok(first)
    } else {
        Err(AuthenticateError::Ambiguous)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
    use jsonwebtoken::jwk::{Jwk, JwkSet};
    use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, encode};
    use proptest::prelude::*;
    use serde_json::{Value, json};
    use tokio::runtime::Runtime;

    use super::super::model::KeySource;
    use super::super::{Outlets, TokenFormat};
    use super::*;

    const US: &str = "https://idp.test";
    const NOW: Timestamp = Timestamp::from_unix(1_000_000);

    fn outlets() -> Outlets {
        let none = std::collections::BTreeSet::new();
        Outlets::new(&shared::provider::Outgoing::default(), &none).expect("a client")
    }

    fn client(id: &str, auth: ClientAuth) -> Client {
        Client {
            id: id.parse().expect("an id"),
            name: id.to_owned(),
            names: std::collections::BTreeMap::new(),
            registered: false,
            has_logo: false,
            door: outlets().trusted,
            redirect_uris: Vec::new(),
            post_logout_redirect_uris: Vec::new(),
            backchannel_logout_uri: None,
            account_events_uri: None,
            frontchannel_logout_uri: None,
            auth,
            keys: None,
            assertion_alg: None,
            request_object_alg: None,
            request_uris: std::collections::BTreeSet::new(),
            grant_types: std::collections::BTreeSet::new(),
            scopes: std::collections::BTreeSet::new(),
            first_party: true,
            about: super::super::About::default(),
            subjects: super::super::Subjects::Public,
            verified_claims: std::collections::BTreeSet::new(),
            resources: std::collections::BTreeSet::new(),
            serves: std::collections::BTreeSet::new(),
            token_format: TokenFormat::Jwt,
            id_token_alg: crate::keys::Algorithm::Es256,
            userinfo_signed_response_alg: None,
            default_max_age: None,
            default_acr_values: Vec::new(),
            policy: super::super::Policy::Default,
        }
    }

    struct Signer(EncodingKey);

    fn with_key() -> (Clients, Signer) {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
        let public = DecodingKey::from_ec_der(pair.public_key().as_ref());
        let mut jwk = Jwk::from_decoding_key(&public, Some(Algorithm::ES256)).expect("a JWK");
        jwk.common.key_id = Some("k".to_owned());
        let keys = KeySource::Inline(Arc::new(JwkSet { keys: vec![jwk] }));
        let pkcs8 = pair.to_pkcs8v1().expect("PKCS#8");
        let clients = [
            client("rp", ClientAuth::PrivateKeyJwt(keys)),
            client("app", ClientAuth::None),
            client("basic", ClientAuth::SecretBasic(TokenHash::of("s3cret"))),
            client("post", ClientAuth::SecretPost(TokenHash::of("s3cret"))),
        ];
        (
            Clients::of(outlets(), clients.into()),
            Signer(EncodingKey::from_ec_der(pkcs8.as_ref())),
        )
    }

    impl Signer {
        #[expect(clippy::needless_pass_by_value, reason = "it is written as json!({…})")]
        fn assertion(&self, changes: Value) -> Presented {
            let mut claims = json!({
                "iss": "rp", "sub": "rp", "aud": US, "jti": "1",
                "iat": NOW.unix(), "exp": NOW.unix() + 60,
            });
            for (name, value) in changes.as_object().expect("an object") {
                claims[name] = value.clone();
            }
            let mut header = Header::new(Algorithm::ES256);
            header.kid = Some("k".to_owned());
            let text = encode(&header, &claims, &self.0).expect("signs");
            Presented {
                assertion: Some(text),
                assertion_type: Some(ASSERTION_TYPE.to_owned()),
                ..Presented::default()
            }
        }
    }

    async fn database() -> Db {
        let db = Db::open("sqlite::memory:", 1).await.expect("opens");
        db.migrate(&crate::MIGRATIONS).await.expect("migrates");
        db
    }

    async fn is_believed(db: &Db, clients: &Clients, presented: &Presented) -> bool {
        prove((db, clients), presented, &[US], NOW).await.is_ok()
    }

    #[tokio::test]
    async fn a_signed_assertion_proves_and_its_faults_do_not() {
        let (db, (clients, signer)) = (database().await, with_key());
        assert!(is_believed(&db, &clients, &signer.assertion(json!({}))).await);
        assert!(is_believed(&db, &clients, &signer.assertion(json!({"aud": [US]}))).await);
        let now = NOW.unix();
        for changes in [
            json!({"iss": "app"}),
            json!({"sub": "app"}),
            json!({"sub": "nobody", "iss": "nobody"}),
            json!({"aud": "https://other.test"}),
            json!({"aud": [US, "https://other.test"]}),
            json!({"aud": []}),
            json!({"aud": null}),
            json!({"exp": now}),
            json!({"exp": now - 1}),
            json!({"exp": now + 3600}),
            json!({"exp": "9999999999"}),
            json!({"exp": null}),
            json!({"exp": 1_000_060.5}),
            json!({"exp": [now + 60]}),
            json!({"nbf": now + 60}),
            json!({"iat": now + 60}),
            json!({"jti": ""}),
            json!({"jti": "x".repeat(10_000)}),
            json!({"jti": 7}),
            json!({"jti": null}),
        ] {
            assert!(
                !is_believed(&db, &clients, &signer.assertion(changes.clone())).await,
                "{changes}"
            );
        }
        let (others, _) = with_key();
        assert!(!is_believed(&db, &others, &signer.assertion(json!({}))).await);
        let mut untyped = signer.assertion(json!({}));
        untyped.assertion_type = None;
        assert!(!is_believed(&db, &clients, &untyped).await);
    }

    #[tokio::test]
    async fn one_way_at_a_time_and_the_registered_one() {
        let (db, (clients, signer)) = (database().await, with_key());
        let basic = |name: &str, secret: &str| Presented {
            basic: Some((name.to_owned(), secret.to_owned())),
            ..Presented::default()
        };
        let post = |name: &str, secret: Option<&str>| Presented {
            client_id: Some(name.to_owned()),
            client_secret: secret.map(str::to_owned),
            ..Presented::default()
        };
        assert!(is_believed(&db, &clients, &basic("basic", "s3cret")).await);
        assert!(is_believed(&db, &clients, &post("post", Some("s3cret"))).await);
        assert!(is_believed(&db, &clients, &post("app", None)).await);
        for wrong in [
            basic("basic", "other"),
            basic("basic", ""),
            basic("post", "s3cret"),
            basic("app", ""),
            basic("rp", "s3cret"),
            basic("nobody", "s3cret"),
            post("post", Some("other")),
            post("post", Some("")),
            post("post", None),
            post("basic", Some("s3cret")),
            post("basic", None),
            post("rp", None),
            post("app", Some("x")),
            Presented::default(),
            Presented {
                client_id: Some("app".to_owned()),
                ..basic("basic", "s3cret")
            },
            Presented {
                client_secret: Some("s3cret".to_owned()),
                ..basic("basic", "s3cret")
            },
            Presented {
                client_id: Some("app".to_owned()),
                ..signer.assertion(json!({}))
            },
        ] {
            assert!(!is_believed(&db, &clients, &wrong).await, "{wrong:?}");
        }
    }

    #[tokio::test]
    async fn an_assertion_counts_once() {
        let (clients, signer) = with_key();
        let db = database().await;
        for first in [true, false] {
            let presented = signer.assertion(json!({}));
            let proven = prove((&db, &clients), &presented, &[US], NOW)
                .await
                .expect("holds");
            let mut tx = db.write().await.expect("a transaction");
            assert_eq!(spend(&mut tx, proven).await.is_ok(), first);
            tx.commit().await.expect("commits");
        }
    }

    proptest! {
        #[test]
        fn no_unsigned_text_proves_anything(text in "\\PC{0,300}|[A-Za-z0-9_-]{0,80}\\.[A-Za-z0-9_-]{0,80}\\.[A-Za-z0-9_-]{0,90}") {
            static KNOWN: LazyLock<(Runtime, Db, Clients)> = LazyLock::new(|| {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                let runtime = runtime.expect("a runtime");
                let db = runtime.block_on(database());
                (runtime, db, with_key().0)
            });
            let (runtime, db, clients) = &*KNOWN;
            let presented = Presented {
                assertion: Some(text),
                assertion_type: Some(ASSERTION_TYPE.to_owned()),
                ..Presented::default()
            };
            prop_assert!(!runtime.block_on(is_believed(db, clients, &presented)));
        }
    }
}
