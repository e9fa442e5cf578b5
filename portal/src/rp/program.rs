//! An access token of this portal for itself (RFC 6749 §4.4): no person stands behind it.

use serde::Deserialize;
use shared::clock::{Entropy, Timestamp};
use shared::provider::{Away, HttpFault};

use super::RelyingParty;

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProgramTokenError {
    #[error("the provider cannot be reached")]
    Away,
    /// Our file there does not allow it.
    #[error("the provider refused a token for this portal: status {0}")]
    Refused(u16),
    #[error("the provider's answer cannot be used: {0}")]
    Untrusted(String),
}

impl From<Away> for ProgramTokenError {
    fn from(_: Away) -> Self {
        Self::Away
    }
}

/// A token, as long as it is good.
#[derive(Clone)]
pub(crate) struct ProgramToken {
    token: String,
    expires_at: Timestamp,
}

impl ProgramToken {
    /// For the Authorization header.
    pub(crate) fn reveal(&self) -> &str {
        &self.token
    }

    /// Whether it will do for a few more requests.
    pub(crate) fn is_good(&self, now: Timestamp) -> bool {
        now.seconds_since(self.expires_at) < -30
    }
}

impl std::fmt::Debug for ProgramToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ProgramToken(until {})", self.expires_at.unix())
    }
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    expires_in: i64,
}

impl RelyingParty {
    /// A token for `scope` at the provider itself.
    pub(crate) async fn program_token(
        &self,
        scope: &str,
        entropy: &dyn Entropy,
        now: Timestamp,
    ) -> Result<ProgramToken, ProgramTokenError> {
        let untrusted = |why: &str| ProgramTokenError::Untrusted(why.to_owned());
        let known = self.provider.known(now).await?;
        let endpoint = known.metadata.token_endpoint();
        let endpoint = endpoint.ok_or_else(|| untrusted("no token endpoint"))?;
        let body = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "client_credentials")
            .append_pair("scope", scope)
            .append_pair("client_id", &self.words.client_id)
            .append_pair("client_assertion_type", super::client_key::ASSERTION_TYPE)
            .append_pair("client_assertion", &self.assertion(entropy, now))
            .finish();
        let request = http::Request::post(endpoint.as_str())
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", "application/json")
            .body(body.into_bytes());
        let request = request.map_err(|error| untrusted(&error.to_string()))?;
        let answer = self.provider.http().send(request).await;
        let answer = answer.map_err(|fault| match fault {
            HttpFault::Transport(_) | HttpFault::Status(_) => ProgramTokenError::Away,
            other => untrusted(&other.to_string()),
        })?;
        let status = answer.status();
        if !status.is_success() {
            return Err(ProgramTokenError::Refused(status.as_u16()));
        }
        // What cannot be read is not quoted: it may hold the token.
        let granted: Granted =
            serde_json::from_slice(answer.body()).map_err(|_| untrusted("no token in it"))?;
        Ok(ProgramToken {
            token: granted.access_token,
            expires_at: Timestamp::from_unix(now.unix().saturating_add(granted.expires_in)),
        })
    }
}
