//! From the provider's answer to a session.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError, Tx};
use shared::provider::Answer;
use shared::secret::{SealingKey, Token, TokenHash};

use super::begin::{CONTEXT, CORRUPT};
use super::{OwnPath, store};
use crate::residents::{Resident, ResidentId};
use crate::rp::{ExchangeError, Login, ProvenPerson, RelyingParty, Secrets};
use crate::sessions::{Session, SessionId};
use crate::{audit, profiles, residents, sessions};

/// Why nobody is signed in, and where they wanted to go.
#[derive(Debug)]
pub(super) struct NotSignedIn {
    pub(super) why: FinishError,
    pub(super) onward: Option<OwnPath>,
    /// They were signed in and still are, but have not proven who they are.
    pub(super) step_up: bool,
}

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub(super) enum FinishError {
    /// This browser did not begin this sign-in, or it has been answered, or it is too old.
    #[error("no such sign-in waits in this browser")]
    Lost,
    /// The answer is another provider's, or names none.
    #[error("the answer is not our provider's")]
    WrongIssuer,
    /// The person turned back, or the provider wants them to begin again.
    #[error("the provider said {0}")]
    Declined(String),
    /// The provider is in trouble itself.
    #[error("the provider is in trouble")]
    Away,
    #[error("the answer cannot be trusted")]
    Exchange(#[source] ExchangeError),
    /// Who they are was not proven, only for whom they act.
    #[error("the identity was not proven as a person's own")]
    Impersonal,
    /// The provider ended the login while we were asking.
    #[error("the login has been ended meanwhile")]
    Over,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Someone is signed in.
#[derive(Debug)]
pub(super) struct Finished {
    /// For the browser's cookie.
    pub(super) token: Token,
    /// Where to go on.
    pub(super) onward: String,
}

/// What it takes to finish.
#[derive(Debug)]
pub(super) struct Desk<'a> {
    pub(super) db: &'a Db,
    pub(super) rp: &'a RelyingParty,
    pub(super) entropy: &'a dyn Entropy,
    pub(super) sealing: &'a SealingKey,
    pub(super) session_sealing: &'a SealingKey,
    pub(super) now: Timestamp,
}

impl Desk<'_> {
    /// Checks the answer, redeems its code and opens a session in place of `old`; whoever went to
    /// prove who they are keeps theirs.
    pub(super) async fn finish(
        &self,
        answer: Answer,
        visitor: &TokenHash,
        old: Option<&Session>,
    ) -> Result<Finished, NotSignedIn> {
        let lost = |why| NotSignedIn {
            why,
            onward: None,
            step_up: false,
        };
        let state = answer.state.as_deref().and_then(Token::parse);
        let state = state.ok_or_else(|| lost(FinishError::Lost))?;
        let waiting = self
            .take(&state, visitor)
            .await
            .map_err(|error| lost(error.into()))?;
        let waiting = waiting.ok_or_else(|| lost(FinishError::Lost))?;
        let secrets = self.unseal(&waiting.sealed);
        let secrets = secrets.map_err(|error| lost(error.into()))?;
        let onward: Option<OwnPath> = waiting.onward.and_then(|path| path.parse().ok());
        let step_up = secrets.is_step_up();
        let signed_in = match self.exchange(answer, secrets).await {
            Ok(login) if step_up && !is_personal(&login) => Err(FinishError::Impersonal),
            Ok(login) => {
                let raised = old.filter(|old| step_up && old.sub == login.sub);
                match raised {
                    Some(session) => self.raise(&login, session, onward.as_ref()).await,
                    None => self.open(&login, old, onward.as_ref()).await,
                }
            }
            Err(why) => Err(why),
        };
        signed_in.map_err(|why| NotSignedIn {
            why,
            onward,
            step_up,
        })
    }

    fn unseal(&self, sealed: &[u8]) -> Result<Secrets, StoreError> {
        let plain = self.sealing.open(CONTEXT, sealed).ok_or(CORRUPT)?;
        serde_json::from_slice(&plain).map_err(|_| CORRUPT)
    }

    async fn take(
        &self,
        state: &Token,
        visitor: &TokenHash,
    ) -> Result<Option<store::Waiting>, StoreError> {
        let mut tx = self.db.write().await?;
        let waiting = store::take(&mut tx, &state.hash(), visitor, self.now).await?;
        tx.commit().await?;
        Ok(waiting)
    }

    async fn exchange(&self, answer: Answer, secrets: Secrets) -> Result<Login, FinishError> {
        if answer.iss.as_deref() != Some(self.rp.issuer()) {
            return Err(FinishError::WrongIssuer);
        }
        match answer.error.as_deref() {
            None => {}
            Some("temporarily_unavailable" | "server_error") => return Err(FinishError::Away),
            Some(error) => return Err(FinishError::Declined(shown(error))),
        }
        let code = answer.code.ok_or(FinishError::WrongIssuer)?;
        let login = self.rp.finish(code, secrets, self.entropy, self.now).await;
        login.map_err(|error| match error {
            ExchangeError::Away => FinishError::Away,
            other => FinishError::Exchange(other),
        })
    }

    async fn open(
        &self,
        login: &Login,
        old: Option<&Session>,
        onward: Option<&OwnPath>,
    ) -> Result<Finished, FinishError> {
        let mut tx = self.db.write().await?;
        let resident = self.seen(&mut tx, login).await?;
        if let Some(old) = old {
            sessions::end(&mut tx, self.session_sealing, &old.id).await?;
        }
        let secrets = (self.entropy, self.session_sealing);
        let opened = sessions::open(&mut tx, secrets, self.now, &resident.id, login).await?;
        let Some((token, session)) = opened else {
            return Err(FinishError::Over);
        };
        let note = ("sign_in.succeeded", &session.id);
        self.note(&mut tx, note, &resident.id, login).await?;
        profiles::begin(&mut tx, &session).await?;
        let onward = match onward {
            Some(path) => path.to_string(),
            None => profiles::after_sign_in(&mut tx, &session.id)
                .await?
                .to_owned(),
        };
        tx.commit().await?;
        Ok(Finished { token, onward })
    }

    /// The person of `session` has proven who they are: it goes on.
    async fn raise(
        &self,
        login: &Login,
        session: &Session,
        onward: Option<&OwnPath>,
    ) -> Result<Finished, FinishError> {
        let mut tx = self.db.write().await?;
        let resident = self.seen(&mut tx, login).await?;
        let secrets = (self.entropy, self.session_sealing);
        let raised = sessions::raise(&mut tx, secrets, self.now, &session.id, login).await?;
        let token = raised.ok_or(FinishError::Over)?;
        let note = ("sign_in.identified", &session.id);
        self.note(&mut tx, note, &resident.id, login).await?;
        tx.commit().await?;
        let onward = onward.map_or("/start", OwnPath::as_str).to_owned();
        Ok(Finished { token, onward })
    }

    async fn seen(&self, tx: &mut Tx, login: &Login) -> Result<Resident, StoreError> {
        let told = (login.email.as_deref(), login.locale.as_deref());
        let who = (self.rp.issuer(), login.sub.as_str());
        residents::seen(tx, self.entropy, self.now, who, told).await
    }

    async fn note(
        &self,
        tx: &mut Tx,
        (name, session): (&'static str, &SessionId),
        resident: &ResidentId,
        login: &Login,
    ) -> Result<(), StoreError> {
        let mut details = json!({ "session": session.as_str(), "acr": login.acr });
        if let Some(organisation) = &login.organisation {
            details["organisation"] = json!(organisation.id);
        }
        let event = audit::Event {
            name,
            by: audit::By::Resident(resident.as_str()),
            about: Some(resident.as_str()),
            case: None,
            on_behalf: None,
            details,
        };
        audit::record(tx, self.entropy, self.now, event).await
    }
}

fn is_personal(login: &Login) -> bool {
    let person = login.person.as_ref();
    person.is_some_and(ProvenPerson::is_personal)
}

/// An error code fit for a log: RFC 6749 §4.1.2.1 allows little more.
fn shown(error: &str) -> String {
    error
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .take(40)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_logged_of_an_error_is_one_word() {
        assert_eq!(
            shown("access_denied\r\nINFO forged"),
            "access_deniedINFOforged"
        );
    }
}
