//! The postman: empties the outbox.

use std::sync::Arc;
use std::time::Duration;

use shared::clock::Clock;
use shared::db::{Db, StoreError};
use shared::mail::{Postmark, Transport};
use shared::secret::SealingKey;
use tokio::sync::Notify;

use super::store;

/// After this many tries a message is given up (about two days).
const MOST_TRIES: i64 = 20;

/// Sends what lies in the outbox.
#[derive(Debug, Clone)]
pub(crate) struct Postman {
    db: Db,
    clock: Arc<dyn Clock>,
    transport: Transport,
    sealing: SealingKey,
    bell: Arc<Notify>,
}

impl Postman {
    /// `sealing` is the server's own key, from which the outbox has one for itself.
    pub(crate) fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        transport: Transport,
        sealing: &SealingKey,
    ) -> Self {
        Self {
            db,
            clock,
            transport,
            sealing: super::sealing(sealing),
            bell: Arc::new(Notify::new()),
        }
    }

    /// Says that something was put in; to be called after the commit.
    pub(crate) fn ring(&self) {
        self.bell.notify_one();
    }

    /// Delivers for ever; a bell or a second brings the next round.
    pub(crate) async fn work(self) {
        loop {
            if let Err(error) = self.empty().await {
                tracing::warn!(error = %error, "the mail outbox could not be read");
            }
            let rest = tokio::time::sleep(Duration::from_secs(1));
            tokio::select! {
                () = self.bell.notified() => {}
                () = rest => {}
            }
        }
    }

    async fn empty(&self) -> Result<(), StoreError> {
        while self.deliver_one().await? {}
        Ok(())
    }

    async fn deliver_one(&self) -> Result<bool, StoreError> {
        let now = self.clock.now();
        let mut tx = self.db.write().await?;
        let until = now + Duration::from_mins(1);
        let claimed = store::claim(&mut tx, now, until).await?;
        tx.commit().await?;
        let Some(due) = claimed else { return Ok(false) };
        let Some(message) = due.open(&self.sealing) else {
            tracing::error!(mail.id = due.id, "mail given up: its seal does not open");
            let mut tx = self.db.write().await?;
            store::delete(&mut tx, &due.id).await?;
            tx.commit().await?;
            return Ok(true);
        };
        let mark = Postmark {
            id: &due.id,
            written_at: due.written_at,
        };
        let sent = self.transport.send(&message, mark, now).await;
        let mut tx = self.db.write().await?;
        match sent {
            Ok(()) => store::delete(&mut tx, &due.id).await?,
            Err(error) if error.is_passing() && due.tries < MOST_TRIES => {
                let wait = Duration::from_secs(15 << due.tries.clamp(0, 10));
                tracing::warn!(
                    mail.id = due.id,
                    tries = due.tries,
                    error = error.reason(),
                    "mail waits"
                );
                store::postpone(&mut tx, &due.id, self.clock.now() + wait).await?;
            }
            Err(error) => {
                tracing::error!(
                    mail.id = due.id,
                    tries = due.tries,
                    error = error.reason(),
                    "mail given up"
                );
                store::delete(&mut tx, &due.id).await?;
            }
        }
        tx.commit().await?;
        Ok(true)
    }
}
