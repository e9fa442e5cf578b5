//! Every application, as this process knows it: those of the operator's files are in memory and
//! taken up anew when the revision says so; those that registered themselves are read one at a
//! time, because there may be any number of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use shared::db::{Db, StoreError, Tx};

use super::outlets::Outlets;
use super::{Client, ClientId, RedirectUri, load, registered, store};
use crate::keys::Algorithm;

/// Finds applications; clones know the same.
#[derive(Debug, Clone)]
pub(crate) struct Clients(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    outlets: Outlets,
    files: RwLock<Arc<Files>>,
}

/// What the files said when they were applied last.
#[derive(Debug, Default)]
struct Files {
    revision: i64,
    clients: BTreeMap<ClientId, Arc<Client>>,
    web_origins: Vec<String>,
}

impl Files {
    fn new(revision: i64, clients: Vec<Client>) -> Self {
        let mut origins = BTreeSet::new();
        for client in &clients {
            let after = &client.post_logout_redirect_uris;
            let uris = client.redirect_uris.iter().chain(after);
            origins.extend(uris.filter_map(RedirectUri::web_origin));
        }
        let by_id = |client: Client| (client.id.clone(), Arc::new(client));
        Self {
            revision,
            web_origins: origins.into_iter().collect(),
            clients: clients.into_iter().map(by_id).collect(),
        }
    }
}

impl Clients {
    /// Knows none yet; [`follow`](Self::follow) brings them.
    pub(crate) fn new(outlets: Outlets) -> Self {
        Self(Arc::new(Inner {
            outlets,
            files: RwLock::default(),
        }))
    }

    /// Knows these, and none that has no file.
    #[cfg(test)]
    pub(super) fn of(outlets: Outlets, clients: Vec<Client>) -> Self {
        let known = Self::new(outlets);
        known.learn(Files::new(0, clients));
        known
    }

    fn files(&self) -> Arc<Files> {
        let files = self.0.files.read();
        Arc::clone(&files.unwrap_or_else(PoisonError::into_inner))
    }

    fn learn(&self, files: Files) {
        let mut place = self.0.files.write().unwrap_or_else(PoisonError::into_inner);
        *place = Arc::new(files);
    }

    /// How requests leave for what applications name.
    pub(crate) fn outlets(&self) -> &Outlets {
        &self.0.outlets
    }

    /// Takes up what was applied since the last time; says whether there was anything.
    pub(crate) async fn follow(&self, db: &Db) -> Result<bool, StoreError> {
        let mut tx = db.snapshot().await?;
        let revision = store::revision(&mut tx).await?;
        let is_new = revision != self.files().revision;
        if is_new {
            let mut clients = Vec::new();
            for (_, document) in store::list(&mut tx).await? {
                let client = load::revive(&document, &self.0.outlets);
                clients.push(client.ok_or(CORRUPT)?);
            }
            self.learn(Files::new(revision, clients));
        }
        tx.commit().await?;
        Ok(is_new)
    }

    /// The application of this id.
    pub(crate) async fn find(
        &self,
        tx: &mut Tx,
        id: &str,
    ) -> Result<Option<Arc<Client>>, StoreError> {
        if let Some(client) = self.of_file(id) {
            return Ok(Some(client));
        }
        if !registered::is_named_so(id) {
            return Ok(None);
        }
        let Some(row) = store::find(tx, id).await? else {
            return Ok(None);
        };
        let mut client = registered::revive(&row, &self.0.outlets).ok_or(CORRUPT)?;
        // Who was invited to the portal's scopes may ask for tokens for it.
        if client.scopes.iter().any(|name| name.starts_with("portal.")) {
            let files = self.files();
            let served = files.clients.values().flat_map(|it| &it.serves);
            client.resources = served.cloned().collect();
        }
        Ok(Some(Arc::new(client)))
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
        if !registered::is_named_so(id) {
            return Ok(None);
        }
        let mut tx = db.read().await?;
        let client = self.find(&mut tx, id).await?;
        tx.commit().await?;
        Ok(client)
    }

    /// The application of the operator's file with this id.
    pub(crate) fn of_file(&self, id: &str) -> Option<Arc<Client>> {
        let id = id.parse::<ClientId>().ok()?;
        self.files().clients.get(&id).cloned()
    }

    /// The application that is this audience; only files name any.
    pub(crate) fn serving(&self, audience: &str) -> Option<Arc<Client>> {
        let files = self.files();
        let mut all = files.clients.values();
        all.find(|client| client.serves.contains(audience)).cloned()
    }

    /// All that have a file.
    pub(crate) fn of_files(&self) -> Vec<Arc<Client>> {
        self.files().clients.values().cloned().collect()
    }

    /// What tokens are signed with for those that have a file; ES256 in any case, as access
    /// tokens are.
    pub(crate) fn algorithms(&self) -> BTreeSet<Algorithm> {
        let all = self.of_files().into_iter();
        let named = all.flat_map(|client| {
            let userinfo = client.userinfo_signed_response_alg;
            userinfo.into_iter().chain([client.id_token_alg])
        });
        named.chain([Algorithm::Es256]).collect()
    }

    /// Origins of those that have a file: a form of ours may lead there in the end, and browsers
    /// look at the last redirect as well (CSP `form-action`).
    pub(crate) fn web_origins(&self) -> Vec<String> {
        self.files().web_origins.clone()
    }

    /// Whether an application without a secret runs in browsers at this origin.
    pub(crate) async fn runs_at(&self, db: &Db, origin: &str) -> Result<bool, StoreError> {
        let is_own = |uri: &RedirectUri| uri.web_origin().as_deref() == Some(origin);
        let files = self.files();
        let mut in_browsers = files.clients.values().filter(|client| client.is_public());
        if in_browsers.any(|client| client.redirect_uris.iter().any(is_own)) {
            return Ok(true);
        }
        let mut tx = db.read().await?;
        let runs = store::runs_at(&mut tx, origin).await?;
        tx.commit().await?;
        Ok(runs)
    }
}

const CORRUPT: StoreError = StoreError::Corrupt {
    table: "clients",
    column: "document",
};
