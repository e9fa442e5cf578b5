//! How often something may be tried: per account, address or network, shared by all processes
//! and surviving a restart. One atomic statement a try (generic cell rate algorithm).

mod attempt;
mod place;
mod store;

pub(crate) use attempt::{Attempt, Refusal, Row, Spent};

use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{Db, StoreError, Tx};
use shared::secret::{SealingKey, hmac_sha256};
use shared::settings::Allowance;

/// `burst` tries at once, refilled evenly over `per`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    /// What is limited: the first part of the row's key.
    pub(crate) name: &'static str,
    /// Tries at once.
    pub(crate) burst: u32,
    /// The time in which all of them come back.
    pub(crate) per: Duration,
}

impl Limit {
    /// What a setting allows.
    pub(crate) const fn of(name: &'static str, allowance: Allowance) -> Self {
        Self {
            name,
            burst: allowance.tries.get(),
            per: allowance.per,
        }
    }

    fn interval(&self) -> i64 {
        let per = i64::try_from(self.per.as_secs()).unwrap_or(i64::MAX);
        (per / i64::from(self.burst.max(1))).max(1)
    }

    fn tolerance(&self) -> i64 {
        self.interval() * i64::from(self.burst.saturating_sub(1))
    }
}

/// Whether a try may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It may, and is counted.
    Allowed,
    /// Not before this many seconds have passed; it is not counted.
    Refused {
        /// Seconds to wait.
        retry_after: i64,
    },
}

/// The book of tries. Keys are kept as keyed hashes: the table tells no addresses.
#[derive(Debug, Clone)]
pub(crate) struct Limits {
    db: Db,
    key: SealingKey,
}

impl Limits {
    pub(crate) fn new(db: Db, key: SealingKey) -> Self {
        Self { db, key }
    }

    /// Counts a try of `key`, or refuses it.
    pub(crate) async fn spend(
        &self,
        limit: Limit,
        key: &str,
        now: Timestamp,
    ) -> Result<Verdict, StoreError> {
        let mut tx = self.db.write().await?;
        let verdict = self.spend_with(&mut tx, limit, key, now).await?;
        tx.commit().await?;
        Ok(verdict)
    }

    /// Counts a try of `key` together with what is tried, or refuses it: where the deed fails by a
    /// fault of ours, nothing is counted.
    pub(crate) async fn spend_with(
        &self,
        tx: &mut Tx,
        limit: Limit,
        key: &str,
        now: Timestamp,
    ) -> Result<Verdict, StoreError> {
        let key = self.hash(key);
        if store::spend(tx, limit, &key, now).await? {
            return Ok(Verdict::Allowed);
        }
        let retry_after = self.wait(tx, limit, &key, now).await?;
        Ok(Verdict::Refused { retry_after })
    }

    fn hash(&self, key: &str) -> [u8; 32] {
        hmac_sha256(self.key.as_bytes(), key.as_bytes())
    }

    /// Seconds until the next try.
    async fn wait(
        &self,
        tx: &mut Tx,
        limit: Limit,
        key: &[u8],
        now: Timestamp,
    ) -> Result<i64, StoreError> {
        let tat = store::arrival(tx, limit, key).await?.unwrap_or(0);
        Ok((tat - limit.tolerance() - now.unix()).max(1))
    }

    /// Gives one try back: it was right, or the fault was ours.
    pub(crate) async fn refund(&self, limit: Limit, key: &str) -> Result<(), StoreError> {
        let key = self.hash(key);
        let mut tx = self.db.write().await?;
        store::refund(&mut tx, limit, &key).await?;
        tx.commit().await
    }

    /// Forgets what has long refilled, and guesses of long ago.
    pub(crate) async fn sweep(&self, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.db.write().await?;
        store::delete_refilled(&mut tx, now).await?;
        store::delete_old_strikes(&mut tx, now).await?;
        tx.commit().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREE_A_MINUTE: Limit = Limit {
        name: "test",
        burst: 3,
        per: Duration::from_mins(1),
    };

    async fn limits() -> Limits {
        let db = Db::open("sqlite::memory:", 1).await.expect("opens");
        db.migrate(&crate::MIGRATIONS).await.expect("migrates");
        Limits::new(db, SealingKey::from_bytes([1; 32]))
    }

    #[tokio::test]
    async fn a_burst_is_allowed_and_refills_evenly() {
        let limits = limits().await;
        let at = Timestamp::from_unix;
        for _ in 0..3 {
            let verdict = limits.spend(THREE_A_MINUTE, "kim", at(1000)).await;
            assert_eq!(verdict.expect("answers"), Verdict::Allowed);
        }
        let refused = limits.spend(THREE_A_MINUTE, "kim", at(1000)).await;
        assert_eq!(
            refused.expect("answers"),
            Verdict::Refused { retry_after: 20 }
        );
        let other = limits.spend(THREE_A_MINUTE, "robin", at(1000)).await;
        assert_eq!(other.expect("answers"), Verdict::Allowed);
        let later = limits.spend(THREE_A_MINUTE, "kim", at(1020)).await;
        assert_eq!(later.expect("answers"), Verdict::Allowed);
    }
}
