//! A client as the provider knows it, by a file or by its own registration.

use std::fmt::Write as _;

use jsonwebtoken::Algorithm;
use kit::http::Ask;
use shared::secret::sha256;

use super::op::RP;
use super::request::random;
use super::signer::Signer;

/// How it proves that it is itself.
#[derive(Debug, Clone)]
pub(crate) enum Auth {
    /// `client_secret_basic`.
    Basic(String),
    /// `client_secret_post`.
    Post(String),
    /// `private_key_jwt`, with what the assertion names as its audience.
    Key(Signer, String),
}

#[derive(Debug, Clone)]
pub(crate) struct Client {
    pub(crate) id: String,
    pub(crate) auth: Auth,
    pub(crate) redirect_uri: String,
    pub(crate) id_token_alg: Algorithm,
    /// Further lines of its file.
    more: String,
}

/// Everything that a person can be asked for.
const SCOPES: [&str; 6] = [
    "openid",
    "profile",
    "email",
    "address",
    "phone",
    "offline_access",
];

impl Client {
    /// A client of somebody else with a secret, as the plan for statically registered ones wants.
    pub(crate) fn basic(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            auth: Auth::Basic(format!("{} +/=%&ä", random())),
            redirect_uri: format!("{RP}/cb"),
            id_token_alg: Algorithm::RS256,
            more: String::new(),
        }
    }

    /// The same with the secret in the form.
    pub(crate) fn post(id: &str) -> Self {
        Self {
            auth: Auth::Post(random()),
            ..Self::basic(id)
        }
    }

    /// One that has registered itself.
    pub(crate) fn registered(id: &str, auth: Auth) -> Self {
        Self {
            auth,
            ..Self::basic(id)
        }
    }

    /// With further lines in its file.
    pub(crate) fn saying(self, more: &str) -> Self {
        Self {
            more: more.to_owned(),
            ..self
        }
    }

    /// With another redirect URI.
    pub(crate) fn answered_at(self, redirect_uri: &str) -> Self {
        Self {
            redirect_uri: redirect_uri.to_owned(),
            ..self
        }
    }

    /// Its file.
    pub(crate) fn file(&self) -> String {
        let mut text = format!(
            "client_id = \"{}\"\nname = \"Prüfling {}\"\nclient_uri = \"{RP}/\"\n\
             policy_uri = \"{RP}/privacy\"\ncontact = \"privacy@rp.test\"\n\
             redirect_uris = [\"{}\"]\npost_logout_redirect_uris = [\"{RP}/bye\"]\n\
             grant_types = [\"authorization_code\", \"refresh_token\"]\n\
             scopes = {SCOPES:?}\npolicy = \"legacy\"\n\
             id_token_signed_response_alg = \"{:?}\"\n{}\n",
            self.id, self.id, self.redirect_uri, self.id_token_alg, self.more
        );
        let (method, secret) = match &self.auth {
            Auth::Basic(secret) => ("client_secret_basic", secret),
            Auth::Post(secret) => ("client_secret_post", secret),
            Auth::Key(signer, _) => {
                let set = signer.public_set();
                let _ = writeln!(text, "jwks = '{set}'");
                return text;
            }
        };
        let hash = sha256(secret.as_bytes());
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let _ = writeln!(text, "token_endpoint_auth_method = \"{method}\"");
        let _ = writeln!(text, "client_secret_sha256 = \"{hash}\"");
        text
    }

    /// Sends a form to the token endpoint in this client's name.
    pub(crate) fn ask(&self, ask: Ask, fields: &[(&str, &str)], now: i64) -> Ask {
        let mut fields = fields.to_vec();
        match &self.auth {
            Auth::Basic(secret) => {
                // Both are form-encoded first (RFC 6749 §2.3.1).
                let encoded = |text: &str| {
                    url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>()
                };
                let pair = format!("{}:{}", encoded(&self.id), encoded(secret));
                let basic = {
                    use base64::Engine as _;
                    base64::engine::general_purpose::STANDARD.encode(pair)
                };
                ask.form(&fields)
                    .header("authorization", &format!("Basic {basic}"))
            }
            Auth::Post(secret) => {
                fields.extend([("client_id", self.id.as_str()), ("client_secret", secret)]);
                ask.form(&fields)
            }
            Auth::Key(signer, audience) => {
                let assertion = signer.assertion(&self.id, audience, now);
                let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
                fields.extend([
                    ("client_assertion_type", kind),
                    ("client_assertion", assertion.as_str()),
                ]);
                ask.form(&fields)
            }
        }
    }
}
