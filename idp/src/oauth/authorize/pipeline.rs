//! The rules of an authorization request, in their order. Until client and redirect URI are
//! proven a fault is a page; from then on the client is told.

use std::collections::BTreeSet;
use std::sync::Arc;

use shared::claims::{Acr, IdentityLevel};

use super::checks::pkce::Challenge;
use super::checks::prompt::Prompt;
use super::checks::{
    acr_values, claims, client, id_token_hint, max_age, nonce, pkce, prompt, redirect_uri,
    repeated, request_object, resource, response_mode, response_type, scope, state, ui_locales,
};
use super::respond::Way;
use crate::clients::Client;
use crate::keys::Keyring;
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;
use crate::oauth::scope::ScopeSet;
use crate::oauth::verified::Wishes;

/// A request that keeps every rule.
#[derive(Debug, Clone)]
pub(in crate::oauth) struct ValidRequest {
    pub(in crate::oauth) client: Arc<Client>,
    pub(in crate::oauth) way: Way,
    pub(in crate::oauth) scope: ScopeSet,
    /// None: the client's policy does without PKCE, and so does this request.
    pub(in crate::oauth) challenge: Option<Challenge>,
    pub(in crate::oauth) nonce: Option<String>,
    pub(in crate::oauth) prompt: Prompt,
    pub(in crate::oauth) max_age: Option<i64>,
    pub(in crate::oauth) acr_values: Vec<Acr>,
    /// Whether another strength is no answer at all.
    pub(in crate::oauth) acr_is_essential: bool,
    /// The identity level that is needed.
    pub(in crate::oauth) level: Option<IdentityLevel>,
    pub(in crate::oauth) expected_sub: Option<String>,
    pub(in crate::oauth) verified: Wishes,
    pub(in crate::oauth) resources: BTreeSet<String>,
    pub(in crate::oauth) ui_locales: Vec<String>,
}

/// A refused request.
#[derive(Debug)]
pub(in crate::oauth) enum Refused {
    /// Client or redirect URI are not proven: a page, no redirect.
    Untrusted(Fault),
    /// The client is told.
    Answered { way: Way, fault: Fault },
}

/// Checks a request.
pub(in crate::oauth) fn validate(
    params: &Params,
    named: Option<&Arc<Client>>,
    keys: &Keyring,
    issuer: &str,
) -> Result<ValidRequest, Refused> {
    let client = client::check(named).map_err(Refused::Untrusted)?;
    let redirect = redirect_uri::check(params, &client).map_err(Refused::Untrusted)?;
    let rest = || -> Result<ValidRequest, Fault> {
        repeated::check(params)?;
        request_object::check(params)?;
        response_type::check(params)?;
        let mode = response_mode::check(params, &redirect)?;
        let claims = claims::check(params, &client)?;
        Ok(ValidRequest {
            way: Way {
                redirect: redirect.clone(),
                state: state::check(params)?,
                mode,
            },
            scope: scope::check(params, &client)?,
            challenge: pkce::check(params, &client)?,
            nonce: nonce::check(params)?,
            prompt: prompt::check(params)?,
            max_age: max_age::check(params)?.or(client.default_max_age),
            acr_values: acr_values::check(params, &claims, &client),
            acr_is_essential: claims.acr_is_essential,
            level: acr_values::level(params, &claims, &client),
            expected_sub: expected(
                id_token_hint::check(params, &client, keys, issuer)?,
                claims.sub,
            )?,
            verified: claims.verified,
            resources: resource::check(params, &client, issuer)?,
            ui_locales: ui_locales::check(params),
            client: Arc::clone(&client),
        })
    };
    rest().map_err(|fault| Refused::Answered {
        way: Way {
            redirect: redirect.clone(),
            state: state::check(params).ok().flatten(),
            mode: response_mode::check(params, &redirect).unwrap_or_default(),
        },
        fault,
    })
}

/// How a fault is told that was found before the rules were looked at.
pub(in crate::oauth) fn refuse(
    params: &Params,
    named: Option<&Arc<Client>>,
    fault: Fault,
) -> Refused {
    let proven = client::check(named).and_then(|it| redirect_uri::check(params, &it));
    let Ok(redirect) = proven else {
        return Refused::Untrusted(fault);
    };
    let way = Way {
        state: state::check(params).ok().flatten(),
        mode: response_mode::check(params, &redirect).unwrap_or_default(),
        redirect,
    };
    Refused::Answered { way, fault }
}

/// The one person whom `id_token_hint` and `claims` name.
fn expected(hinted: Option<String>, claimed: Option<String>) -> Result<Option<String>, Fault> {
    match (hinted, claimed) {
        (Some(one), Some(other)) if one != other => Err(Fault::new(
            OAuthCode::InvalidRequest,
            "id_token_hint and claims name two persons",
        )),
        (hinted, claimed) => Ok(hinted.or(claimed)),
    }
}
