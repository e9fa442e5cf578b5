//! One request, one answer: what the provider says becomes a value or one of a few refusals. No
//! redirect is followed, time and length are bounded (`provider::Http`).

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::claims::Role;
use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError};
use shared::secret::SealingKey;
use url::Url;

use super::model::{AskedRecovery, Standing};
use super::{Account, AccountId, HandedCode, Invitation, InvitationId, Reason, RecoveryId};
use crate::rp::RelyingParty;
use crate::sessions::{self, ProviderTokenError, Session};
use shared::provider::{HttpFault, Provider};

/// What the provider does not allow (409).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Conflict {
    /// The last lead stays.
    LastLead,
    /// This address belongs to a colleague already.
    AlreadyStaff,
    /// Nobody acts on their own account.
    OwnAccount,
    /// Nobody gives or takes what stands above their own.
    AboveOwnRole,
    /// Whoever asked does not approve.
    SamePerson,
    /// The account is deactivated.
    Deactivated,
    /// Something has changed meanwhile.
    Other,
}

impl Conflict {
    fn read(word: &str) -> Self {
        match word {
            "last_lead" => Self::LastLead,
            "already_staff" => Self::AlreadyStaff,
            "own_account" => Self::OwnAccount,
            "above_own_role" => Self::AboveOwnRole,
            "same_person" => Self::SamePerson,
            "deactivated" => Self::Deactivated,
            _ => Self::Other,
        }
    }

    /// For texts and for the record.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::LastLead => "last_lead",
            Self::AlreadyStaff => "already_staff",
            Self::OwnAccount => "own_account",
            Self::AboveOwnRole => "above_own_role",
            Self::SamePerson => "same_person",
            Self::Deactivated => "deactivated",
            Self::Other => "changed",
        }
    }
}

/// Why the provider did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AdminError {
    /// The sign-in is too old for this (RFC 9470).
    #[error("the provider asks for a fresh sign-in")]
    NotFresh,
    #[error("the provider does not know this login any more")]
    SignedOut,
    #[error("the provider does not allow it")]
    Forbidden,
    #[error("the provider does not know it")]
    NotFound,
    #[error("the provider refused: {}", .0.as_str())]
    Conflict(Conflict),
    /// It did not understand what was sent: a value that looked good here.
    #[error("the provider does not accept a value")]
    Invalid,
    #[error("the provider cannot be reached")]
    Away,
    /// So many addresses are looked for by nobody who works.
    #[error("the provider asks to slow down")]
    TooMany,
    #[error("the provider's answer cannot be used: {0}")]
    Untrusted(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ProviderTokenError> for AdminError {
    fn from(error: ProviderTokenError) -> Self {
        match error {
            ProviderTokenError::Over => Self::SignedOut,
            ProviderTokenError::Away => Self::Away,
            ProviderTokenError::Store(error) => Self::Store(error),
        }
    }
}

/// The provider's counter as one member of the staff sees it.
#[derive(Debug)]
pub(crate) struct Console<'a> {
    pub(crate) db: &'a Db,
    pub(crate) rp: &'a RelyingParty,
    pub(crate) provider: &'a Provider,
    pub(crate) entropy: &'a dyn Entropy,
    pub(crate) sealing: SealingKey,
    pub(crate) now: Timestamp,
    pub(crate) session: &'a Session,
}

#[derive(Debug, Deserialize)]
struct Accounts {
    accounts: Vec<Account>,
}

#[derive(Debug, Deserialize)]
struct Invitations {
    invitations: Vec<Invitation>,
}

#[derive(Debug, Deserialize)]
struct ProblemDocument {
    #[serde(default)]
    r#type: String,
}

