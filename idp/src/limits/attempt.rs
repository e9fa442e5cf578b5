//! A guess and everything that it is counted under. It is counted before it is looked at, so that
//! guesses at the same time count as well; while a limit holds, a right one is refused like any
//! other.
//!
//! Wrong guesses in a row (RFC 4226 §7.3, NIST SP 800-63B-4 §3.2.2): from the fifth on one waits 1,
//! 2, 4 … 60 minutes, at the hundredth the way is off until [`Limits::forgive`].

use std::net::IpAddr;

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::settings::Allowance;
use tokio::runtime::Handle;

use super::{Limit, Limits, place, store};

/// What guesses in a row are kept under: which factor, and of whom.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) key: String,
}

/// One guess. Every attempt of a kind must name its limits in the same order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attempt {
    tries: Vec<(Limit, String)>,
    row: Option<Row>,
}

impl Attempt {
    /// Counted under the address and the network that it comes from; `names` are those of the two
    /// limits.
    pub(crate) fn from(
        address: IpAddr,
        names: [&'static str; 2],
        allowances: [Allowance; 2],
    ) -> Self {
        let [of_address, of_network] = names;
        let [per_address, per_network] = allowances;
        let tries = vec![
            (
                Limit::of(of_address, per_address),
                place::household(address),
            ),
            (Limit::of(of_network, per_network), place::network(address)),
        ];
        Self { tries, row: None }
    }

    /// Counted under `key` as well.
    pub(crate) fn within(mut self, limit: Limit, key: impl Into<String>) -> Self {
        self.tries.push((limit, key.into()));
        self
    }

    /// Counted among the wrong ones in a row, until it was right.
    pub(crate) fn in_a_row(mut self, name: &'static str, key: impl Into<String>) -> Self {
        let key = key.into();
        self.row = Some(Row { name, key });
        self
    }
}

/// Why a guess is not looked at. It was not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Not before so many seconds have passed.
    Wait(i64),
    /// Too many wrong ones in a row: not until the owner opens it again in another way.
    Off,
}

/// A guess that has been counted. Dropped, it is given back: a fault of ours, or a visitor who
/// left, has guessed nothing.
#[derive(Debug)]
#[must_use = "a guess that nobody keeps is given back"]
pub(crate) struct Spent {
    limits: Limits,
    counted: Option<Counted>,
}

#[derive(Debug)]
struct Counted {
    tries: Vec<(Limit, String)>,
    row: Option<(Row, i64)>,
}

impl Spent {
    /// It was wrong, or counts whatever it was.
    pub(crate) fn keep(mut self) {
        self.counted = None;
    }

    /// It was right: given back, and nothing is left of the wrong ones before.
    pub(crate) async fn right(mut self) -> Result<(), StoreError> {
        if let Some(counted) = &self.counted {
            self.limits.give_back(counted, true).await?;
        }
        self.counted = None;
        Ok(())
    }
}

impl Drop for Spent {
    fn drop(&mut self) {
        let (Some(counted), Ok(runtime)) = (self.counted.take(), Handle::try_current()) else {
            return;
        };
        let limits = self.limits.clone();
        runtime.spawn(async move {
            if let Err(error) = limits.give_back(&counted, false).await {
                tracing::warn!(error = %error, "a guess could not be given back");
            }
        });
    }
}

impl Limits {
    /// Counts `attempt` under everything that it names, or under nothing.
    pub(crate) async fn attempt(
        &self,
        attempt: Attempt,
        now: Timestamp,
    ) -> Result<Result<Spent, Refusal>, StoreError> {
        let mut tx = self.db.write().await?;
        for (limit, key) in &attempt.tries {
            let hash = self.hash(key);
            if !store::spend(&mut tx, *limit, &hash, now).await? {
                let wait = self.wait(&mut tx, *limit, &hash, now).await?;
                return Ok(Err(Refusal::Wait(wait)));
            }
        }
        let row = match attempt.row {
            None => None,
            Some(row) => {
                let hash = self.hash(&row.key);
                let Some(until) = store::strike(&mut tx, row.name, &hash, now).await? else {
                    let refusal = store::standing(&mut tx, row.name, &hash, now).await?;
                    return Ok(Err(refusal));
                };
                Some((row, until))
            }
        };
        tx.commit().await?;
        let tries = attempt.tries;
        Ok(Ok(Spent {
            limits: self.clone(),
            counted: Some(Counted { tries, row }),
        }))
    }

