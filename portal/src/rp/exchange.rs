//! From an authorization code to a person, and from a refresh token to fresh tokens.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use openidconnect::core::{CoreErrorResponseType, CoreJwsSigningAlgorithm};
use openidconnect::core::{CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm};
use openidconnect::{
    AccessToken, AuthenticationContextClass, AuthorizationCode, ClaimsVerificationError,
    EmptyAdditionalClaims, IdToken, IdTokenClaims, IdTokenVerifier, Nonce,
    OAuth2TokenResponse as _, PkceCodeVerifier, RefreshToken, RequestTokenError,
    SignatureVerificationError, StandardErrorResponse, SubjectIdentifier, TokenResponse as _,
    UserInfoClaims,
};
use shared::claims::{Acr, IdentityLevel};
use shared::clock::{Entropy, Timestamp};
use shared::secret::sha256;

use super::model::{Answer, Client, OwnClaims};
use super::{Anew, Audience, Demand, Login, RelyingParty, Renewed, Secrets, Tokens};
use super::{organisation, person};
use shared::provider::{Away, HttpFault, Known};

/// Clocks may differ by so much.
const SKEW: Duration = Duration::from_secs(30);

/// More than one factor (RFC 8176 §2).
const MFA: &str = "mfa";

type TokenFault = RequestTokenError<HttpFault, StandardErrorResponse<CoreErrorResponseType>>;
type UserInfo = UserInfoClaims<EmptyAdditionalClaims, CoreGenderClaim>;
type SignedClaims = IdTokenClaims<OwnClaims, CoreGenderClaim>;
type SignedToken =
    IdToken<OwnClaims, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

/// Why a code did not become a person.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ExchangeError {
    #[error("the provider cannot be reached")]
    Away,
    /// The code is not good here, or no longer.
    #[error("the provider refused the code: {0}")]
    Refused(String),
    /// The answer is not one that our provider would give to this sign-in.
    #[error("the provider's answer was refused: {0}")]
    Untrusted(String),
    /// Another person has signed in than the one who went there.
    #[error("another person has signed in")]
    SomeoneElse,
    /// The identity is not proven as well as was demanded.
    #[error("the identity is not proven well enough")]
    TooLow,
}

/// Why there are no fresh tokens.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RefreshError {
    #[error("the provider cannot be reached")]
    Away,
    /// The login is over.
    #[error("the provider has ended the login")]
    Ended,
    /// The provider did not do it now, for another reason.
    #[error("the provider refused: {0}")]
    Failed(String),
}

impl From<Away> for ExchangeError {
    fn from(_: Away) -> Self {
        Self::Away
    }
}

impl From<Away> for RefreshError {
    fn from(_: Away) -> Self {
        Self::Away
    }
}