impl Console<'_> {
    /// The account of this very address.
    pub(crate) async fn find(&self, email: &str) -> Result<Option<Account>, AdminError> {
        let place = self.place(&["accounts"], &[("email", email)]);
        let found: Accounts = self.ask("GET", place, None).await?;
        Ok(found.accounts.into_iter().next())
    }

    /// Everyone with a role.
    pub(crate) async fn staff(&self) -> Result<Vec<Account>, AdminError> {
        let place = self.place(&["accounts"], &[("staff", "true")]);
        let found: Accounts = self.ask("GET", place, None).await?;
        Ok(found.accounts)
    }

    pub(crate) async fn account(&self, id: &AccountId) -> Result<Account, AdminError> {
        let place = self.place(&["accounts", id.as_str()], &[]);
        self.ask("GET", place, None).await
    }

    /// What this colleague may do right now; nothing if they are deactivated.
    pub(crate) async fn roles_of(&self, id: &AccountId) -> Result<Vec<Role>, AdminError> {
        let place = self.place(&["accounts", id.as_str(), "roles"], &[]);
        let standing: Standing = self.ask("GET", place, None).await?;
        Ok(standing.roles)
    }

    /// Ends every way in and every session of it.
    pub(crate) async fn deactivate(
        &self,
        id: &AccountId,
        reason: &Reason,
    ) -> Result<Account, AdminError> {
        let place = self.place(&["accounts", id.as_str(), "deactivation"], &[]);
        let sent = json!({ "reason": reason.to_string() });
        self.ask("POST", place, Some(sent)).await
    }

    pub(crate) async fn reactivate(
        &self,
        id: &AccountId,
        reason: &Reason,
    ) -> Result<Account, AdminError> {
        let place = self.place(&["accounts", id.as_str(), "reactivation"], &[]);
        let sent = json!({ "reason": reason.to_string() });
        self.ask("POST", place, Some(sent)).await
    }

    /// Asks for a recovery code that is handed over at the counter; a second person must approve.
    pub(crate) async fn ask_recovery(
        &self,
        id: &AccountId,
        evidence: &Reason,
    ) -> Result<RecoveryId, AdminError> {
        let place = self.place(&["accounts", id.as_str(), "recovery"], &[]);
        let sent = json!({ "reason": evidence.to_string() });
        let asked: AskedRecovery = self.ask("POST", place, Some(sent)).await?;
        Ok(asked.request)
    }

    /// Approves it, in the name of another one than who asked.
    pub(crate) async fn approve_recovery(
        &self,
        id: &AccountId,
        request: &RecoveryId,
    ) -> Result<HandedCode, AdminError> {
        let place = self.place(&["accounts", id.as_str(), "recovery", "approval"], &[]);
        let sent = json!({ "request": request.as_str() });
        self.ask("POST", place, Some(sent)).await
    }

    /// Exactly these roles from now on.
    pub(crate) async fn set_roles(
        &self,
        id: &AccountId,
        roles: &[Role],
    ) -> Result<Account, AdminError> {
        let place = self.place(&["accounts", id.as_str(), "roles"], &[]);
        self.ask("PUT", place, Some(json!({ "roles": roles })))
            .await
    }

    /// Those who have been invited and have not come yet.
    pub(crate) async fn invitations(&self) -> Result<Vec<Invitation>, AdminError> {
        let place = self.place(&["invitations"], &[]);
        let found: Invitations = self.ask("GET", place, None).await?;
        Ok(found.invitations)
    }

    pub(crate) async fn invite(
        &self,
        email: &str,
        roles: &[Role],
        lang: &str,
    ) -> Result<Invitation, AdminError> {
        let place = self.place(&["invitations"], &[]);
        let sent = json!({ "email": email, "roles": roles, "lang": lang });
        self.ask("POST", place, Some(sent)).await
    }

    /// The link in its mail opens nothing any more.
    pub(crate) async fn withdraw(&self, id: &InvitationId) -> Result<(), AdminError> {
        let place = self.place(&["invitations", id.as_str()], &[]);
        self.send("DELETE", place, None).await?;
        Ok(())
    }

    fn place(&self, path: &[&str], query: &[(&str, &str)]) -> Url {
        let mut url = self.provider.issuer().url().clone();
        url.set_path(&format!("/admin/v1/{}", path.join("/")));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        method: &str,
        place: Url,
        body: Option<Value>,
    ) -> Result<T, AdminError> {
        let answer = self.send(method, place, body).await?;
        serde_json::from_slice(&answer).map_err(|error| AdminError::Untrusted(error.to_string()))
    }

    async fn send(
        &self,
        method: &str,
        place: Url,
        body: Option<Value>,
    ) -> Result<Vec<u8>, AdminError> {
        let secrets = (self.entropy, &self.sealing);
        let token =
            sessions::provider_token((self.db, self.rp), secrets, self.now, self.session).await?;
        let request = ::http::Request::builder()
            .method(method)
            .uri(place.as_str())
            .header("authorization", format!("Bearer {}", token.reveal()))
            .header("accept", "application/json")
            .header("content-type", "application/json")
            .body(body.map_or_else(Vec::new, |body| body.to_string().into_bytes()))
            .map_err(|error| AdminError::Untrusted(error.to_string()))?;
        let answer = self.provider.http().send_long(request).await;
        let answer = answer.map_err(|fault| match fault {
            HttpFault::Status(429) => AdminError::TooMany,
            HttpFault::Transport(_) | HttpFault::Status(_) => AdminError::Away,
            other => AdminError::Untrusted(other.to_string()),
        })?;
        let status = answer.status().as_u16();
        if (200..300).contains(&status) {
            return Ok(answer.into_body());
        }
        let challenge = answer.headers().get("www-authenticate");
        let challenge = challenge.and_then(|value| value.to_str().ok());
        let refusal = refusal(status, challenge.unwrap_or_default(), answer.body());
        tracing::info!(status, refusal = %refusal, "the provider refused a call of the staff");
        Err(refusal)
    }
}

