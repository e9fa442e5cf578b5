//! Opening the keyring at start: the stored keys, or a first one.

use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError};
use shared::secret::SealingKey;

use super::model::{NotAKey, SigningKey};
use super::{Keyring, store};

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

/// The keyring of this database; makes the first key when there is none.
pub(crate) async fn open(
    db: &Db,
    sealing: &SealingKey,
    entropy: &dyn Entropy,
    now: Timestamp,
) -> Result<Keyring, KeysError> {
    let mut tx = db.write().await?;
    if store::active(&mut tx).await?.is_none() {
        let (key, pkcs8) = SigningKey::generate()?;
        let sealed = sealing.seal(entropy, &context(key.kid()), &pkcs8);
        store::insert_active(&mut tx, key.kid(), &sealed, now).await?;
    }
    tx.commit().await?;

    let mut tx = db.read().await?;
    let active = store::active(&mut tx).await?.ok_or(NotAKey)?;
    let mut others = Vec::new();
    for key in store::published(&mut tx).await? {
        if key.kid != active.kid {
            others.push(unseal(sealing, &key)?);
        }
    }
    Ok(Keyring::new(unseal(sealing, &active)?, &others))
}

fn unseal(sealing: &SealingKey, key: &store::Sealed) -> Result<SigningKey, KeysError> {
    let pkcs8 = sealing
        .open(&context(&key.kid), &key.private)
        .ok_or(KeysError::WrongSealingKey)?;
    Ok(SigningKey::from_pkcs8(&pkcs8)?)
}

fn context(kid: &str) -> String {
    format!("signing_keys/{kid}")
}

#[cfg(test)]
mod tests {
    use shared::clock::SystemEntropy;

    use super::*;

    #[tokio::test]
    async fn keys_survive_a_restart_and_need_their_sealing_key() {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}", folder.path().join("keys.db").display());
        let sealing = SealingKey::from_bytes([1; 32]);
        let now = Timestamp::from_unix(1);
        let mut kids = Vec::new();
        for _ in 0..2 {
            let db = Db::open(&url, 2).await.expect("opens");
            db.migrate(&crate::MIGRATIONS).await.expect("migrates");
            let ring = open(&db, &sealing, &SystemEntropy, now)
                .await
                .expect("keys");
            kids.push(ring.published().keys[0].common.key_id.clone());
            let other = SealingKey::from_bytes([2; 32]);
            let wrong = open(&db, &other, &SystemEntropy, now).await;
            assert!(matches!(wrong, Err(KeysError::WrongSealingKey)));
            db.close().await;
        }
        assert_eq!(kids[0], kids[1]);
    }
}
