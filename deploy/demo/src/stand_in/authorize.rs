//! `/authorize`: whether a request may send a person here (RFC 6749 §4.1.1, RFC 7636, RFC 9207,
//! OpenID Connect Core §3.1.2).

use std::collections::BTreeMap;
use std::sync::Arc;

use shared::forms::Visitor;
use url::Url;

use super::Provider;
use super::clients::Client;
use super::desk::Errand;
use super::fault::Fault;
use super::wanted::Wanted;

/// A request that gets no further.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Nobody knows where an answer may go: a page says why (a key of `stand-in-problem-…`).
    Page(&'static str),
    /// The client is told.
    Redirect(String),
}

/// Keeps the request and tells its name.
pub(super) fn begin(
    provider: &Provider,
    query: &str,
    visitor: &Visitor,
) -> Result<String, Refusal> {
    let parameters = super::parameters(query.as_bytes()).ok_or(Refusal::Page("repeated"))?;
    let get = |name: &str| parameters.get(name).map(String::as_str);
    let client = get("client_id").and_then(|id| provider.client(id));
    let client = client.ok_or(Refusal::Page("client"))?;
    let registered = |uri: &&str| client.redirect_uris.iter().any(|known| known == uri);
    let redirect_uri = get("redirect_uri").filter(registered);
    let redirect_uri = redirect_uri.ok_or(Refusal::Page("redirect"))?;
    match read(provider, client, redirect_uri, &parameters) {
        Ok(mut errand) => {
            errand.visitor = visitor.hash();
            let id = errand.id.clone();
            provider.desk().open(errand, provider.now());
            Ok(id)
        }
        Err(fault) => {
            let answer = [
                ("error", fault.error),
                ("error_description", &fault.description),
                ("state", get("state").unwrap_or_default()),
            ];
            let answer = answer.into_iter().filter(|(_, value)| !value.is_empty());
            let answer: Vec<_> = answer.collect();
            Err(Refusal::Redirect(redirect(
                redirect_uri,
                &answer,
                provider.issuer(),
            )))
        }
    }
}

/// The redirect URI with an answer and, after RFC 9207, whose it is.
pub(super) fn redirect(uri: &str, answer: &[(&str, &str)], issuer: &str) -> String {
    // A registered URI that is none leads nowhere else either.
    let Ok(mut url) = Url::parse(uri) else {
        return uri.to_owned();
    };
    url.query_pairs_mut()
        .extend_pairs(answer)
        .append_pair("iss", issuer);
    url.into()
}

fn read(
    provider: &Provider,
    client: &Arc<Client>,
    redirect_uri: &str,
    parameters: &BTreeMap<String, String>,
) -> Result<Errand, Fault> {
    let get = |name: &str| parameters.get(name).map(String::as_str);
    if get("request").is_some() {
        return Err(Fault::new(
            "request_not_supported",
            "request is not offered",
        ));
    }
    if get("request_uri").is_some() {
        let words = "request_uri is not offered";
        return Err(Fault::new("request_uri_not_supported", words));
    }
    if get("response_type") != Some("code") {
        let words = "response_type must be code";
        return Err(Fault::new("unsupported_response_type", words));
    }
    if get("response_mode").is_some_and(|mode| mode != "query") {
        return Err(Fault::request("response_mode must be query"));
    }
    let scope = get("scope").unwrap_or_default();
    if !scope.split(' ').any(|word| word == "openid") {
        return Err(Fault::new("invalid_scope", "scope must have openid"));
    }
    let state = get("state").ok_or_else(|| Fault::request("state is missing"))?;
    let nonce = get("nonce").ok_or_else(|| Fault::request("nonce is missing"))?;
    if get("code_challenge_method") != Some("S256") {
        return Err(Fault::request("code_challenge_method must be S256"));
    }
    let challenge = get("code_challenge").filter(|it| it.len() == 43);
    let challenge = challenge.ok_or_else(|| Fault::request("code_challenge is missing"))?;
    if get("prompt") == Some("none") {
        return Err(Fault::new("login_required", "nobody stays signed in here"));
    }
    Ok(Errand {
        id: provider.new_id(),
        client: Arc::clone(client),
        redirect_uri: redirect_uri.to_owned(),
        visitor: provider.token().hash(),
        state: state.to_owned(),
        nonce: nonce.to_owned(),
        challenge: challenge.to_owned(),
        scope: scope.to_owned(),
        wanted: Wanted::read(parameters, provider.house())?,
    })
}
