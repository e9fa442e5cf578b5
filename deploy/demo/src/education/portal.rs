//! The portal's API as far as an education provider needs it (`docs/relying-party.md`, section 4).

use reqwest::{RequestBuilder, Response, StatusCode};
use serde::Deserialize;
use serde_json::json;

use super::book::Course;

/// Who the customer is.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Profile {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) customer_number: String,
}

/// Why the portal did not do it.
#[derive(Debug, thiserror::Error)]
pub(super) enum PortalFault {
    /// The access token is old, or the person took it back.
    #[error("the portal does not take the token")]
    Unauthorized,
    /// The person has not unlocked a profile yet.
    #[error("there is no unlocked profile")]
    Locked {
        /// Where the person can do it.
        unlock_url: String,
    },
    #[error("the person did not allow this")]
    Scope,
    #[error("this was reported before")]
    Duplicate,
    #[error("the report does not fit: {0}")]
    Invalid(String),
    #[error("the portal asks to try again in {0} seconds")]
    Busy(u32),
    #[error("the portal cannot be reached")]
    Away,
    #[error("the portal answered with {0}")]
    Strange(StatusCode),
}

/// RFC 9457, and what the portal adds.
#[derive(Debug, Default, Deserialize)]
struct Problem {
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    detail: String,
    #[serde(default)]
    unlock_url: String,
}

/// The portal at one origin.
#[derive(Debug)]
pub(super) struct Portal {
    origin: String,
    http: reqwest::Client,
}

impl Portal {
    pub(super) const fn new(origin: String, http: reqwest::Client) -> Self {
        Self { origin, http }
    }

    /// The resource for which tokens are asked.
    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    /// Name and customer number.
    pub(super) async fn profile(&self, token: &str) -> Result<Profile, PortalFault> {
        let address = format!("{}/api/v1/profile", self.origin);
        let answer = send(self.http.get(address).bearer_auth(token)).await?;
        answer.json().await.map_err(|_| PortalFault::Away)
    }

    /// Tells that the customer takes part in `course`.
    pub(super) async fn report(&self, token: &str, course: &Course) -> Result<(), PortalFault> {
        let address = format!("{}/api/v1/measures/participations", self.origin);
        let report = json!({
            "course": course.title, "starts_on": course.starts_on, "ends_on": course.ends_on,
        });
        let request = self.http.post(address).bearer_auth(token).json(&report);
        send(request).await.map(drop)
    }
}

async fn send(request: RequestBuilder) -> Result<Response, PortalFault> {
    let answer = request.send().await.map_err(|_| PortalFault::Away)?;
    let status = answer.status();
    if status.is_success() {
        return Ok(answer);
    }
    let header = |name: &str| {
        let value = answer.headers().get(name).and_then(|it| it.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let (challenge, wait) = (header("www-authenticate"), header("retry-after"));
    let problem: Problem = answer.json().await.unwrap_or_default();
    let is = |name: &str| problem.kind == format!("urn:schluesselbund:problem:{name}");
    Err(match status {
        StatusCode::UNAUTHORIZED => PortalFault::Unauthorized,
        StatusCode::FORBIDDEN if is("profile-required") => PortalFault::Locked {
            unlock_url: problem.unlock_url,
        },
        StatusCode::FORBIDDEN if challenge.contains("insufficient_scope") => PortalFault::Scope,
        StatusCode::CONFLICT if is("duplicate") => PortalFault::Duplicate,
        StatusCode::BAD_REQUEST if is("invalid") => PortalFault::Invalid(problem.detail),
        StatusCode::SERVICE_UNAVAILABLE => PortalFault::Busy(wait.parse().unwrap_or(60)),
        other => PortalFault::Strange(other),
    })
}
