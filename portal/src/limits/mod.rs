//! How often something may be tried: per account, address or network, shared by all processes
//! and surviving a restart. A [`Limit`] is one atomic statement a try (generic cell rate
//! algorithm); a [`Window`] counts exactly.

mod store;
mod window;

pub(crate) use window::Window;

use std::net::IpAddr;
use std::time::Duration;

use shared::clock::Timestamp;
use shared::db::{Db, StoreError, Tx};
use shared::secret::{SealingKey, hmac_sha256};

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
        let key = hmac_sha256(self.key.as_bytes(), key.as_bytes());
        if store::spend(tx, limit, &key, now).await? {
            return Ok(Verdict::Allowed);
        }
        let tat = store::arrival(tx, limit, &key).await?.unwrap_or(0);
        let wait = tat - limit.tolerance() - now.unix();
        Ok(Verdict::Refused {
            retry_after: wait.max(1),
        })
    }

    /// Counts a try of `key` in `window`, or refuses it.
    pub(crate) async fn count(
        &self,
        window: Window,
        key: &str,
        now: Timestamp,
    ) -> Result<Verdict, StoreError> {
        let mut tx = self.db.write().await?;
        let verdict = self.count_with(&mut tx, window, key, now).await?;
        tx.commit().await?;
        Ok(verdict)
    }

    /// The same together with what is tried, as [`spend_with`](Self::spend_with).
    pub(crate) async fn count_with(
        &self,
        tx: &mut Tx,
        window: Window,
        key: &str,
        now: Timestamp,
    ) -> Result<Verdict, StoreError> {
        let key = hmac_sha256(self.key.as_bytes(), key.as_bytes());
        let mut tries = store::hold_window(tx, window, &key).await?;
        let counted = tries.count(window, now);
        store::put_window(tx, window, &key, &tries).await?;
        Ok(match counted {
            Ok(()) => Verdict::Allowed,
            Err(retry_after) => Verdict::Refused { retry_after },
        })
    }

    /// The try that was counted `at` this instant did not count after all.
    pub(crate) async fn take_back(
        &self,
        window: Window,
        key: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let key = hmac_sha256(self.key.as_bytes(), key.as_bytes());
        let mut tx = self.db.write().await?;
        let mut tries = store::hold_window(&mut tx, window, &key).await?;
        tries.take_back(at);
        store::put_window(&mut tx, window, &key, &tries).await?;
        tx.commit().await
    }

    /// Forgets what has long refilled.
    pub(crate) async fn sweep(&self, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.db.write().await?;
        store::delete_refilled(&mut tx, now).await?;
        store::delete_windows(&mut tx, now).await?;
        tx.commit().await
    }
}

/// The network of an address: itself, or for IPv6 the /64 that one household has.
pub(crate) fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
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

    #[tokio::test]
    async fn a_window_counts_exactly_and_takes_back() {
        const TWO: Window = Window {
            name: "test",
            most: 2,
            per: Duration::from_mins(1),
        };
        let limits = limits().await;
        let at = Timestamp::from_unix;
        for now in [1000, 1030] {
            let verdict = limits.count(TWO, "kim", at(now)).await;
            assert_eq!(verdict.expect("answers"), Verdict::Allowed);
        }
        let refused = limits.count(TWO, "kim", at(1040)).await;
        assert_eq!(
            refused.expect("answers"),
            Verdict::Refused { retry_after: 20 }
        );
        limits.take_back(TWO, "kim", at(1030)).await.expect("ok");
        let verdict = limits.count(TWO, "kim", at(1040)).await;
        assert_eq!(verdict.expect("answers"), Verdict::Allowed);
        limits.sweep(at(2000)).await.expect("ok");
        let verdict = limits.count(TWO, "kim", at(2000)).await;
        assert_eq!(verdict.expect("answers"), Verdict::Allowed);
    }
}