impl RelyingParty {
    /// Redeems `code` and checks who it stands for.
    pub(crate) async fn finish(
        &self,
        code: String,
        secrets: Secrets,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<Login, ExchangeError> {
        let known = self.provider.known(now).await?;
        let client = self.client(&known);
        let http = |request| self.provider.http().send(request);
        let answer = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| ExchangeError::Untrusted(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(secrets.verifier))
            .add_extra_param("client_assertion_type", super::client_key::ASSERTION_TYPE)
            .add_extra_param("client_assertion", self.assertion(entropy, now))
            .request_async(&http)
            .await
            .map_err(|fault| match fault {
                TokenFault::Request(_) => ExchangeError::Away,
                TokenFault::ServerResponse(error) => ExchangeError::Refused(error.to_string()),
                other => ExchangeError::Untrusted(other.to_string()),
            })?;
        let id_token = answer
            .id_token()
            .ok_or_else(|| ExchangeError::Untrusted("no ID token".to_owned()))?;
        let nonce = Nonce::new(secrets.nonce);
        let claims = self.claims(&known, id_token, Some(&nonce), now).await?;
        let mut login = login(&answer, id_token, &claims, now)?;
        fits(&login, &secrets.demand, now)?;
        if login.email.is_none() {
            self.ask_about(&client, &mut login).await;
        }
        Ok(login)
    }

    /// Address and language from the provider's userinfo (Core §5.3). The first access token is
    /// for the provider itself, since none is asked for by `resource`. Nobody is kept out for
    /// want of them.
    async fn ask_about(&self, client: &Client, login: &mut Login) {
        let http = |request| self.provider.http().send(request);
        let token = AccessToken::new(login.tokens.access.clone());
        let subject = SubjectIdentifier::new(login.sub.clone());
        let Ok(request) = client.user_info(token, Some(subject)) else {
            return;
        };
        let told: Result<UserInfo, _> = request.request_async(&http).await;
        match told {
            Ok(told) => {
                let email = told.email().filter(|_| told.email_verified() == Some(true));
                login.email = email.map(|email| email.as_str().to_owned());
                let locale = told.locale().map(ToString::to_string);
                login.locale = locale.or_else(|| login.locale.take());
            }
            Err(error) => tracing::warn!(error = %error, "the provider told nothing of a person"),
        }
    }

    /// Fresh tokens for `old`, still of the person `sub`: the access token for `audience`, the
    /// other one stays (RFC 8707 §2.2).
    pub(crate) async fn refresh(
        &self,
        (old, audience): (&Tokens, Audience),
        sub: &str,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<Renewed, RefreshError> {
        let Some(refresh) = old.refresh.clone().map(RefreshToken::new) else {
            return Err(RefreshError::Ended);
        };
        let known = self.provider.known(now).await?;
        let client = self.client(&known);
        let http = |request| self.provider.http().send(request);
        let request = client
            .exchange_refresh_token(&refresh)
            .map_err(|error| RefreshError::Failed(error.to_string()))?;
        let resource = self.words.sent_resource();
        let request = match resource.filter(|_| audience == Audience::Portal) {
            Some(resource) => request.add_extra_param("resource", resource.to_owned()),
            None => request,
        };
        let answer = request
            .add_extra_param("client_assertion_type", super::client_key::ASSERTION_TYPE)
            .add_extra_param("client_assertion", self.assertion(entropy, now))
            .request_async(&http)
            .await
            .map_err(refusal)?;
        let mut tokens = old.clone();
        let access = answer.access_token().secret().clone();
        match audience {
            Audience::Portal => tokens.access = access,
            Audience::Provider => tokens.provider = Some(access),
        }
        if let Some(refresh) = answer.refresh_token() {
            tokens.refresh = Some(refresh.secret().clone());
        }
        let mut anew = None;
        if let Some(id_token) = answer.id_token() {
            let claims = self.claims(&known, id_token, None, now).await;
            let claims = claims.map_err(|error| RefreshError::Failed(error.to_string()))?;
            if claims.subject().as_str() != sub {
                return Err(RefreshError::Failed("another person's ID token".to_owned()));
            }
            tokens.id_token = id_token.to_string();
            let acr = claims.auth_context_ref();
            anew = Some(Anew {
                email: verified_email(&claims),
                roles: claims.additional_claims().roles(),
                level: acr.and_then(|acr| acr.parse().ok()),
            });
        }
        Ok(Renewed {
            tokens,
            anew,
            audience,
            access_expires_at: expiry(&answer, now),
        })
    }

    pub(super) fn assertion(&self, entropy: &dyn Entropy, now: Timestamp) -> String {
        self.key
            .assertion(&self.words.client_id, self.issuer(), entropy, now)
    }

    /// The checked claims; a key that is not known is looked for once more.
    async fn claims(
        &self,
        known: &Known,
        id_token: &SignedToken,
        nonce: Option<&Nonce>,
        now: Timestamp,
    ) -> Result<SignedClaims, ExchangeError> {
        match self.check(known, id_token, nonce, now) {
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => {
                let known = self.provider.look_again(now).await?;
                self.check(&known, id_token, nonce, now)
            }
            other => other,
        }
        .map_err(|error| ExchangeError::Untrusted(error.to_string()))
    }

    /// Core §3.1.3.7: signature, issuer, audience, expiry by our clock, nonce, strength.
    fn check(
        &self,
        known: &Known,
        id_token: &SignedToken,
        nonce: Option<&Nonce>,
        now: Timestamp,
    ) -> Result<SignedClaims, ClaimsVerificationError> {
        let client = self.client(known);
        let strong_here = self.words.strong_acr.clone();
        let verifier: IdTokenVerifier<'_, CoreJsonWebKey> = client
            .id_token_verifier()
            .set_allowed_algs([CoreJwsSigningAlgorithm::EcdsaP256Sha256])
            .set_time_fn(move || instant(now))
            .set_issue_time_verifier_fn(move |at| not_from_the_future(Some(at), now))
            .set_auth_time_verifier_fn(move |at| not_from_the_future(at, now))
            .set_auth_context_verifier_fn(move |acr| strong(acr, &strong_here));
        let same = |theirs: Option<&Nonce>| match nonce {
            Some(ours) if theirs.map(Nonce::secret) == Some(ours.secret()) => Ok(()),
            Some(_) => Err("the nonce is not the one that was sent".to_owned()),
            // Core §12.2: the ID token of a refresh has none.
            None => Ok(()),
        };
        let claims = id_token.claims(&verifier, same)?.clone();
        match weak(&claims, &self.words.strong_acr) {
            Some(why) => Err(ClaimsVerificationError::InvalidAuthContext(why)),
            None => Ok(claims),
        }
    }
}

/// Whether the sign-in is what was demanded.
fn fits(login: &Login, demand: &Demand, now: Timestamp) -> Result<(), ExchangeError> {
    if demand.sub.as_ref().is_some_and(|sub| *sub != login.sub) {
        return Err(ExchangeError::SomeoneElse);
    }
    if let Some(max_age) = demand.max_age
        && login.auth_time + Duration::from_secs(max_age) + SKEW < now
    {
        let old = "the sign-in is older than was asked for";
        return Err(ExchangeError::Untrusted(old.to_owned()));
    }
    if login.level() < demand.level {
        return Err(ExchangeError::TooLow);
    }
    Ok(())
}

/// The address, if the provider has verified it.
fn verified_email(claims: &SignedClaims) -> Option<String> {
    let verified = claims.email_verified() == Some(true);
    let email = claims.email().filter(|_| verified);
    email.map(|email| email.as_str().to_owned())
}

/// What the checked claims and tokens make of the person.
fn login(
    answer: &Answer,
    id_token: &SignedToken,
    claims: &SignedClaims,
    now: Timestamp,
) -> Result<Login, ExchangeError> {
    let untrusted = |what: &str| ExchangeError::Untrusted(what.to_owned());
    if let Some(expected) = claims.access_token_hash() {
        let digest = sha256(answer.access_token().secret().as_bytes());
        let actual = URL_SAFE_NO_PAD.encode(&digest[..16]);
        if actual != **expected {
            return Err(untrusted("the access token belongs to another ID token"));
        }
    }
    let acr = claims
        .auth_context_ref()
        .ok_or_else(|| untrusted("no acr"))?;
    let auth_time = claims
        .auth_time()
        .ok_or_else(|| untrusted("no auth_time"))?;
    let auth_time = Timestamp::from_unix(auth_time.timestamp());
    let own = claims.additional_claims();
    let roles = own.roles();
    let amr = claims.auth_method_refs().into_iter().flatten();
    Ok(Login {
        sub: claims.subject().to_string(),
        sid: own.sid.clone(),
        acr: acr.to_string(),
        amr: amr.map(|means| means.to_string()).collect(),
        auth_time,
        issued_at: Timestamp::from_unix(claims.issue_time().timestamp()),
        email: verified_email(claims),
        locale: claims.locale().map(ToString::to_string),
        // The first access token is for the provider, since none was asked for by `resource`.
        tokens: Tokens {
            access: answer.access_token().secret().clone(),
            provider: (!roles.is_empty()).then(|| answer.access_token().secret().clone()),
            refresh: answer.refresh_token().map(|token| token.secret().clone()),
            id_token: id_token.to_string(),
        },
        roles,
        organisation: organisation::read(own.verified_claims.as_ref(), auth_time),
        person: person::read(own.verified_claims.as_ref()),
        access_expires_at: expiry(answer, now),
    })
}

fn refusal(fault: TokenFault) -> RefreshError {
    match fault {
        TokenFault::Request(_) => RefreshError::Away,
        TokenFault::ServerResponse(error)
            if *error.error() == CoreErrorResponseType::InvalidGrant =>
        {
            RefreshError::Ended
        }
        other => RefreshError::Failed(other.to_string()),
    }
}

fn expiry(answer: &Answer, now: Timestamp) -> Timestamp {
    now + answer.expires_in().unwrap_or(Duration::from_mins(1))
}

fn instant(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp(at.unix(), 0).unwrap_or_default()
}

fn not_from_the_future(at: Option<DateTime<Utc>>, now: Timestamp) -> Result<(), String> {
    match at {
        Some(at) if at <= instant(now + SKEW) => Ok(()),
        Some(_) => Err("a time in the future".to_owned()),
        None => Err("no time of authentication".to_owned()),
    }
}

/// Level low may be had by one factor (Implementing Regulation (EU) 2015/1502, 2.2.1): then the
/// methods must name the second, unless the operator knows better of `here`.
fn weak(claims: &SignedClaims, here: &[String]) -> Option<String> {
    let low = IdentityLevel::Low.as_str();
    let is_low = claims
        .auth_context_ref()
        .is_some_and(|acr| acr.as_str() == low);
    let mut methods = claims.auth_method_refs().into_iter().flatten();
    let known = here.iter().any(|word| word == low);
    let lacks = is_low && !known && !methods.any(|method| method.as_str() == MFA);
    lacks.then(|| "the sign-in had one factor".to_owned())
}

/// Two factors, a passkey, or an identity level (S7, ASVS 6.8.4); `here`: by which words this
/// provider says so, none for ours.
fn strong(acr: Option<&AuthenticationContextClass>, here: &[String]) -> Result<(), String> {
    let Some(acr) = acr else {
        return Err("no strength".to_owned());
    };
    let own = || matches!(acr.parse(), Ok(Acr::PhishingResistant | Acr::MultiFactor));
    let by_word = if here.is_empty() {
        own()
    } else {
        here.contains(acr)
    };
    let enough = by_word || acr.parse::<IdentityLevel>().is_ok();
    enough
        .then_some(())
        .ok_or_else(|| "the sign-in was not strong enough".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(acr: &str) -> AuthenticationContextClass {
        AuthenticationContextClass::new(acr.to_owned())
    }

    #[test]
    fn only_strong_sign_ins_are_good_enough() {
        let check = |acr: &str| strong(Some(&class(acr)), &[]);
        for acr in [
            "phr",
            "urn:schluesselbund:acr:mfa",
            "http://eidas.europa.eu/LoA/substantial",
        ] {
            assert_eq!(check(acr), Ok(()), "{acr}");
        }
        for acr in [
            "",
            "0",
            "PHR",
            "urn:schluesselbund:acr:password",
            "http://eidas.europa.eu/LoA/",
        ] {
            assert!(check(acr).is_err(), "{acr}");
        }
        assert!(strong(None, &[]).is_err());
    }

    #[test]
    fn another_provider_has_its_own_word_for_strong() {
        let here = ["urn:example:two".to_owned()];
        let check = |acr: &str| strong(Some(&class(acr)), &here);
        for acr in ["urn:example:two", "http://eidas.europa.eu/LoA/high"] {
            assert_eq!(check(acr), Ok(()), "{acr}");
        }
        for acr in [
            "",
            "0",
            "urn:example:one",
            "urn:schluesselbund:acr:mfa",
            "phr",
        ] {
            assert!(check(acr).is_err(), "{acr}");
        }
        assert!(strong(None, &here).is_err());
    }
}
