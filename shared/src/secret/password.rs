//! Password hashing: Argon2id behind a gate, so that many sign-ins at once cannot starve the rest.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

/// Longer input is refused before it is hashed (bytes).
const LONGEST: usize = 1024;

/// How much work one hash is (RFC 9106).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordWork {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub iterations: u32,
    /// Hashes computed at the same time.
    pub parallel: usize,
    /// Further hashes that may wait; beyond that the answer is [`Busy`].
    pub waiting: usize,
}

/// Too many hashes are wanted at once; try again in a few seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many password hashes at once")]
pub struct Busy;

/// Hashes and verifies secrets that people choose or type.
#[derive(Debug, Clone)]
pub struct PasswordHasher {
    params: Params,
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    dummy: Arc<str>,
    begun: HashCount,
}

/// How many hashes a hasher has begun: the same work for every answer is the promise that time
/// tells nothing, and this is how it is checked.
#[derive(Debug, Clone, Default)]
pub struct HashCount(Arc<AtomicU64>);

impl HashCount {
    /// Since the hasher was made.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl PasswordHasher {
    /// A hasher that does `work` for every hash.
    ///
    /// # Errors
    /// Argon2's reason when it cannot work with these parameters.
    pub fn new(work: PasswordWork) -> Result<Self, argon2::Error> {
        let params = Params::new(work.memory_kib, work.iterations, 1, None)?;
        let dummy = hash_now(&params, "not anyone's password");
        Ok(Self {
            params,
            running: Arc::new(Semaphore::new(work.parallel.max(1))),
            waiting: Arc::new(Semaphore::new(work.parallel.max(1) + work.waiting)),
            dummy: dummy.into(),
            begun: HashCount::default(),
        })
    }

    /// How many hashes this one and its clones have begun.
    #[must_use]
    pub fn count(&self) -> HashCount {
        self.begun.clone()
    }

    /// The PHC string of `secret` with a fresh salt.
    ///
    /// # Errors
    /// [`Busy`] when too many are waiting.
    pub async fn hash(&self, secret: &SecretString) -> Result<String, Busy> {
        let secret = secret.clone();
        self.work(move |params, _| hash_now(&params, secret.expose_secret()))
            .await
    }

    /// Whether `secret` is what `stored` was made from. Without a stored hash the same work is
    /// done and the answer is no, so that time tells nobody whether there is one.
    ///
    /// # Errors
    /// [`Busy`] when too many are waiting.
    pub async fn verify(&self, secret: &SecretString, stored: Option<&str>) -> Result<bool, Busy> {
        let secret = secret.clone();
        let stored = stored.map(str::to_owned);
        self.work(move |params, dummy| {
            let fits = secret.expose_secret().len() <= LONGEST;
            let presented = if fits { secret.expose_secret() } else { "" };
            let hash = stored.as_deref().unwrap_or(dummy);
            let right = PasswordHash::new(hash).is_ok_and(|hash| {
                argon(&params)
                    .verify_password(presented.as_bytes(), &hash)
                    .is_ok()
            });
            right && fits && stored.is_some()
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        job: impl FnOnce(Params, &str) -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let _place = self.waiting.try_acquire().map_err(|_| Busy)?;
        let _turn = self.running.acquire().await.map_err(|_| Busy)?;
        self.begun.0.fetch_add(1, Ordering::Relaxed);
        let (params, dummy) = (self.params.clone(), Arc::clone(&self.dummy));
        tokio::task::spawn_blocking(move || job(params, &dummy))
            .await
            .map_err(|_| Busy)
    }
}

fn argon(params: &Params) -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone())
}

fn hash_now(params: &Params, secret: &str) -> String {
    argon(params)
        .hash_password(secret.as_bytes())
        .expect("Argon2 hashes any input with checked parameters")
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hasher(parallel: usize, waiting: usize) -> PasswordHasher {
        PasswordHasher::new(PasswordWork {
            memory_kib: 64,
            iterations: 1,
            parallel,
            waiting,
        })
        .expect("small parameters work")
    }

    #[tokio::test]
    async fn only_the_right_secret_verifies() {
        let hasher = hasher(2, 8);
        let secret = SecretString::from("Sommer-2026-im-Garten");
        let stored = hasher.hash(&secret).await.expect("free");
        assert!(stored.starts_with("$argon2id$"));
        assert_eq!(hasher.verify(&secret, Some(&stored)).await, Ok(true));
        let other = SecretString::from("Sommer-2026-im-garten");
        assert_eq!(hasher.verify(&other, Some(&stored)).await, Ok(false));
        assert_eq!(hasher.verify(&secret, None).await, Ok(false));
    }

    #[tokio::test]
    async fn an_overlong_secret_is_never_right() {
        let hasher = hasher(1, 0);
        let stored = hasher.hash(&SecretString::from("")).await.expect("free");
        let long = SecretString::from("a".repeat(LONGEST + 1));
        assert_eq!(hasher.verify(&long, Some(&stored)).await, Ok(false));
    }

    #[tokio::test]
    async fn the_gate_says_busy_instead_of_queueing_without_end() {
        let hasher = hasher(1, 0);
        let taken = hasher.waiting.clone().acquire_owned().await;
        let secret = SecretString::from("x");
        assert_eq!(hasher.verify(&secret, None).await, Err(Busy));
        drop(taken);
        assert_eq!(hasher.verify(&secret, None).await, Ok(false));
    }
}
