//! The provider's `/letters/v1`, called as the program that this portal is.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::clock::Timestamp;
use shared::provider::{HttpFault, Provider};

use crate::rp::ProgramToken;

/// Why the provider did not answer as it should.
#[derive(Debug, thiserror::Error)]
pub(super) enum CallError {
    #[error("the provider cannot be reached")]
    Away,
    /// The letter is over: it was stopped, or replaced by a newer one.
    #[error("the provider does not know the letter any more")]
    Gone,
    #[error("the provider refused: status {0}")]
    Refused(u16),
    #[error("the provider's answer cannot be used")]
    Untrusted,
}

/// What waits.
#[derive(Debug, Deserialize)]
pub(super) struct Waiting {
    /// To which codes are sealed.
    #[serde(default)]
    pub(super) key: Option<String>,
    pub(super) requests: Vec<Request>,
}

/// A letter that somebody has asked for.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Request {
    pub(super) id: RequestId,
    pub(super) sub: String,
}

/// The provider's name for a letter, fit to stand in a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct RequestId(String);

impl RequestId {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for RequestId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let fits = (1..=100).contains(&text.len()) && text.chars().all(plain);
        fits.then_some(Self(text)).ok_or("no id of a letter")
    }
}

/// A code that the letter outbox alone can read.
pub(super) struct SealedCode {
    pub(super) sealed: Vec<u8>,
    pub(super) expires_at: Timestamp,
}

#[derive(Deserialize)]
struct Code {
    sealed: String,
    expires_at: i64,
}

/// The provider's side for letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) provider: &'a Provider,
    pub(super) token: &'a ProgramToken,
}

impl Desk<'_> {
    pub(super) async fn waiting(&self) -> Result<Waiting, CallError> {
        read(&self.send("GET", "", None).await?)
    }

    /// The code of a letter; the same until it is said to be taken.
    pub(super) async fn code(&self, id: &RequestId) -> Result<SealedCode, CallError> {
        let path = format!("/{}/code", id.as_str());
        let code: Code = read(&self.send("POST", &path, None).await?)?;
        let sealed = STANDARD.decode(code.sealed);
        Ok(SealedCode {
            sealed: sealed.map_err(|_| CallError::Untrusted)?,
            expires_at: Timestamp::from_unix(code.expires_at),
        })
    }

    /// Says what became of a letter.
    pub(super) async fn settle(&self, id: &RequestId, outcome: &str) -> Result<(), CallError> {
        let path = format!("/{}/outcome", id.as_str());
        let told = json!({ "outcome": outcome });
        self.send("POST", &path, Some(told)).await.map(drop)
    }

    async fn send(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> Result<Vec<u8>, CallError> {
        let mut url = self.provider.issuer().url().clone();
        url.set_path(&format!("/letters/v1/requests{path}"));
        let request = ::http::Request::builder()
            .method(method)
            .uri(url.as_str())
            .header("authorization", format!("Bearer {}", self.token.reveal()))
            .header("accept", "application/json")
            .header("content-type", "application/json")
            .body(body.map_or_else(Vec::new, |body| body.to_string().into_bytes()))
            .map_err(|_| CallError::Untrusted)?;
        let answer = self.provider.http().send_long(request).await;
        let answer = answer.map_err(|fault| match fault {
            HttpFault::Transport(_) | HttpFault::Status(_) => CallError::Away,
            HttpFault::Malformed(_) | HttpFault::TooLong(_) => CallError::Untrusted,
        })?;
        match answer.status().as_u16() {
            200..300 => Ok(answer.into_body()),
            404 | 410 => Err(CallError::Gone),
            status => Err(CallError::Refused(status)),
        }
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, CallError> {
    serde_json::from_slice(body).map_err(|_| CallError::Untrusted)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_name_of_a_letter_stays_one_part_of_a_path(text in "[a-z2-7]{26}|\\PC{0,30}|[./%a]{1,5}") {
            if let Ok(id) = RequestId::try_from(text.clone()) {
                prop_assert_eq!(id.as_str(), text.as_str());
                prop_assert!(!text.is_empty() && !text.contains(['/', '.', '%', '?', '#', ' ']));
            }
        }
    }
}
