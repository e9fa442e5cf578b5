//! Sending a person to the provider.

use std::time::Duration;

use openidconnect::core::CoreAuthenticationFlow;
use openidconnect::{
    AuthenticationContextClass, CsrfToken, LanguageTag, LoginHint, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, Scope,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::claims::{IdentityLevel, VERIFIED_CLAIMS, ask_verified};
use shared::clock::Entropy;
use shared::secret::Token;
use url::Url;

use super::RelyingParty;
use super::{organisation, person};
use shared::provider::Known;

/// No sign-in is so old: `max_age` makes `auth_time` a must for the provider, which may leave it out
/// otherwise (Core §2).
const ANY_AGE: Duration = Duration::from_hours(365 * 24);

/// What a sign-in must be good for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Demand {
    /// In seconds: a sign-in longer ago does not count.
    #[serde(default)]
    pub(crate) max_age: Option<u64>,
    /// The person must be known at least so well.
    #[serde(default)]
    pub(crate) level: Option<IdentityLevel>,
    /// It must be this one.
    #[serde(default)]
    pub(crate) sub: Option<String>,
}

/// In which language, and who it probably is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Greeting<'a> {
    pub(crate) lang: &'a str,
    /// For the provider's form (`login_hint`, Core §3.1.2.1); nothing is built on it.
    pub(crate) login_hint: Option<&'a str>,
}

/// What the answer will be checked against; known to this server only.
#[derive(Serialize, Deserialize)]
pub(crate) struct Secrets {
    pub(super) nonce: String,
    pub(super) verifier: String,
    #[serde(flatten)]
    pub(super) demand: Demand,
}

impl Secrets {
    /// Whether someone who is signed in already went to prove who they are.
    pub(crate) const fn is_step_up(&self) -> bool {
        self.demand.level.is_some() && self.demand.sub.is_some()
    }
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// A sign-in about to be sent on its way.
#[derive(Debug)]
pub(crate) struct Begun {
    /// Where the browser goes.
    pub(crate) url: Url,
    /// Comes back with the answer.
    pub(crate) state: Token,
    pub(crate) secrets: Secrets,
}

impl RelyingParty {
    /// A new authorization request; what it demands the provider is told
    /// (`max_age`, `acr_values` and `claims`, Core §3.1.2.1, §5.5.1.1), and the answer must keep.
    /// When it was and how strong is asked for in any case, as no provider needs to tell unasked.
    pub(crate) fn begin(
        &self,
        known: &Known,
        entropy: &dyn Entropy,
        greeting: Greeting<'_>,
        demand: Demand,
    ) -> Begun {
        let [state, nonce, verifier] = [(); 3].map(|()| Token::generate(entropy));
        let secrets = Secrets {
            nonce: nonce.reveal().to_owned(),
            verifier: verifier.reveal().to_owned(),
            demand,
        };
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(
            secrets.verifier.clone(),
        ));
        let client = self.client(known);
        let (sent_state, sent_nonce) = (
            CsrfToken::new(state.reveal().to_owned()),
            Nonce::new(secrets.nonce.clone()),
        );
        let request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || sent_state,
                move || sent_nonce,
            )
            .add_scopes(self.wanted_scopes())
            .set_pkce_challenge(challenge)
            .add_ui_locale(LanguageTag::new(greeting.lang.to_owned()))
            .set_max_age(secrets.demand.max_age.map_or(ANY_AGE, Duration::from_secs))
            .add_extra_param("claims", claims(secrets.demand.level).to_string());
        let request = match self.words.sent_resource() {
            Some(resource) => request.add_extra_param("resource", resource.to_owned()),
            None => request,
        };
        let wanted = self.wanted_acr(secrets.demand.level).into_iter();
        let request = wanted.fold(request, |request, acr| {
            request.add_auth_context_value(AuthenticationContextClass::new(acr))
        });
        let request = match greeting.login_hint {
            Some(hint) => request.set_login_hint(LoginHint::new(hint.to_owned())),
            None => request,
        };
        let (url, _, _) = request.url();
        Begun {
            url,
            state,
            secrets,
        }
    }

    /// `acr_values`: the level if one is demanded. What our own provider says unasked is not asked
    /// for: there it would have people sign in anew who proved themselves by other means.
    fn wanted_acr(&self, level: Option<IdentityLevel>) -> Vec<String> {
        level.map_or_else(
            || self.words.strong_acr.clone(),
            |level| vec![level.to_string()],
        )
    }

    /// All but `openid`, which the library adds.
    fn wanted_scopes(&self) -> impl Iterator<Item = Scope> + '_ {
        let scopes = self.words.scopes.iter();
        scopes
            .filter(|scope| *scope != shared::claims::scope::OPENID)
            .map(|scope| Scope::new(scope.clone()))
    }
}

/// The parameter `claims`: who the person is, where mail reaches them, for which organisation they act, by what it was proven,
/// and `level` or a better one as a must.
fn claims(level: Option<IdentityLevel>) -> Value {
    let wanted = [person::WANTED, organisation::WANTED].concat();
    let mut claims = ask_verified(&wanted);
    claims["id_token"][VERIFIED_CLAIMS]["verification"]["evidence"] = Value::Null;
    // In the ID token, since that of a refresh tells of changes (Core §5.5, §12.2).
    for name in ["email", "email_verified", "locale"] {
        claims["id_token"][name] = Value::Null;
    }
    if let Some(level) = level {
        let enough = IdentityLevel::ALL.into_iter().filter(|it| *it >= level);
        let values: Vec<_> = enough.map(IdentityLevel::as_str).collect();
        claims["id_token"]["acr"] = json!({ "essential": true, "values": values });
    }
    claims
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_better_level_will_do() {
        let asked = claims(Some(IdentityLevel::Substantial));
        let enough = [IdentityLevel::Substantial, IdentityLevel::High].map(IdentityLevel::as_str);
        let acr = json!({ "essential": true, "values": enough });
        assert_eq!(asked["id_token"]["acr"], acr);
        assert!(claims(None)["id_token"].get("acr").is_none());
    }

    #[test]
    fn secrets_of_before_are_read() {
        let old = r#"{"nonce":"n","verifier":"v","max_age":300}"#;
        let read: Secrets = serde_json::from_str(old).expect("secrets");
        assert_eq!(read.demand.max_age, Some(300));
        assert!(!read.is_step_up());
    }
}
