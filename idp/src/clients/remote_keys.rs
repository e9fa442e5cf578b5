//! A client's keys at its `jwks_uri`: fetched when first needed, kept for a while, fetched again
//! for an unknown key. The address stands in the operator's own file and is trusted as such.

use std::sync::Mutex;
use std::time::Duration;

use jsonwebtoken::jwk::JwkSet;
use shared::clock::Timestamp;
use shared::provider::Outgoing;
use url::Url;

/// How long a fetched set is good without asking again.
const GOOD_FOR: i64 = 15 * 60;
/// An unknown key makes us ask again, but not more often than this.
const PAUSE: i64 = 60;
/// A larger set is refused.
const LARGEST: usize = 64 * 1024;

/// A client for requests to relying parties: three seconds, no redirects.
///
/// # Errors
/// When the system's root certificates cannot be read.
pub(crate) fn outgoing(trust: &Outgoing) -> Result<reqwest::Client, reqwest::Error> {
    let client = trust.client("schluesselbund");
    client.timeout(Duration::from_secs(3)).build()
}

/// A document of a relying party, no longer than `most` bytes.
pub(super) async fn fetch(
    http: &reqwest::Client,
    address: &Url,
    most: usize,
) -> Result<Vec<u8>, &'static str> {
    let request = http.get(address.clone());
    let mut answer = request.send().await.map_err(|_| "no answer")?;
    if answer.status() != reqwest::StatusCode::OK {
        return Err("not 200");
    }
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|_| "broke off")? {
        if body.len() + chunk.len() > most {
            return Err("too large");
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// The keys of one client.
#[derive(Debug)]
pub(crate) struct RemoteKeys {
    address: Url,
    http: reqwest::Client,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default, Clone)]
struct Kept {
    set: Option<(JwkSet, Timestamp)>,
    tried_at: Option<Timestamp>,
}

impl RemoteKeys {
    pub(super) fn new(address: Url, http: reqwest::Client) -> Self {
        Self {
            address,
            http,
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

    async fn fetch(&self) -> Result<JwkSet, &'static str> {
        let body = fetch(&self.http, &self.address, LARGEST).await?;
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
