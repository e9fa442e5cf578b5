//! Sending a person to the provider.

use std::time::Duration;

use openidconnect::core::CoreAuthenticationFlow;
use openidconnect::{CsrfToken, LanguageTag, Nonce, PkceCodeChallenge, PkceCodeVerifier, Scope};
use serde::{Deserialize, Serialize};
use shared::claims::ask_verified;
use shared::clock::Entropy;
use shared::secret::Token;
use url::Url;

use super::RelyingParty;
use super::organisation::WANTED;
use shared::provider::Known;

/// What the answer will be checked against; known to this server only.
#[derive(Serialize, Deserialize)]
pub(crate) struct Secrets {
    pub(super) nonce: String,
    pub(super) verifier: String,
    /// In seconds, if a fresh sign-in was asked for.
    #[serde(default)]
    pub(super) max_age: Option<u64>,
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
    /// A new authorization request in the language `lang`; with `max_age` the provider asks who
    /// signed in longer ago to do so again (Core §3.1.2.1).
    pub(crate) fn begin(
        &self,
        known: &Known,
        entropy: &dyn Entropy,
        lang: &str,
        max_age: Option<Duration>,
    ) -> Begun {
        let [state, nonce, verifier] = [(); 3].map(|()| Token::generate(entropy));
        let secrets = Secrets {
            nonce: nonce.reveal().to_owned(),
            verifier: verifier.reveal().to_owned(),
            max_age: max_age.map(|it| it.as_secs()),
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
            .add_ui_locale(LanguageTag::new(lang.to_owned()))
            .add_extra_param("resource", self.words.resource.clone())
            .add_extra_param("claims", ask_verified(WANTED).to_string());
        let request = match max_age {
            Some(max_age) => request.set_max_age(max_age),
            None => request,
        };
        let (url, _, _) = request.url();
        Begun {
            url,
            state,
            secrets,
        }
    }

    /// All but `openid`, which the library adds.
    fn wanted_scopes(&self) -> impl Iterator<Item = Scope> + '_ {
        let scopes = self.words.scopes.iter();
        scopes
            .filter(|scope| *scope != shared::claims::scope::OPENID)
            .map(|scope| Scope::new(scope.clone()))
    }
}
