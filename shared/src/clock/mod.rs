//! Time and randomness: the only place that asks the operating system for either.
//!
//! Everything else receives a [`Clock`] and an [`Entropy`], so that a test can move time and
//! repeat chance. Not a calendar: what people read is formatted in `pages`.

use std::fmt;
use std::ops::{Add, Sub};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use serde::{Deserialize, Serialize};

/// An instant: whole seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The instant that is `seconds` after the Unix epoch.
    #[must_use]
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since the Unix epoch, as stored in BIGINT columns and JWT claims.
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// Seconds from `earlier` to this instant; negative when `earlier` is later.
    #[must_use]
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

fn seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}

impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(seconds(duration)))
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(seconds(duration)))
    }
}

/// Tells the time.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// Gives unpredictable bytes.
pub trait Entropy: Send + Sync + fmt::Debug {
    /// Fills `bytes` with randomness fit for keys and tokens.
    fn fill(&self, bytes: &mut [u8]);
}

/// What a server takes from outside itself.
#[derive(Debug, Clone)]
pub struct Outside {
    /// The clock by which everything expires.
    pub clock: Arc<dyn Clock>,
    /// The source of every key, token and nonce.
    pub entropy: Arc<dyn Entropy>,
}

impl Outside {
    /// The operating system's clock and random generator.
    #[must_use]
    pub fn system() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            entropy: Arc::new(SystemEntropy),
        }
    }
}

/// The operating system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the system for the time"
    )]
    fn now(&self) -> Timestamp {
        let since_epoch = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp(seconds(since_epoch))
    }
}

/// The operating system's random generator.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        SystemRandom::new()
            .fill(bytes)
            .expect("the system's random generator answers");
    }
}

/// A clock that stands still until it is told to move; clones share the hands.
#[derive(Debug, Clone)]
pub struct FakeClock(Arc<AtomicI64>);

impl FakeClock {
    /// A clock that stands at `start`.
    #[must_use]
    pub fn at(start: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(start.unix())))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(seconds(by), Ordering::SeqCst);
    }

    /// Puts the clock to `to`.
    pub fn set(&self, to: Timestamp) {
        self.0.store(to.unix(), Ordering::SeqCst);
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// Randomness that repeats: the same seed gives the same bytes. For tests alone.
#[derive(Debug)]
pub struct SeededEntropy {
    seed: u64,
    drawn: AtomicI64,
}

impl SeededEntropy {
    /// A sequence determined by `seed`.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self {
            seed,
            drawn: AtomicI64::new(0),
        }
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let counter = self.drawn.fetch_add(1, Ordering::SeqCst);
            let mut block = self.seed.to_be_bytes().to_vec();
            block.extend(counter.to_be_bytes());
            let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &block);
            chunk.copy_from_slice(&digest.as_ref()[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fake_clock_moves_for_all_its_clones() {
        let clock = FakeClock::at(Timestamp::from_unix(100));
        let clone = clock.clone();
        clock.advance(Duration::from_secs(5));
        assert_eq!(clone.now(), Timestamp::from_unix(105));
    }

    #[test]
    fn seeded_entropy_repeats_and_advances() {
        let (one, two) = (SeededEntropy::new(7), SeededEntropy::new(7));
        let mut first = [0; 40];
        let mut second = [0; 40];
        one.fill(&mut first);
        two.fill(&mut second);
        assert_eq!(first, second);
        one.fill(&mut second);
        assert_ne!(first, second);
    }

    #[test]
    fn arithmetic_saturates() {
        let end = Timestamp::from_unix(i64::MAX);
        assert_eq!(end + Duration::from_secs(1), end);
    }
}
