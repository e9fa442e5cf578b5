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
}

#[derive(Debug, Default, Clone)]
struct Kept {
    set: Option<(JwkSet, Timestamp)>,
    tried_at: Option<Timestamp>,
}

impl RemoteKeys {
    pub(super) fn new(address: Url, door: Door) -> Self {
        Self {
            address,
            door,
            kept: Mutex::default(),
        }
    }

    /// The set, fetched anew when it is old or lacks `kid`; an old one when the fetch fails.
    pub(super) async fn set(&self, kid: Option<&str>, now: Timestamp) -> Option<JwkSet> {
        let kept = self.kept();
        let fresh = kept.set.as_ref().filter(|(set, at)| {
            now.seconds_since(*at) < GOOD_FOR && kid.is_none_or(|kid| set.find(kid).is_some())
        });
        if let Some((set, _)) = fresh {
            return Some(set.clone());
        }
        let paused = kept
            .tried_at
            .is_some_and(|at| now.seconds_since(at) < PAUSE);
        if !paused || kept.set.is_none() && kept.tried_at != Some(now) {
            self.remember(|kept| kept.tried_at = Some(now));
            match self.fetch().await {
                Ok(set) => {
                    self.remember(|kept| kept.set = Some((set.clone(), now)));
                    return Some(set);
                }
                Err(error) => {
                    tracing::warn!(address = %self.address, error, "a client's keys are not to be had");
                }
            }
        }
        self.kept().set.map(|(set, _)| set)
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
