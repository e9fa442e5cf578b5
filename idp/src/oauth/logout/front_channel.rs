//! Front-Channel Logout 1.0: pages of relying parties, shown in frames when a session ends.

use shared::db::{StoreError, Tx};
use url::Url;

use super::store;
use crate::clients::Clients;
use crate::sessions::Sid;

/// The pages to show of everyone who got a grant in this session, with `iss` and `sid` (§3).
pub(in crate::oauth) async fn frames(
    tx: &mut Tx,
    clients: &Clients,
    issuer: &str,
    sid: &Sid,
) -> Result<Vec<Url>, StoreError> {
    let names = store::clients_of(tx, sid).await?;
    let mut pages = Vec::new();
    for name in names {
        let client = clients.find(tx, &name).await?;
        let page = client.and_then(|client| client.frontchannel_logout_uri.clone());
        pages.extend(page.map(|mut page| {
            let mut query = page.query_pairs_mut();
            query.append_pair("iss", issuer);
            query.append_pair("sid", sid.as_str());
            drop(query);
            page
        }));
    }
    Ok(pages)
}
