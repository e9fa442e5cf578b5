//! From the provider's answer to a session.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError};
use shared::provider::Answer;
use shared::secret::{SealingKey, Token, TokenHash};

use super::begin::{CONTEXT, CORRUPT};
use super::{OwnPath, store};
use crate::rp::{ExchangeError, Login, RelyingParty};
use crate::sessions::SessionId;
use crate::{audit, profiles, residents, sessions};

/// Why nobody is signed in, and where they wanted to go.
#[derive(Debug)]
pub(super) struct NotSignedIn {
    pub(super) why: FinishError,
    pub(super) onward: Option<OwnPath>,
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
    /// Checks the answer, redeems its code and opens a session in place of `old`.
    pub(super) async fn finish(
        &self,
        answer: Answer,
        visitor: &TokenHash,
        old: Option<&SessionId>,
    ) -> Result<Finished, NotSignedIn> {
        let lost = |why| NotSignedIn { why, onward: None };
        let state = answer.state.as_deref().and_then(Token::parse);
        let state = state.ok_or_else(|| lost(FinishError::Lost))?;
        let waiting = self
            .take(&state, visitor)
            .await
            .map_err(|error| lost(error.into()))?;
        let waiting = waiting.ok_or_else(|| lost(FinishError::Lost))?;
        let onward: Option<OwnPath> = waiting.onward.and_then(|path| path.parse().ok());
        let signed_in = match self.exchange(answer, &waiting.sealed).await {
            Ok(login) => self.open(&login, old, onward.as_ref()).await,
            Err(why) => Err(why),
        };
        signed_in.map_err(|why| NotSignedIn { why, onward })
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

    async fn exchange(&self, answer: Answer, sealed: &[u8]) -> Result<Login, FinishError> {
        if answer.iss.as_deref() != Some(self.rp.issuer()) {
            return Err(FinishError::WrongIssuer);
        }
        match answer.error.as_deref() {
            None => {}
            Some("temporarily_unavailable" | "server_error") => return Err(FinishError::Away),
            Some(error) => return Err(FinishError::Declined(shown(error))),
        }
        let code = answer.code.ok_or(FinishError::WrongIssuer)?;
        let plain = self.sealing.open(CONTEXT, sealed).ok_or(CORRUPT)?;
        let secrets = serde_json::from_slice(&plain).map_err(|_| CORRUPT)?;
        let login = self.rp.finish(code, secrets, self.entropy, self.now).await;
        login.map_err(|error| match error {
            ExchangeError::Away => FinishError::Away,
            other => FinishError::Exchange(other),
        })
    }

    async fn open(
        &self,
        login: &Login,
        old: Option<&SessionId>,
        onward: Option<&OwnPath>,
    ) -> Result<Finished, FinishError> {
        let mut tx = self.db.write().await?;
        let resident = residents::seen(
            &mut tx,
            self.entropy,
            self.now,
            (self.rp.issuer(), &login.sub),
            (login.email.as_deref(), login.locale.as_deref()),
        )
        .await?;
        if let Some(old) = old {
            sessions::end(&mut tx, self.session_sealing, old).await?;
        }
        let secrets = (self.entropy, self.session_sealing);
        let opened = sessions::open(&mut tx, secrets, self.now, &resident.id, login).await?;
        let Some((token, session)) = opened else {
            return Err(FinishError::Over);
        };
        let event = audit::Event {
            name: "sign_in.succeeded",
            by: audit::By::Resident(resident.id.as_str()),
            about: Some(resident.id.as_str()),
            case: None,
            on_behalf: None,
            details: match &login.organisation {
                Some(it) => {
                    json!({ "session": session.id.as_str(), "acr": login.acr, "organisation": it.id })
                }
                None => json!({ "session": session.id.as_str(), "acr": login.acr }),
            },
        };
        audit::record(&mut tx, self.entropy, self.now, event).await?;
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
