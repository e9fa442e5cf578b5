//! A failure that a program reads: problem JSON (RFC 9457), and for tokens the challenge of
//! RFC 6750 §3 with the address of our metadata (RFC 9728 §5.1).

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{
    CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE,
};
use serde::Serialize;
use shared::db::StoreError;

use crate::app::MailFault;

/// A request of the API that fails.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ApiError {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    status: u16,
    detail: Box<str>,
    /// What the person behind the token still needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<&'static str>,
    /// Where that person gets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    unlock_url: Option<Box<str>>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    more: Option<Box<More>>,
    #[serde(skip)]
    challenge: Option<Box<str>>,
    #[serde(skip)]
    retry_after: Option<u32>,
}

/// What only some failures tell.
#[derive(Debug, Clone, Default, Serialize)]
struct More {
    /// What is wrong with which member of the body.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<FieldFault>,
    /// The `acr` that the token lacks.
    #[serde(skip_serializing_if = "Option::is_none")]
    acr_values: Option<&'static str>,
    /// How old the sign-in may be at most, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    max_age: Option<u64>,
}

/// A member of the body that does not fit.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FieldFault {
    pub(crate) name: &'static str,
    pub(crate) detail: &'static str,
}

impl ApiError {
    fn new(status: StatusCode, kind: &'static str, title: &'static str) -> Self {
        Self {
            kind,
            title,
            status: status.as_u16(),
            detail: Box::default(),
            missing: None,
            unlock_url: None,
            more: None,
            challenge: None,
            retry_after: None,
        }
    }

    fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into().into();
        self
    }

    fn challenge(mut self, metadata: &str, words: &str) -> Self {
        let comma = if words.is_empty() { "" } else { ", " };
        self.challenge =
            Some(format!("Bearer {words}{comma}resource_metadata=\"{metadata}\"").into());
        self
    }

    /// No access token came with the request.
    pub(crate) fn no_token(metadata: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "about:blank", "Unauthorized")
            .detail("An access token is needed.")
            .challenge(metadata, "")
    }

    /// The token opens nothing, or no longer.
    pub(crate) fn invalid_token(metadata: &str) -> Self {
        let words = "error=\"invalid_token\", \
                     error_description=\"The access token is not valid here or no longer\"";
        Self::new(StatusCode::UNAUTHORIZED, "about:blank", "Unauthorized")
            .detail("The access token is not valid here or no longer.")
            .challenge(metadata, words)
    }

    /// The token came in a way that is not accepted (RFC 6750 §2).
    pub(crate) fn token_misplaced(metadata: &str) -> Self {
        let words = "error=\"invalid_request\", \
                     error_description=\"Send one access token in the Authorization header\"";
        Self::new(StatusCode::BAD_REQUEST, "about:blank", "Bad Request")
            .detail("Send one access token in the Authorization header.")
            .challenge(metadata, words)
    }

    /// The token is good, but not for this.
    pub(crate) fn insufficient_scope(metadata: &str, scope: &str) -> Self {
        let words = format!("error=\"insufficient_scope\", scope=\"{scope}\"");
        Self::new(StatusCode::FORBIDDEN, "about:blank", "Forbidden")
            .detail(format!("The access token lacks the scope {scope}."))
            .challenge(metadata, &words)
    }

    /// The person behind the token must prove better who they are, or anew (RFC 9470 §3).
    pub(crate) fn insufficient_authentication(
        metadata: &str,
        acr: &'static str,
        max_age: Option<u64>,
    ) -> Self {
        let described = "The person must have proven their identity at this level, and lately";
        let age = max_age.map(|it| format!(", max_age=\"{it}\""));
        let words = format!(
            "error=\"insufficient_user_authentication\", error_description=\"{described}\", \
             acr_values=\"{acr}\"{}",
            age.unwrap_or_default()
        );
        let kind = "urn:schluesselbund:problem:insufficient-user-authentication";
        let mut error = Self::new(StatusCode::UNAUTHORIZED, kind, "Identity not proven");
        error.more = Some(Box::new(More {
            acr_values: Some(acr),
            max_age,
            ..More::default()
        }));
        error
            .detail(format!("{described}. Send them to the provider again."))
            .challenge(metadata, &words)
    }

    /// Who was proven is not the customer on record.
    pub(crate) fn identity_mismatch() -> Self {
        let kind = "urn:schluesselbund:problem:identity-mismatch";
        Self::new(StatusCode::FORBIDDEN, kind, "Identity does not fit").detail(
            "Family name or date of birth of the proven identity are not those on record, or it was \
             not proven by BundID. Nothing is changed; the person must call the office.",
        )
    }

    /// The person has no unlocked profile.
    pub(crate) fn profile_required(unlock_url: String) -> Self {
        let kind = "urn:schluesselbund:problem:profile-required";
        let mut error = Self::new(StatusCode::FORBIDDEN, kind, "Profile required");
        error.missing = Some("unlocked_profile");
        error.unlock_url = Some(unlock_url.into());
        error.detail(
            "The person has not unlocked a profile with a code yet. They can do so at unlock_url.",
        )
    }

    /// The body is of another kind.
    pub(crate) fn no_json() -> Self {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        Self::new(status, "about:blank", "Unsupported Media Type").detail("Send application/json.")
    }

    /// The body does not fit.
    pub(crate) fn invalid(detail: impl Into<String>) -> Self {
        let kind = "urn:schluesselbund:problem:invalid";
        Self::new(StatusCode::BAD_REQUEST, kind, "Invalid request").detail(detail)
    }

    /// Some members of the body do not fit.
    pub(crate) fn invalid_fields(fields: Vec<FieldFault>) -> Self {
        let mut error = Self::invalid("Some members of the body do not fit; fields names them.");
        error.more = Some(Box::new(More {
            fields,
            ..More::default()
        }));
        error
    }

    /// The request does not say what it would replace.
    pub(crate) fn precondition_required() -> Self {
        let kind = "urn:schluesselbund:problem:precondition-required";
        let status = StatusCode::PRECONDITION_REQUIRED;
        Self::new(status, kind, "Precondition required")
            .detail("Send If-Match with the ETag of what you read.")
    }

    /// What would be replaced is not any more what the request says.
    pub(crate) fn changed_meanwhile() -> Self {
        let kind = "urn:schluesselbund:problem:changed-meanwhile";
        let status = StatusCode::PRECONDITION_FAILED;
        Self::new(status, kind, "Changed meanwhile")
            .detail("It has changed since you read it. Read it again.")
    }

    /// The office has closed the case.
    pub(crate) fn case_closed() -> Self {
        let kind = "urn:schluesselbund:problem:case-closed";
        Self::new(StatusCode::CONFLICT, kind, "Case closed")
            .detail("The office has closed the case of this person.")
    }

    /// It is there already.
    pub(crate) fn duplicate(detail: impl Into<String>) -> Self {
        let kind = "urn:schluesselbund:problem:duplicate";
        Self::new(StatusCode::CONFLICT, kind, "Duplicate").detail(detail)
    }

    /// There is nothing at this address.
    pub(crate) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "about:blank", "Not Found")
            .detail("There is nothing at this address.")
    }

    /// A request that was not even read: too long, too late, for no host, two or another's.
    pub(crate) fn unread(status: StatusCode) -> Self {
        let title = status.canonical_reason().unwrap_or_default();
        Self::new(status, "about:blank", title).detail(match status {
            StatusCode::BAD_REQUEST => "The request must name one host.",
            StatusCode::PAYLOAD_TOO_LARGE => "The body is too long.",
            StatusCode::MISDIRECTED_REQUEST => "This server does not answer for that host.",
            _ => "It did not work; try again.",
        })
    }

    fn internal() -> Self {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        Self::new(status, "about:blank", "Internal Server Error").detail("The fault is ours.")
    }

    /// The provider's keys cannot be fetched, so nobody knows whether the token is good.
    pub(crate) fn away() -> Self {
        let mut error = Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "about:blank",
            "Service Unavailable",
        );
        error.retry_after = Some(10);
        error.detail("The access token cannot be checked now.")
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        tracing::error!(
            error = &error as &(dyn std::error::Error + 'static),
            "a request failed"
        );
        Self::internal()
    }
}

impl From<MailFault> for ApiError {
    fn from(error: MailFault) -> Self {
        match error {
            MailFault::Store(error) => error.into(),
            MailFault::Pages(error) => {
                tracing::error!(
                    error = &error as &(dyn std::error::Error + 'static),
                    "a mail was not written"
                );
                Self::internal()
            }
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let challenge = self
            .challenge
            .as_deref()
            .and_then(|it| HeaderValue::from_str(it).ok());
        let retry_after = self.retry_after.map(HeaderValue::from);
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(
            HeaderName::from_static("x-content-type-options"),
            HeaderValue::from_static("nosniff"),
        );
        if let Some(challenge) = challenge {
            headers.insert(WWW_AUTHENTICATE, challenge);
        }
        if let Some(wait) = retry_after {
            headers.insert(RETRY_AFTER, wait);
        }
        response
    }
}
