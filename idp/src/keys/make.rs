//! Making keys and having those of the database.

use std::collections::{BTreeMap, BTreeSet};

use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError, Tx};
use zeroize::Zeroizing;

use super::keyring::{Keyring, Known};
use super::pair::{NotAKey, SigningKey};
use super::store;
use super::terms::{Terms, Wanted};
use super::{Algorithm, Term};

/// Why there are no keys to sign with.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeysError {
    /// The stored keys were sealed with another sealing key.
    #[error("keys.sealing_key does not open the stored signing keys")]
    WrongSealingKey,
    /// The stored bytes are no key, or none could be made.
    #[error(transparent)]
    Key(#[from] NotAKey),
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A key that was made and is not kept yet.
#[derive(Debug)]
pub(crate) struct Fresh {
    key: SigningKey,
    pkcs8: Zeroizing<Vec<u8>>,
    pub(crate) wanted: Wanted,
}

impl Fresh {
    pub(crate) fn kid(&self) -> &str {
        self.key.kid()
    }
}

/// Makes a key, outside of any transaction: RSA takes a second.
pub(crate) async fn draw(wanted: Wanted) -> Result<Fresh, KeysError> {
    let made = tokio::task::spawn_blocking(move || SigningKey::generate(wanted.algorithm));
    let (key, pkcs8) = made.await.map_err(|_| NotAKey)??;
    Ok(Fresh { key, pkcs8, wanted })
}

impl Keyring {
    /// Looks at the database's keys again: those of other processes are known from now on, those
    /// withdrawn are not. Keys that are known already are not unsealed again.
    pub(crate) async fn reload(&self, db: &Db) -> Result<(), KeysError> {
        let known = self.known();
        let mut tx = db.read().await?;
        let terms = store::list(&mut tx).await?;
        let mut keys = BTreeMap::new();
        for term in terms.iter().filter(|term| term.withdrawn_at.is_none()) {
            let key = match known.keys.get(&term.kid) {
                Some(key) => key.clone(),
                None => self.unseal(term, &store::sealed(&mut tx, &term.kid).await?)?,
            };
            keys.insert(term.kid.clone(), key);
        }
        tx.commit().await?;
        self.learn(Known {
            terms: Terms::new(terms),
            keys,
        });
        Ok(())
    }

    /// Sees to it that there is a key for each of `wanted`, which signs at once: nobody can have
    /// kept a set without it for tokens that there were none of.
    pub(crate) async fn ensure(
        &self,
        db: &Db,
        entropy: &dyn Entropy,
        now: Timestamp,
        wanted: &BTreeSet<Algorithm>,
    ) -> Result<(), KeysError> {
        self.reload(db).await?;
        for algorithm in wanted {
            let known = self.known();
            if known.terms.of(*algorithm).next().is_some() {
                continue;
            }
            let fresh = draw(known.terms.successor(*algorithm, now)).await?;
            let mut tx = db.write().await?;
            self.keep(&mut tx, entropy, now, &fresh).await?;
            tx.commit().await?;
            self.reload(db).await?;
        }
        Ok(())
    }

    /// Keeps a key; says whether it is the one that was wanted, not another process's. To be known
    /// it needs a [`reload`](Self::reload).
    pub(crate) async fn keep(
        &self,
        tx: &mut Tx,
        entropy: &dyn Entropy,
        now: Timestamp,
        fresh: &Fresh,
    ) -> Result<bool, StoreError> {
        let context = context(fresh.kid());
        let sealed = self.sealing().seal(entropy, &context, &fresh.pkcs8);
        store::insert(tx, fresh.kid(), &sealed, fresh.wanted, now).await
    }

    fn unseal(&self, term: &Term, sealed: &[u8]) -> Result<std::sync::Arc<SigningKey>, KeysError> {
        let opened = self.sealing().open(&context(&term.kid), sealed);
        let pkcs8 = opened.ok_or(KeysError::WrongSealingKey)?;
        let key = SigningKey::from_pkcs8(term.algorithm, &pkcs8)?;
        Ok(std::sync::Arc::new(key))
    }
}

fn context(kid: &str) -> String {
    format!("signing_keys/{kid}")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use shared::clock::SystemEntropy;
    use shared::secret::SealingKey;

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix(1);
    const KEEPS: Duration = Duration::from_hours(2);

    async fn database(folder: &tempfile::TempDir) -> Db {
        let url = format!("sqlite:{}", folder.path().join("keys.db").display());
        let db = Db::open(&url, 2).await.expect("opens");
        db.migrate(&crate::MIGRATIONS).await.expect("migrates");
        db
    }

    async fn opened(db: &Db, seal: u8) -> Result<Keyring, KeysError> {
        let ring = Keyring::new(SealingKey::from_bytes([seal; 32]), KEEPS);
        let wanted = BTreeSet::from([Algorithm::Es256, Algorithm::EdDsa]);
        ring.ensure(db, &SystemEntropy, NOW, &wanted).await?;
        Ok(ring)
    }

    #[tokio::test]
    async fn keys_survive_a_restart_and_need_their_sealing_key() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut sets = Vec::new();
        for _ in 0..2 {
            let db = database(&folder).await;
            let ring = opened(&db, 1).await.expect("keys");
            sets.push(ring.published(NOW));
            let wrong = opened(&db, 2).await;
            assert!(matches!(wrong, Err(KeysError::WrongSealingKey)));
            db.close().await;
        }
        assert_eq!(sets[0].keys.len(), 2);
        assert_eq!(sets[0], sets[1]);
    }

    #[tokio::test]
    async fn two_rings_on_one_database_make_one_successor_and_change_together() {
        let folder = tempfile::tempdir().expect("a folder");
        let db = database(&folder).await;
        let rings = [opened(&db, 1).await, opened(&db, 1).await];
        let rings = rings.map(|ring| ring.expect("keys"));
        let every = Duration::from_hours(24);
        let later = NOW + every;
        let mut kept = Vec::new();
        for ring in &rings {
            for wanted in ring.terms(|terms| terms.due(later, every)) {
                let fresh = draw(wanted).await.expect("a key");
                let mut tx = db.write().await.expect("writes");
                let is_kept = ring.keep(&mut tx, &SystemEntropy, later, &fresh).await;
                kept.push(is_kept.expect("keeps"));
                tx.commit().await.expect("commits");
            }
        }
        assert_eq!(kept, [true, true, false, false]);
        for ring in &rings {
            ring.reload(&db).await.expect("reads");
            assert_eq!(ring.published(later).keys.len(), 4);
        }
        let change = later + crate::keys::LEAD;
        for now in [later, change] {
            let kid = |ring: &Keyring| {
                let claims = serde_json::json!({});
                let signed = ring.sign(now, Algorithm::Es256, super::super::TokenType::Id, &claims);
                signed.expect("signs").kid
            };
            assert_eq!(kid(&rings[0]), kid(&rings[1]));
        }
        assert_eq!(rings[0].published(change + KEEPS).keys.len(), 2);
        db.close().await;
    }
}
