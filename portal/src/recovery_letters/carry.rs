//! One round: what waits at the provider is posted or refused. Each step may be repeated, by this
//! process or another, until the provider knows what became of the letter.

use letters::RecoveryCodeLetter;
use serde_json::json;
use shared::claims::scope::IDP_LETTERS;
use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError, Tx};
use shared::provider::Provider;

use super::decide::{Verdict, decide};
use super::provider::{CallError, Desk, Request, RequestId, SealedCode};
use crate::audit;
use crate::cases::{self, Case};
use crate::letters_outbox::{self, NewRecoveryLetter, PostRoom};
use crate::residents::ResidentId;
use crate::rp::{ProgramToken, ProgramTokenError, RelyingParty};
use crate::settings::Settings;

/// Why letters wait.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CarryError {
    #[error(transparent)]
    Token(#[from] ProgramTokenError),
    #[error("{0}")]
    Call(String),
    /// Nobody could open what would come.
    #[error(
        "the provider's letters.public_key does not belong to our letters.opening_key: no letter \
         with a recovery code is fetched"
    )]
    Key,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<CallError> for CarryError {
    fn from(error: CallError) -> Self {
        Self::Call(error.to_string())
    }
}

/// Carries letters from the provider to the post room.
#[derive(Debug)]
pub(crate) struct Carrier<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) db: &'a Db,
    pub(crate) rp: &'a RelyingParty,
    pub(crate) provider: &'a Provider,
    pub(crate) post_room: &'a PostRoom,
    pub(crate) entropy: &'a dyn Entropy,
    pub(crate) now: Timestamp,
}

impl Carrier<'_> {
    /// Looks after everything that waits. `token` is the one of the last round, and of this one.
    pub(crate) async fn round(&self, token: &mut Option<ProgramToken>) -> Result<(), CarryError> {
        let good = token.take().filter(|token| token.is_good(self.now));
        let good = if let Some(good) = good {
            good
        } else {
            let scope = IDP_LETTERS;
            self.rp.program_token(scope, self.entropy, self.now).await?
        };
        let desk = Desk {
            provider: self.provider,
            token: &good,
        };
        let waiting = desk.waiting().await?;
        if !waiting.requests.is_empty() && !self.post_room.opens(waiting.key.as_deref()) {
            return Err(CarryError::Key);
        }
        for request in &waiting.requests {
            match self.carry(desk, request).await {
                // Stopped meanwhile; what was posted of it never leaves.
                Err(CarryError::Call(_)) if self.is_over(desk, &request.id).await? => {}
                done => done?,
            }
        }
        *token = Some(good);
        Ok(())
    }

    async fn carry(&self, desk: Desk<'_>, request: &Request) -> Result<(), CarryError> {
        let whom = (self.rp.issuer(), request.sub.as_str());
        let mut tx = self.db.read().await?;
        let verdict = decide(&mut tx, whom, self.now).await?;
        let posted = letters_outbox::is_posted(&mut tx, request.id.as_str()).await?;
        tx.commit().await?;
        if posted {
            return Ok(desk.settle(&request.id, "taken").await?);
        }
        let (why, about) = match verdict {
            Verdict::Post(..) => {
                let code = desk.code(&request.id).await?;
                let mut tx = self.db.write().await?;
                // Asked again: the address may have changed while the code was made.
                match decide(&mut tx, whom, self.now).await? {
                    Verdict::Post(case, resident) => {
                        self.post(&mut tx, &request.id, (&case, &resident), &code)
                            .await?;
                        tx.commit().await?;
                        self.post_room.ring();
                        return Ok(desk.settle(&request.id, "taken").await?);
                    }
                    Verdict::Refuse(why, about) => (why, about),
                }
            }
            Verdict::Refuse(why, about) => (why, about),
        };
        desk.settle(&request.id, why.word()).await?;
        if let Some((case, resident)) = about {
            let mut tx = self.db.write().await?;
            let details = json!({ "outcome": why.word() });
            let event = event("recovery_letter.refused", (&case, &resident), details);
            audit::record(&mut tx, self.entropy, self.now, event).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Posts the letter once, whoever else does so at the same moment.
    async fn post(
        &self,
        tx: &mut Tx,
        request: &RequestId,
        (case, resident): (&Case, &ResidentId),
        code: &SealedCode,
    ) -> Result<(), StoreError> {
        cases::hold_open(tx, &case.id).await?;
        let letter = self.letter(case, code.expires_at);
        let new = NewRecoveryLetter {
            case: case.id.as_str(),
            request: request.as_str(),
            letter: &letter,
            sealed: &code.sealed,
        };
        let secrets = (self.entropy, self.post_room.sealing());
        if letters_outbox::post_recovery(tx, secrets, self.now, new).await? {
            let event = event("recovery_letter.posted", (case, resident), json!({}));
            audit::record(tx, self.entropy, self.now, event).await?;
        }
        Ok(())
    }

    /// Everything but the code.
    fn letter(&self, case: &Case, expires_at: Timestamp) -> RecoveryCodeLetter {
        let (operator, record) = (&self.settings.operator, &case.record);
        RecoveryCodeLetter {
            letterhead: operator.letterhead(&record.language),
            recipient: letters::Recipient {
                lines: record.envelope(),
            },
            date: operator.day(self.now),
            language: record.language.clone(),
            reference: record.customer_number.as_str().to_owned(),
            salutation_name: record.name(),
            code: String::new(),
            url: self.settings.provider.issuer.join("/zugang-verloren"),
            valid_until: operator.day(expires_at),
        }
    }

    /// Whether the provider has no such letter any more; then ours is withdrawn.
    async fn is_over(&self, desk: Desk<'_>, id: &RequestId) -> Result<bool, CarryError> {
        let waiting = desk.waiting().await?;
        let is_over = !waiting.requests.iter().any(|request| request.id == *id);
        if is_over {
            let mut tx = self.db.write().await?;
            letters_outbox::withdraw_request(&mut tx, id.as_str()).await?;
            tx.commit().await?;
        }
        Ok(is_over)
    }
}

fn event<'a>(
    name: &'static str,
    (case, resident): (&'a Case, &'a ResidentId),
    details: serde_json::Value,
) -> audit::Event<'a> {
    audit::Event {
        name,
        by: audit::By::System,
        about: Some(resident.as_str()),
        case: Some(case.id.as_str()),
        on_behalf: None,
        details,
    }
}
