//! What the file of a third party says beside the protocol: who stands behind it, which people
//! are told before they allow it anything, and by which name it knows them (OpenID Connect Core
//! §8). People see these texts: web addresses alone, never `javascript:` or `data:`.

use std::collections::BTreeSet;

use shared::claims::scope::is_for_operator;
use shared::settings::Check;
use url::{Host, Url};

use super::file::File;
use super::load::address;
use super::{About, GrantType, RedirectUri, Subjects};

/// Who stands behind a client; people must be told of third parties.
pub(super) fn about(file: &File, check: &mut Check) -> About {
    let needed = !file.first_party && file.grant_types.contains(&GrantType::AuthorizationCode);
    let texts = [
        ("client_uri", &file.client_uri),
        ("policy_uri", &file.policy_uri),
        ("contact", &file.contact),
    ];
    for (key, text) in texts {
        let reason = "is missing: people are told it before they allow a third party anything";
        check.refuse_if(needed && text.is_empty(), key, reason);
    }
    let for_operator = file.scopes.iter().find(|name| is_for_operator(name));
    if let Some(name) = for_operator.filter(|_| !file.first_party) {
        let reason = format!("{name} is for the operator's own applications");
        check.refuse("scopes", reason);
    }
    let contact = &file.contact;
    let reachable = contact.is_empty() || contact.parse::<lettre::Address>().is_ok();
    check.refuse_if(!reachable, "contact", "must be an e-mail address");
    About {
        website: address(check, "client_uri", &file.client_uri),
        policy: address(check, "policy_uri", &file.policy_uri),
        terms: address(check, "tos_uri", &file.tos_uri),
        contact: (!contact.is_empty()).then(|| contact.clone()),
    }
}

/// The page that tells a client's browser side of the end of a session: on an origin of its
/// redirect addresses (Front-Channel Logout §2).
pub(super) fn frontchannel(
    file: &File,
    check: &mut Check,
    redirect_uris: &[RedirectUri],
) -> Option<Url> {
    let key = "frontchannel_logout_uri";
    let uri = address(check, key, &file.frontchannel_logout_uri)?;
    let origin = uri.origin().ascii_serialization();
    let mut own = redirect_uris.iter().filter_map(RedirectUri::web_origin);
    check.refuse_if(
        !own.any(|own| own == origin),
        key,
        "must be on the origin of one of the redirect_uris",
    );
    Some(uri)
}

/// By which name a client knows people: pairwise for third parties, unless the file says else.
pub(super) fn subjects(
    file: &File,
    check: &mut Check,
    redirect_uris: &[RedirectUri],
) -> Option<Subjects> {
    let pairwise = match file.subject_type.as_str() {
        "" => !file.first_party,
        "public" => false,
        "pairwise" => true,
        _ => {
            check.refuse("subject_type", "must be public or pairwise");
            return None;
        }
    };
    let named = file.sector_identifier.as_str();
    check.refuse_if(
        !pairwise && !named.is_empty(),
        "sector_identifier",
        "belongs to the subject_type pairwise only",
    );
    if !pairwise {
        return Some(Subjects::Public);
    }
    sector(file, check, redirect_uris).map(Subjects::Pairwise)
}

/// The one host of all redirect URIs.
fn sector(file: &File, check: &mut Check, redirect_uris: &[RedirectUri]) -> Option<String> {
    let named = file.sector_identifier.as_str();
    if !named.is_empty() {
        let is_host = Host::parse(named).is_ok() && !named.contains(char::is_uppercase);
        check.refuse_if(
            !is_host,
            "sector_identifier",
            "must be a host in lower case",
        );
        return is_host.then(|| named.to_owned());
    }
    let hosts = hosts(redirect_uris);
    check.refuse_if(
        hosts.len() > 1,
        "sector_identifier",
        "is missing: the redirect_uris have several hosts",
    );
    hosts
        .into_iter()
        .next()
        .or_else(|| Some(file.client_id.clone()))
}

/// The hosts of redirect URIs; loopback counts only where there is nothing else.
pub(super) fn hosts(redirect_uris: &[RedirectUri]) -> BTreeSet<String> {
    let urls = redirect_uris.iter().map(RedirectUri::as_str);
    let urls: Vec<_> = urls.filter_map(|uri| Url::parse(uri).ok()).collect();
    let hosts = |loopback: bool| -> BTreeSet<String> {
        let kind = urls.iter().filter(|url| is_loopback(url) == loopback);
        kind.filter_map(|url| url.host_str().map(str::to_owned))
            .collect()
    };
    let mut hosts = [hosts(false), hosts(true)].into_iter();
    hosts.find(|hosts| !hosts.is_empty()).unwrap_or_default()
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}
