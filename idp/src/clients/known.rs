//! Every application as this process knows it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use shared::db::{Db, StoreError, Tx};

use super::{Client, ClientId, RedirectUri};
use crate::keys::Algorithm;

/// Every registered application.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clients(Arc<BTreeMap<ClientId, Arc<Client>>>);

impl Clients {
    /// The client of this id.
    #[expect(
        clippy::unused_async,
        reason = "not every application will be in memory"
    )]
    pub(crate) async fn find(
        &self,
        _tx: &mut Tx,
        id: &str,
    ) -> Result<Option<Arc<Client>>, StoreError> {
        Ok(self.of_file(id))
    }

    /// The same where no transaction is open.
    pub(crate) async fn look_up(
        &self,
        db: &Db,
        id: &str,
    ) -> Result<Option<Arc<Client>>, StoreError> {
        if let Some(client) = self.of_file(id) {
            return Ok(Some(client));
        }
        let mut tx = db.read().await?;
        let client = self.find(&mut tx, id).await?;
        tx.commit().await?;
        Ok(client)
    }

    /// The client of the operator's file with this id.
    pub(crate) fn of_file(&self, id: &str) -> Option<Arc<Client>> {
        let id = id.parse::<ClientId>().ok()?;
        self.0.get(&id).cloned()
    }

    /// The client that is this audience.
    pub(crate) fn serving(&self, audience: &str) -> Option<Arc<Client>> {
        let mut all = self.of_files().into_iter();
        all.find(|client| client.serves.contains(audience))
    }

    /// All that have a file.
    pub(crate) fn of_files(&self) -> Vec<Arc<Client>> {
        self.0.values().cloned().collect()
    }

    /// What tokens are signed with for them; ES256 in any case, as access tokens are.
    pub(crate) fn algorithms(&self) -> BTreeSet<Algorithm> {
        let all = self.of_files().into_iter();
        let named = all.flat_map(|client| {
            let userinfo = client.userinfo_signed_response_alg;
            userinfo.into_iter().chain([client.id_token_alg])
        });
        named.chain([Algorithm::Es256]).collect()
    }

    /// Origins that a form of ours may lead to in the end: browsers look at the last redirect
    /// as well (CSP `form-action`).
    pub(crate) fn web_origins(&self) -> Vec<String> {
        let mut origins = BTreeSet::new();
        for client in self.of_files() {
            let after = &client.post_logout_redirect_uris;
            let uris = client.redirect_uris.iter().chain(after);
            origins.extend(uris.filter_map(RedirectUri::web_origin));
        }
        origins.into_iter().collect()
    }
}

impl FromIterator<Client> for Clients {
    fn from_iter<I: IntoIterator<Item = Client>>(clients: I) -> Self {
        let by_id = clients
            .into_iter()
            .map(|client| (client.id.clone(), Arc::new(client)));
        Self(Arc::new(by_id.collect()))
    }
}