fn refusal(status: u16, challenge: &str, body: &[u8]) -> AdminError {
    let problem: Option<ProblemDocument> = serde_json::from_slice(body).ok();
    let kind = problem.map(|problem| problem.r#type).unwrap_or_default();
    let word = kind.rsplit(':').next().unwrap_or_default();
    match status {
        401 if challenge.contains("insufficient_user_authentication")
            || word == "insufficient_user_authentication" =>
        {
            AdminError::NotFresh
        }
        401 => AdminError::SignedOut,
        403 => AdminError::Forbidden,
        404 | 410 => AdminError::NotFound,
        409 => AdminError::Conflict(Conflict::read(word)),
        400 | 422 => AdminError::Invalid,
        status => AdminError::Untrusted(format!("status {status}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(status: u16, challenge: &str, word: &str) -> String {
        let body = json!({ "type": format!("urn:schluesselbund:problem:{word}") }).to_string();
        refusal(status, challenge, body.as_bytes()).to_string()
    }

    #[test]
    fn refusals_are_told_apart() {
        let fresh = "Bearer error=\"insufficient_user_authentication\", max_age=300";
        assert_eq!(said(401, fresh, "x"), AdminError::NotFresh.to_string());
        let old = "Bearer error=\"invalid_token\"";
        assert_eq!(said(401, old, "x"), AdminError::SignedOut.to_string());
        assert_eq!(
            said(403, "", "forbidden"),
            AdminError::Forbidden.to_string()
        );
        assert_eq!(said(404, "", "not_found"), AdminError::NotFound.to_string());
        assert_eq!(said(400, "", "invalid"), AdminError::Invalid.to_string());
        for word in [
            "last_lead",
            "already_staff",
            "own_account",
            "above_own_role",
            "same_person",
            "deactivated",
        ] {
            assert!(said(409, "", word).ends_with(word), "{word}");
        }
        assert!(said(409, "", "of_tomorrow").ends_with("changed"));
        assert!(matches!(
            refusal(302, "", b"<html>"),
            AdminError::Untrusted(_)
        ));
    }
}
