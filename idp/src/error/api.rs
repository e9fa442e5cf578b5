//! How the admin API says no: problem JSON (RFC 9457), with a Bearer challenge where the token is
//! what is wrong (RFC 6750 §3, RFC 9470).

use std::error::Error;

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use serde_json::json;
use shared::db::StoreError;

use crate::mail::MailFault;

/// A request of a program that is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ApiError {
    /// No access token was presented.
    NoToken,
    /// The access token is not good here.
    BadToken,
    /// The access token lacks this scope.
    Scope(&'static str),
    /// The sign-in is older than so many seconds.
    Stale { max_age: i64 },
    /// The caller's roles do not allow it.
    Forbidden,
    /// There is no such thing.
    NotFound,
    /// The thing is there, the method is not.
    Method,
    /// What was sent cannot be used; why, in words for a developer.
    Invalid(&'static str),
    /// A rule of the office stands against it.
    Conflict(Conflict),
    /// The body is too long.
    TooLarge,
    /// The host is none of ours.
    Misdirected,
    /// The limit is reached; seconds until the next try.
    TooMany { retry_after: i64 },
    /// The fault is ours.
    Failed,
}

/// The office's own rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Conflict {
    LastLead,
    AlreadyStaff,
    NotStaff,
    OwnAccount,
    AboveOwnRole,
    SamePerson,
    Deactivated,
}

impl Conflict {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::LastLead => ("last_lead", "The last active staff.lead stays."),
            Self::AlreadyStaff => (
                "already_staff",
                "The address belongs to a member of the staff; change the roles instead.",
            ),
            Self::NotStaff => (
                "not_staff",
                "The account has no role; its first one comes by an invitation.",
            ),
            Self::SamePerson => (
                "same_person",
                "Whoever asked does not approve; it takes another member of the staff.",
            ),
            Self::Deactivated => (
                "deactivated",
                "The account is deactivated; reactivate it first.",
            ),
            Self::OwnAccount => ("own_account", "Nobody acts on their own account."),
            Self::AboveOwnRole => (
                "above_own_role",
                "Nobody grants or withdraws a role above their own.",
            ),
        }
    }
}

impl ApiError {
    const fn status(self) -> StatusCode {
        match self {
            Self::NoToken | Self::BadToken | Self::Stale { .. } => StatusCode::UNAUTHORIZED,
            Self::Scope(_) | Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Invalid(_) => StatusCode::BAD_REQUEST,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Failed => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The word of the type, and words for a developer.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::NoToken => (
                "unauthorized",
                "An access token with the scope of this resource is needed.",
            ),
            Self::BadToken => (
                "invalid_token",
                "The access token is invalid, expired or meant for another server.",
            ),
            Self::Scope(_) => (
                "insufficient_scope",
                "The access token lacks the scope of this resource.",
            ),
            Self::Stale { .. } => (
                "insufficient_user_authentication",
                "The sign-in is too old for this.",
            ),
            Self::Forbidden => ("forbidden", "The roles of the caller do not allow this."),
            Self::NotFound => ("not_found", "There is nothing here."),
            Self::Method => ("method_not_allowed", "This is not done here."),
            Self::Invalid(why) => ("invalid", why),
            Self::Conflict(conflict) => conflict.words(),
            Self::TooLarge => ("too_large", "The body is too long."),
            Self::Misdirected => ("misdirected", "This server does not answer for that host."),
            Self::TooMany { .. } => ("too_many_requests", "Too often; wait."),
            Self::Failed => ("unavailable", "It did not work; try again."),
        }
    }

    fn challenge(self) -> Option<String> {
        let (word, why) = self.words();
        let told = format!("Bearer realm=\"idp\", error=\"{word}\", error_description=\"{why}\"");
        match self {
            Self::NoToken => Some("Bearer realm=\"idp\"".to_owned()),
            Self::BadToken => Some(told),
            Self::Scope(scope) => Some(format!("{told}, scope=\"{scope}\"")),
            Self::Stale { max_age } => Some(format!("{told}, max_age=\"{max_age}\"")),
            _ => None,
        }
    }

    /// A request that was not even read: too long, too late, for no host, two or another's.
    pub(crate) fn unread(status: StatusCode) -> Self {
        match status {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::MISDIRECTED_REQUEST => Self::Misdirected,
            StatusCode::BAD_REQUEST => Self::Invalid("The request must name one host."),
            _ => Self::Failed,
        }
    }

    /// Logs why it did not work.
    pub(crate) fn failed(error: &(dyn Error + 'static)) -> Self {
        tracing::error!(error = %error, "a request to the admin API failed");
        Self::Failed
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        Self::failed(&error)
    }
}

impl From<MailFault> for ApiError {
    fn from(fault: MailFault) -> Self {
        Self::failed(&fault)
    }
}

impl From<Conflict> for ApiError {
    fn from(conflict: Conflict) -> Self {
        Self::Conflict(conflict)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, (word, detail)) = (self.status(), self.words());
        let problem = json!({
            "type": format!("urn:schluesselbund:problem:{word}"),
            "title": status.canonical_reason().unwrap_or_default(),
            "status": status.as_u16(),
            "detail": detail,
        });
        let kind = [(CONTENT_TYPE, "application/problem+json")];
        let mut response = (status, kind, problem.to_string()).into_response();
        let headers = response.headers_mut();
        if let Some(challenge) = self.challenge()
            && let Ok(challenge) = HeaderValue::try_from(challenge)
        {
            headers.insert(WWW_AUTHENTICATE, challenge);
        }
        if let Self::TooMany { retry_after } = self {
            headers.insert(RETRY_AFTER, HeaderValue::from(retry_after.max(1)));
        }
        response
    }
}
