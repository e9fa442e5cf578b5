//! Requests by value (`request`) and by reference (`request_uri`): OpenID Connect Core §6. What the
//! client signed wins over what the query says; the query alone names the client.

use std::sync::Arc;

use shared::clock::Timestamp;

use super::checks::client;
use crate::clients::{Client, request_object};
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::Params;

/// Names that are spent when the object is read.
const NAMES: [&str; 2] = ["request", "request_uri"];

/// The parameters of the whole request; those that came if there is no object.
///
/// # Errors
/// The fault of an object that is none, or may not be sent.
pub(in crate::oauth) async fn open(
    params: &Params,
    named: Option<&Arc<Client>>,
    (issuer, now): (&str, Timestamp),
) -> Result<Params, Fault> {
    // What is sent twice is refused by the rules, and not hidden by what the object says.
    let is_plain = NAMES.iter().all(|name| params.get(name).is_none());
    if is_plain || params.repeated() {
        return Ok(params.clone());
    }
    let client = client::check(named)?;
    let text = match (params.get("request"), params.get("request_uri")) {
        (Some(text), None) => text.to_owned(),
        (None, Some(address)) => {
            let known = client.request_uris.contains(address);
            let unknown = if client.request_uris.is_empty() {
                OAuthCode::RequestUriNotSupported
            } else {
                OAuthCode::InvalidRequestUri
            };
            let unknown = Fault::new(unknown, "request_uri is not registered for this client");
            let address = url::Url::parse(address).ok().filter(|_| known);
            let fetched = request_object::fetch(&client, &address.ok_or(unknown)?).await;
            fetched.map_err(|error| {
                tracing::warn!(
                    client = client.id.as_str(),
                    error,
                    "a request is not to be had"
                );
                let fault = "the request at request_uri is not to be had";
                Fault::new(OAuthCode::InvalidRequestUri, fault)
            })?
        }
        _ => {
            let fault = "request and request_uri exclude each other";
            return Err(Fault::new(OAuthCode::InvalidRequest, fault));
        }
    };
    if client.keys.is_none() {
        let fault = "this client has no keys to sign requests with";
        return Err(Fault::new(OAuthCode::RequestNotSupported, fault));
    }
    let opened = request_object::open(&text, &client, issuer, now).await;
    let opened = opened.ok_or(Fault::new(
        OAuthCode::InvalidRequestObject,
        "the request is not signed by this client for this server and for now",
    ))?;
    let differs = |name: &str| {
        let inside = opened.iter().find(|(key, _)| key == name);
        let outside = params.get(name);
        inside.is_some_and(|(_, value)| outside.is_some_and(|outside| outside != value))
    };
    if differs("response_type") {
        let fault = "response_type differs inside and outside of the request";
        return Err(Fault::new(OAuthCode::InvalidRequest, fault));
    }
    Ok(params.without(&NAMES).overridden(opened))
}
