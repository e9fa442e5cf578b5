//! Keeps the chain: seals entries, lets them forget, walks along it
//! (`docs/decisions/0007-audit-chain.md`).

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use shared::audit::{Chain, Fault, Head, HeadFile, Report, Verifier, ranges};
use shared::clock::{Entropy, Outside, Timestamp};
use shared::db::{Db, StoreError, Tx};
use shared::secret::SealingKey;
use tokio::sync::Notify;

use super::{By, Event, record, store};

/// So many entries at once: whoever wants to write waits that long at most.
const BATCH: i64 = 200;
/// Entries so close together are sealed together.
const PAUSE: Duration = Duration::from_millis(100);
const ROUND: Duration = Duration::from_secs(1);
/// What is forgotten is forgotten by whole days, so that one entry tells of many.
const DAY: i64 = 86_400;

/// See the head of this file.
#[derive(Debug, Clone)]
pub(crate) struct Keeper {
    db: Db,
    outside: Outside,
    chain: Chain,
    heads: HeadFile,
    bell: Arc<Notify>,
}

impl Keeper {
    /// With the server's key; the heads go to `head_file`.
    pub(crate) fn new(db: Db, outside: Outside, sealing: &SealingKey, head_file: PathBuf) -> Self {
        Self {
            db,
            outside,
            chain: Chain::new(sealing),
            heads: HeadFile::new(head_file),
            bell: Arc::default(),
        }
    }

    /// An entry waits to be sealed.
    pub(crate) fn ring(&self) {
        self.bell.notify_one();
    }

    /// Works for ever.
    pub(crate) async fn work(self) {
        if let Err(error) = self.resume().await {
            tracing::warn!(error = %error, "the audit log's head could not be read");
        }
        loop {
            if let Err(error) = self.seal().await {
                tracing::error!(error = %error, "audit entries could not be sealed");
            }
            tokio::select! {
                () = self.bell.notified() => {}
                () = tokio::time::sleep(ROUND) => {}
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Whether the database has what the head file knows; a file that lags is brought up to date.
    async fn resume(&self) -> Result<(), StoreError> {
        let mut tx = self.db.read().await?;
        let head = store::head(&mut tx).await?;
        tx.commit().await?;
        let known = match self.heads.read() {
            Ok(known) => known,
            Err(error) => {
                tracing::error!(error = %error, "the audit log's head file cannot be read");
                return Ok(());
            }
        };
        if known.iter().any(|known| known.seq > head.seq) {
            tracing::error!(seq = head.seq, "the head file knows of newer audit entries");
        } else if head.seq > 0 && !known.iter().any(|known| known.seq == head.seq) {
            self.publish(head).await;
        }
        Ok(())
    }

    /// Seals what waits.
    async fn seal(&self) -> Result<(), StoreError> {
        loop {
            let mut tx = self.db.read().await?;
            let waits = store::has_unsealed(&mut tx).await?;
            tx.commit().await?;
            if !waits {
                return Ok(());
            }
            if let Some(head) = self.seal_some().await? {
                self.publish(head).await;
            }
        }
    }

    /// Two processes at one database seal one after the other: the head is locked.
    async fn seal_some(&self) -> Result<Option<Head>, StoreError> {
        let mut tx = self.db.write().await?;
        let head = self.seal_in(&mut tx).await?;
        tx.commit().await?;
        Ok(head)
    }

    /// The same within the transaction of somebody else.
    async fn seal_in(&self, tx: &mut Tx) -> Result<Option<Head>, StoreError> {
        let mut head = store::lock_head(tx, self.outside.clock.now()).await?;
        let waiting = store::unsealed(tx, BATCH).await?;
        for entry in &waiting {
            let personal = entry.personal.as_deref().unwrap_or_default();
            let what = (entry.at, entry.event.as_str(), personal);
            let seal = self.chain.seal(&mut head, self.entropy(), what);
            store::seal(tx, &entry.id, &seal).await?;
        }
        store::move_head(tx, &head).await?;
        Ok((!waiting.is_empty()).then_some(head))
    }

    /// Tells the head outside of the database.
    async fn publish(&self, head: Head) {
        tracing::info!(seq = head.seq, mac = head.mac, "audit head");
        let heads = self.heads.clone();
        let written = tokio::task::spawn_blocking(move || heads.append(&head)).await;
        if let Ok(Err(error)) = written {
            tracing::error!(error = %error, "the audit log's head file could not be written");
        }
    }

    /// Lets entries that are older than `age` forget whom they were about.
    pub(crate) async fn forget(&self, age: Duration) -> Result<(), StoreError> {
        let now = self.outside.clock.now();
        let oldest = (now - age).unix();
        let before = Timestamp::from_unix(oldest - oldest.rem_euclid(DAY));
        let mut tx = self.db.read().await?;
        let mut is_any = store::is_forgettable(&mut tx, before).await?;
        tx.commit().await?;
        while is_any {
            let mut tx = self.db.write().await?;
            let mut places = store::forget(&mut tx, before, BATCH).await?;
            places.sort_unstable();
            is_any = !places.is_empty();
            self.note_forgotten(&mut tx, &places).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Lets entries forget this resident, whatever their age. Only what is sealed may forget, so
    /// that is done first.
    pub(crate) async fn forget_resident(
        &self,
        tx: &mut Tx,
        resident: &str,
    ) -> Result<(), StoreError> {
        while self.seal_in(tx).await?.is_some() {}
        loop {
            let mut places = store::forget_resident(tx, resident, BATCH).await?;
            if places.is_empty() {
                return Ok(());
            }
            places.sort_unstable();
            self.note_forgotten(tx, &places).await?;
        }
    }

    /// The entry that lets the chain fit although others have forgotten.
    async fn note_forgotten(&self, tx: &mut Tx, places: &[i64]) -> Result<(), StoreError> {
        if places.is_empty() {
            return Ok(());
        }
        let entries = ranges(places);
        let proof = self.chain.forgetting(&entries);
        let event = Event {
            name: "audit.forgotten",
            by: By::System,
            about: None,
            case: None,
            on_behalf: None,
            details: json!({ "entries": entries, "proof": proof }),
        };
        record(tx, self.entropy(), self.outside.clock.now(), event).await
    }

    /// Walks along the whole chain.
    pub(crate) async fn verify(&self) -> Result<Report, StoreError> {
        // Read before the entries: what is sealed meanwhile is newer.
        let known = self.heads.read();
        let mut walk = Verifier::new(&self.chain, known.as_deref().unwrap_or_default());
        let mut tx = self.db.snapshot().await?;
        let mut last = i64::MIN;
        loop {
            let entries = store::sealed_after(&mut tx, last, 1000).await?;
            let Some(newest) = entries.last() else { break };
            last = newest.seq.unwrap_or(i64::MAX);
            for entry in &entries {
                walk.entry(entry);
            }
        }
        for entry in store::unsealed(&mut tx, i64::MAX).await? {
            walk.pending(&entry);
        }
        let head = store::head(&mut tx).await?;
        tx.commit().await?;
        let mut report = walk.finish(&head);
        let why = match known {
            Err(error) => Some(error.to_string()),
            Ok(known) if known.is_empty() && head.seq > 0 => Some("is missing or empty".to_owned()),
            Ok(_) => None,
        };
        report.faults.extend(why.map(Fault::HeadFile));
        Ok(report)
    }

    fn entropy(&self) -> &dyn Entropy {
        &*self.outside.entropy
    }
}