    async fn give_back(&self, counted: &Counted, right: bool) -> Result<(), StoreError> {
        let mut tx = self.db.write().await?;
        for (limit, key) in &counted.tries {
            store::refund(&mut tx, *limit, &self.hash(key)).await?;
        }
        if let Some((row, until)) = &counted.row {
            let hash = self.hash(&row.key);
            if right {
                store::forget_strikes(&mut tx, row.name, &hash).await?;
            } else {
                store::take_strike_back(&mut tx, (row.name, &hash), *until).await?;
            }
        }
        tx.commit().await
    }

    /// Nothing is left of the wrong guesses in this row: the owner came in another way.
    pub(crate) async fn forgive(&self, tx: &mut Tx, row: &Row) -> Result<(), StoreError> {
        store::forget_strikes(tx, row.name, &self.hash(&row.key)).await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use shared::db::Db;
    use shared::secret::SealingKey;

    use super::*;

    const MANY: Limit = Limit {
        name: "test",
        burst: 1000,
        per: Duration::from_hours(1),
    };

    async fn limits() -> Limits {
        let db = Db::open("sqlite::memory:", 1).await.expect("opens");
        db.migrate(&crate::MIGRATIONS).await.expect("migrates");
        Limits::new(db, SealingKey::from_bytes([1; 32]))
    }

    fn guess() -> Attempt {
        Attempt::default()
            .within(MANY, "kim")
            .in_a_row("test", "kim")
    }

    /// When the next guess after a wrong one at `now` is looked at.
    async fn wrong(limits: &Limits, now: i64) -> Result<i64, Refusal> {
        let at = Timestamp::from_unix;
        limits
            .attempt(guess(), at(now))
            .await
            .expect("answers")?
            .keep();
        Ok(
            match limits.attempt(guess(), at(now)).await.expect("answers") {
                Ok(spent) => {
                    spent.keep();
                    0
                }
                Err(Refusal::Wait(seconds)) => seconds,
                Err(Refusal::Off) => i64::MAX,
            },
        )
    }

    #[tokio::test]
    async fn waiting_doubles_and_the_hundredth_is_the_last() {
        let limits = limits().await;
        assert_eq!(wrong(&limits, 1000).await, Ok(0));
        assert_eq!(wrong(&limits, 1000).await, Ok(0));
        let (mut now, mut waits) = (1000, Vec::new());
        let last = loop {
            match wrong(&limits, now).await {
                Ok(i64::MAX) => break now,
                Ok(wait) => {
                    waits.push(wait / 60);
                    now += wait;
                }
                Err(refusal) => panic!("{refusal:?}"),
            }
        };
        assert_eq!(waits[..8], [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(
            waits.len(),
            95,
            "guesses 5 to 99 have something to wait for"
        );
        let much_later = Timestamp::from_unix(last + 1_000_000);
        let off = limits.attempt(guess(), much_later).await.expect("answers");
        assert_eq!(off.err(), Some(Refusal::Off));
        let mut tx = limits.db.write().await.expect("opens");
        let row = Row {
            name: "test",
            key: "kim".to_owned(),
        };
        limits.forgive(&mut tx, &row).await.expect("forgives");
        tx.commit().await.expect("commits");
        let again = limits.attempt(guess(), much_later).await.expect("answers");
        assert!(again.is_ok(), "it is open again");
    }

    #[tokio::test]
    async fn a_right_one_ends_the_row_and_a_dropped_one_is_no_guess() {
        let limits = limits().await;
        let now = Timestamp::from_unix(1000);
        for _ in 0..20 {
            for _ in 0..4 {
                let spent = limits.attempt(guess(), now).await.expect("answers");
                spent.expect("is free").keep();
            }
            let spent = limits.attempt(guess(), now).await.expect("answers");
            spent.expect("is free").right().await.expect("gives back");
        }
        for _ in 0..20 {
            drop(limits.attempt(guess(), now).await.expect("answers"));
            // One connection: whoever gets the next turn comes after the giving back.
            tokio::task::yield_now().await;
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert!(limits.attempt(guess(), now).await.expect("answers").is_ok());
    }

    #[tokio::test]
    async fn what_is_refused_counts_nowhere() {
        let limits = limits().await;
        let now = Timestamp::from_unix(1000);
        let once = Limit {
            name: "once",
            burst: 1,
            per: Duration::from_hours(1),
        };
        for key in ["kim", "robin"] {
            let attempt = Attempt::default().within(once, "house").within(MANY, key);
            let spent = limits.attempt(attempt, now).await.expect("answers");
            match spent {
                Ok(spent) => spent.keep(),
                Err(refusal) => assert_eq!(refusal, Refusal::Wait(3600)),
            }
        }
        let mut tx = limits.db.read().await.expect("opens");
        let robin = limits.hash("robin");
        let counted = store::arrival(&mut tx, MANY, &robin).await.expect("reads");
        assert_eq!(counted, None);
    }
}
