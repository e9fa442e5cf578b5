//! What an answer tells of a person, for the list that the person reads.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use shared::claims::VerifiedClaims;
use shared::claims::scope::OPENID;

use crate::accounts::AccountId;
use crate::clients::Client;
use crate::consents;
use crate::disclosures::Told;

/// Who `client` is told it is, and these claims.
pub(super) fn told<'a>(
    account: &'a AccountId,
    client: &'a Client,
    standard: &Map<String, Value>,
    verified: &[VerifiedClaims],
) -> Told<'a> {
    let name = std::iter::once(OPENID.to_owned());
    let standard = standard.keys().map(|claim| consents::single(claim));
    let verified = verified.iter().flat_map(|it| it.claims.keys());
    let verified = verified.map(|claim| consents::verified(claim));
    Told {
        account,
        client: (client.id.as_str(), &client.name),
        claims: name
            .chain(standard)
            .chain(verified)
            .collect::<BTreeSet<_>>(),
    }
}
