//! How requests leave for applications: freely to what the operator's files name, guarded to what
//! a stranger named.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use shared::provider::Outgoing;
use url::Url;

use super::guard::{Guarded, REFUSED};
use super::remote_keys::RemoteKeys;

const PATIENCE: Duration = Duration::from_secs(3);
/// So many key sets of applications are remembered.
const MOST_SETS: usize = 1000;

/// A way to addresses of one kind.
#[derive(Debug, Clone)]
pub(crate) enum Door {
    /// Named by the operator.
    Trusted(reqwest::Client),
    /// Named by a stranger.
    Guarded(Guarded),
}

impl Door {
    /// A document, no longer than `most` bytes.
    ///
    /// # Errors
    /// Why there is none, for the log; about a stranger's address always the same.
    pub(crate) async fn get(&self, address: &Url, most: usize) -> Result<Vec<u8>, &'static str> {
        match self {
            Self::Trusted(http) => read(http.get(address.clone()), most).await,
            Self::Guarded(guarded) => {
                let request = guarded.ask(address)?.get(address.clone());
                read(request, most).await.map_err(|_| REFUSED)
            }
        }
    }

    /// Sends a form; whether it was accepted.
    ///
    /// # Errors
    /// Why it was not, for the log.
    pub(crate) async fn post(&self, address: &Url, form: String) -> Result<(), String> {
        let kind = "application/x-www-form-urlencoded";
        self.send(address, kind, form).await
    }

    /// Sends a body of this media type; whether it was accepted.
    ///
    /// # Errors
    /// Why it was not, for the log.
    pub(crate) async fn send(
        &self,
        address: &Url,
        kind: &'static str,
        body: String,
    ) -> Result<(), String> {
        let http = match self {
            Self::Trusted(http) => http,
            Self::Guarded(guarded) => guarded.ask(address)?,
        };
        let request = http
            .post(address.clone())
            .header("Content-Type", kind)
            .header("Accept", "application/json")
            .body(body);
        match (request.send().await, self) {
            (Ok(answer), _) if answer.status().is_success() => Ok(()),
            (_, Self::Guarded(_)) => Err(REFUSED.to_owned()),
            (Ok(answer), _) => Err(format!("answered {}", answer.status())),
            (Err(error), _) => Err(error.without_url().to_string()),
        }
    }

    const fn is_guarded(&self) -> bool {
        matches!(self, Self::Guarded(_))
    }
}

async fn read(request: reqwest::RequestBuilder, most: usize) -> Result<Vec<u8>, &'static str> {
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

type Sets = BTreeMap<(bool, String), Arc<RemoteKeys>>;

/// Both doors, and the key sets that were fetched through them: applications that name the same
/// address share one.
#[derive(Debug, Clone)]
pub(crate) struct Outlets {
    pub(crate) trusted: Door,
    pub(crate) guarded: Door,
    sets: Arc<Mutex<Sets>>,
}

impl Outlets {
    /// `loopback_hosts`: names of this machine that strangers may name.
    ///
    /// # Errors
    /// When the system's root certificates cannot be read.
    pub(crate) fn new(
        trust: &Outgoing,
        loopback_hosts: &BTreeSet<String>,
    ) -> Result<Self, reqwest::Error> {
        let trusted = trust.client("schluesselbund").timeout(PATIENCE).build()?;
        Ok(Self {
            trusted: Door::Trusted(trusted),
            guarded: Door::Guarded(Guarded::new(trust, loopback_hosts)?),
            sets: Arc::default(),
        })
    }

    /// The key set at an address.
    pub(super) fn keys_at(&self, door: &Door, address: Url) -> Arc<RemoteKeys> {
        let mut sets = self.sets.lock().unwrap_or_else(PoisonError::into_inner);
        let place = (door.is_guarded(), address.as_str().to_owned());
        if let Some(known) = sets.get(&place) {
            return Arc::clone(known);
        }
        if sets.len() >= MOST_SETS {
            // The one that has not been asked for longest; an application in memory keeps its own.
            let oldest = sets.iter().min_by_key(|(_, set)| set.tried_at());
            if let Some(oldest) = oldest.map(|(place, _)| place.clone()) {
                sets.remove(&oldest);
            }
        }
        let fresh = Arc::new(RemoteKeys::new(address, door.clone()));
        sets.insert(place, Arc::clone(&fresh));
        fresh
    }

    /// Whether a stranger may name this address for us to ask.
    pub(crate) fn admits(&self, address: &Url) -> bool {
        match &self.guarded {
            Door::Guarded(guarded) => guarded.admits(address),
            Door::Trusted(_) => false,
        }
    }
}
