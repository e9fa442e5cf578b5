//! A client's keys at its `jwks_uri`: fetched when first needed, kept for a while, fetched again
//! for an unknown key.

use std::sync::Mutex;

use jsonwebtoken::jwk::JwkSet;
use shared::clock::Timestamp;
use url::Url;

use super::outlets::Door;

/// How long a fetched set is good without asking again.
const GOOD_FOR: i64 = 15 * 60;
/// An unknown key makes us ask again, but not more often than this.
const PAUSE: i64 = 60;
/// A larger set is refused.
const LARGEST: usize = 64 * 1024;

/// The keys of one client.
#[derive(Debug)]
pub(crate) struct RemoteKeys {
    address: Url,
    door: Door,
    kept: Mutex<Kept>,
    /// One asks; who comes meanwhile waits for the answer.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default, Clone)]
struct Kept {
    set: Option<(JwkSet, Timestamp)>,
    tried_at: Option<Timestamp>,
    /// How often it was asked and answered or not.
    tries: u64,
}

impl Kept {
    fn set(self) -> Option<JwkSet> {
        self.set.map(|(set, _)| set)
    }

    /// Whether to ask for what it does not have.
    fn wants(&self, kid: Option<&str>, now: Timestamp) -> bool {
        let Some((set, at)) = &self.set else {
            return self.tried_at != Some(now);
        };
        let good = now.seconds_since(*at) < GOOD_FOR;
        let known = kid.is_none_or(|kid| set.find(kid).is_some());
        let paused = self.tried_at.map(|at| now.seconds_since(at) < PAUSE);
        !(good && known || paused.unwrap_or_default())
    }
}

impl RemoteKeys {
    pub(super) fn new(address: Url, door: Door) -> Self {
        Self {
            address,
            door,
            kept: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
        }
    }

    /// The set, fetched anew when it is old or lacks `kid`; an old one when the fetch fails.
    pub(super) async fn set(&self, kid: Option<&str>, now: Timestamp) -> Option<JwkSet> {
        let kept = self.kept();
        if kept.wants(kid, now) {
            let _turn = self.turn.lock().await;
            if self.kept().tries == kept.tries {
                self.ask(now).await;
            }
            return self.kept().set();
        }
        kept.set()
    }

    async fn ask(&self, now: Timestamp) {
        let found = self.fetch().await;
        if let Err(error) = &found {
            tracing::warn!(address = %self.address, error, "a client's keys are not to be had");
        }
        self.remember(|kept| {
            kept.tried_at = Some(now);
            kept.tries += 1;
            if let Ok(set) = found {
                kept.set = Some((set, now));
            }
        });
    }

    /// When it was last asked for anew.
    pub(super) fn tried_at(&self) -> Option<Timestamp> {
        self.kept().tried_at
    }

    async fn fetch(&self) -> Result<JwkSet, &'static str> {
        let body = self.door.get(&self.address, LARGEST).await?;
        serde_json::from_slice(&body).map_err(|_| "not a JWK set")
    }

    fn kept(&self) -> Kept {
        self.kept
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone()
    }

    fn remember(&self, change: impl FnOnce(&mut Kept)) {
        change(
            &mut self
                .kept
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        );
    }
}
