//! Tells relying parties that a session ended (Back-Channel Logout §2.5): from an outbox, with
//! patience, and never in the person's way.

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};
use shared::claims::LOGOUT_EVENT;
use shared::clock::{Clock, Entropy, Timestamp};
use shared::db::{Db, StoreError};
use shared::secret::random_id;
use tokio::sync::{Notify, Semaphore};

use super::store::{self, Due};
use crate::clients::{Client, Clients};
use crate::keys::{Keyring, TokenType};
use crate::oauth::Names;
use crate::sessions;

/// After this many tries a relying party is given up (about a day).
const MOST_TRIES: i64 = 14;
/// A message that is being delivered is nobody else's for so long.
const CLAIM: Duration = Duration::from_mins(1);
/// How long a logout token is good.
const LIFETIME: Duration = Duration::from_mins(2);

/// Back-Channel Logout §2.4; no `nonce`.
#[derive(Debug, Serialize)]
struct Claims<'a> {
    iss: &'a str,
    aud: &'a str,
    sub: &'a str,
    /// None: every session of `sub`.
    #[serde(skip_serializing_if = "Option::is_none")]
    sid: Option<&'a str>,
    iat: i64,
    exp: i64,
    jti: String,
    events: Value,
}

/// Carries logout tokens to relying parties.
#[derive(Debug, Clone)]
pub(crate) struct Messenger {
    pub(crate) db: Db,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) clients: Clients,
    pub(crate) keys: Keyring,
    pub(crate) names: Names,
    pub(crate) issuer: String,
    /// Rung when a session has ended.
    pub(crate) bell: Arc<Notify>,
}

impl Messenger {
    /// Works for ever; the end of a session or a second brings the next round.
    pub(crate) async fn work(self) {
        // One slow relying party must not hold up the others.
        let free = Arc::new(Semaphore::new(32));
        loop {
            if let Err(error) = self.round(&free).await {
                tracing::warn!(error = %error, "the logout outbox could not be read");
            }
            tokio::select! {
                () = self.bell.notified() => {}
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
            }
        }
    }

    async fn round(&self, free: &Arc<Semaphore>) -> Result<(), StoreError> {
        self.notice_ends().await?;
        for due in self.claim().await? {
            let permit = Arc::clone(free).acquire_owned().await;
            let messenger = self.clone();
            tokio::spawn(async move {
                if let Err(error) = messenger.deliver(&due).await {
                    tracing::warn!(error = %error, "a logout message could not be put off");
                }
                drop(permit);
            });
        }
        Ok(())
    }

    /// Puts the sessions that ended into the outbox.
    async fn notice_ends(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        let mut tx = self.db.read().await?;
        let is_any = sessions::has_untold_ends(&mut tx, now).await?;
        tx.commit().await?;
        if !is_any {
            return Ok(());
        }
        let mut tx = self.db.write().await?;
        sessions::end_invalidated(&mut tx, now).await?;
        for sid in sessions::untold_ended(&mut tx).await? {
            store::enqueue(&mut tx, &sid, now).await?;
            sessions::mark_told(&mut tx, &sid, now).await?;
        }
        tx.commit().await
    }

    async fn claim(&self) -> Result<Vec<Due>, StoreError> {
        let now = self.clock.now();
        let mut tx = self.db.read().await?;
        let is_any = store::is_due(&mut tx, now).await?;
        tx.commit().await?;
        if !is_any {
            return Ok(Vec::new());
        }
        let mut tx = self.db.write().await?;
        let due = store::claim(&mut tx, now, now + CLAIM).await?;
        tx.commit().await?;
        Ok(due)
    }

    async fn deliver(&self, due: &Due) -> Result<(), StoreError> {
        let outcome = match self.clients.look_up(&self.db, &due.client).await? {
            Some(client) => self.tell(due, &client).await,
            None => Ok(()),
        };
        let mut tx = self.db.write().await?;
        match outcome {
            Ok(()) => store::delete(&mut tx, due).await?,
            Err(reason) if due.tries < MOST_TRIES => {
                let wait = Duration::from_secs(5 << due.tries.clamp(0, 12));
                tracing::warn!(
                    client_id = due.client,
                    tries = due.tries,
                    reason,
                    "logout waits"
                );
                store::postpone(&mut tx, due, self.clock.now() + wait).await?;
            }
            Err(reason) => {
                tracing::error!(client_id = due.client, reason, "logout given up");
                store::delete(&mut tx, due).await?;
            }
        }
        tx.commit().await
    }

    /// One POST; a client without an address is content.
    async fn tell(&self, due: &Due, client: &Client) -> Result<(), String> {
        let Some(address) = &client.backchannel_logout_uri else {
            return Ok(());
        };
        let token = self.logout_token(due, client, self.clock.now());
        let token = token.map_err(|error| error.to_string())?;
        let body = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("logout_token", &token)
            .finish();
        client.door.post(address, body).await
    }

    fn logout_token(
        &self,
        due: &Due,
        client: &Client,
        now: Timestamp,
    ) -> Result<String, StoreError> {
        let claims = Claims {
            iss: &self.issuer,
            aud: client.id.as_str(),
            sub: &self.names.of(&due.sub, client),
            sid: due.sid.as_deref(),
            iat: now.unix(),
            exp: (now + LIFETIME).unix(),
            jti: random_id(&*self.entropy),
            events: json!({ LOGOUT_EVENT: {} }),
        };
        let algorithm = client.id_token_alg;
        let signed = self.keys.sign(now, algorithm, TokenType::Logout, &claims)?;
        Ok(signed.token)
    }
}
