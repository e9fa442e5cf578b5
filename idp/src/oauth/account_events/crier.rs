//! Carries security event tokens to applications.

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde_json::{Value, json};
use shared::claims::AccountEvent;
use shared::db::StoreError;
use tokio::sync::{Notify, Semaphore};

use super::store::{self, Message};
use crate::clients::Client;
use crate::keys::TokenType;
use crate::oauth::Messenger;

/// After this many tries an application is given up (about a day).
const MOST_TRIES: i64 = 14;
/// A message that is being delivered is nobody else's for so long.
const CLAIM: Duration = Duration::from_mins(1);
/// RFC 8935 §2.1.
const CONTENT_TYPE: &str = "application/secevent+jwt";

/// RFC 8417 §2.2; the subject as in RFC 9493 §3.2.3. No `exp`: what happened stays so.
#[derive(Debug, Serialize)]
struct Claims<'a> {
    iss: &'a str,
    aud: &'a str,
    iat: i64,
    jti: &'a str,
    sub_id: Subject<'a>,
    events: Value,
}

#[derive(Debug, Serialize)]
struct Subject<'a> {
    format: &'static str,
    iss: &'a str,
    sub: &'a str,
}

/// See the head of this file. It has what the messenger of sign-outs has.
#[derive(Debug, Clone)]
pub(crate) struct Crier {
    with: Messenger,
    /// Rung when something has happened.
    bell: Arc<Notify>,
}

impl Crier {
    pub(crate) const fn new(with: Messenger, bell: Arc<Notify>) -> Self {
        Self { with, bell }
    }

    /// Works for ever; a ring or a second brings the next round.
    pub(crate) async fn work(self) {
        // One slow application must not hold up the others.
        let free = Arc::new(Semaphore::new(32));
        loop {
            if let Err(error) = self.round(&free).await {
                tracing::warn!(error = %error, "the outbox of account events could not be read");
            }
            tokio::select! {
                () = self.bell.notified() => {}
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
            }
        }
    }

    async fn round(&self, free: &Arc<Semaphore>) -> Result<(), StoreError> {
        for message in self.claim().await? {
            let permit = Arc::clone(free).acquire_owned().await;
            let crier = self.clone();
            tokio::spawn(async move {
                if let Err(error) = crier.deliver(&message).await {
                    tracing::warn!(error = %error, "an account event could not be put off");
                }
                drop(permit);
            });
        }
        Ok(())
    }

    async fn claim(&self) -> Result<Vec<Message>, StoreError> {
        let now = self.with.clock.now();
        let mut tx = self.with.db.read().await?;
        let is_any = store::is_due(&mut tx, now).await?;
        tx.commit().await?;
        if !is_any {
            return Ok(Vec::new());
        }
        let mut tx = self.with.db.write().await?;
        let due = store::claim(&mut tx, now, now + CLAIM).await?;
        tx.commit().await?;
        Ok(due)
    }

    async fn deliver(&self, message: &Message) -> Result<(), StoreError> {
        let with = &self.with;
        let outcome = match with.clients.look_up(&with.db, &message.client).await? {
            Some(client) => self.tell(message, &client).await,
            None => Ok(()),
        };
        let mut tx = with.db.write().await?;
        let client_id = &message.client;
        match outcome {
            Ok(()) => store::delete(&mut tx, message).await?,
            Err(reason) if message.tries < MOST_TRIES => {
                let wait = Duration::from_secs(5 << message.tries.clamp(0, 12));
                let tries = message.tries;
                tracing::warn!(client_id, tries, reason, "account event waits");
                store::postpone(&mut tx, message, with.clock.now() + wait).await?;
            }
            Err(reason) => {
                tracing::error!(client_id, reason, "account event given up");
                store::delete(&mut tx, message).await?;
            }
        }
        tx.commit().await
    }

    /// One POST (RFC 8935 §2.1); an application without an address is content.
    async fn tell(&self, message: &Message, client: &Client) -> Result<(), String> {
        let Some(address) = &client.account_events_uri else {
            return Ok(());
        };
        let token = self.token(message, client);
        let token = token.map_err(|error| error.to_string())?;
        client.door.send(address, CONTENT_TYPE, token).await
    }

    /// The same `jti` and time for every try, so that a repetition is known as one.
    fn token(&self, message: &Message, client: &Client) -> Result<String, StoreError> {
        let issuer = &self.with.issuer;
        let claims = Claims {
            iss: issuer,
            aud: client.id.as_str(),
            iat: message.created_at.unix(),
            jti: &message.id,
            sub_id: Subject {
                format: "iss_sub",
                iss: issuer,
                sub: &message.sub,
            },
            events: events(message.event),
        };
        let (keys, now) = (&self.with.keys, self.with.clock.now());
        let signed = keys.sign(now, client.id_token_alg, TokenType::Event, &claims)?;
        Ok(signed.token)
    }
}

fn events(event: AccountEvent) -> Value {
    json!({ event.uri(): {} })
}
