//! A body that the protocol reads: one form, in UTF-8, not longer than any honest request
//! (RFC 6749, appendix B).

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use crate::app::App;
use crate::error::page::{PageError, Problem};
use crate::error::protocol::TokenRefusal;
use crate::oauth::fault::{Fault, OAuthCode};
use crate::oauth::params::{LONGEST, Unreadable};

/// The text of a form; which parameters it has is not looked at yet.
#[derive(Debug)]
pub(super) struct Form(pub(super) String);

/// Why there is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormFault {
    /// It says to be something else, or does not say what it is.
    Kind,
    /// More than any honest request, or cut off on the way.
    TooLong,
    /// Not UTF-8.
    NoText,
}

impl FromRequest<App> for Form {
    type Rejection = FormFault;

    async fn from_request(request: Request, app: &App) -> Result<Self, FormFault> {
        if !is_form(request.headers()) {
            return Err(FormFault::Kind);
        }
        let body = Bytes::from_request(request, app).await;
        let body = body.ok().filter(|body| body.len() <= LONGEST);
        let body = body.ok_or(FormFault::TooLong)?;
        let text = String::from_utf8(body.into()).map_err(|_| FormFault::NoText)?;
        Ok(Self(text))
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let mut kinds = headers.get_all(CONTENT_TYPE).iter();
    let kind = kinds.next().and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or("");
    kind.trim()
        .eq_ignore_ascii_case("application/x-www-form-urlencoded")
        && kinds.next().is_none()
}

impl From<Unreadable> for FormFault {
    fn from(fault: Unreadable) -> Self {
        match fault {
            Unreadable::TooLong => Self::TooLong,
            Unreadable::NoText => Self::NoText,
        }
    }
}

impl FormFault {
    pub(super) const fn status(self) -> StatusCode {
        match self {
            Self::Kind | Self::NoText => StatusCode::BAD_REQUEST,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
        }
    }

    /// As a program is told.
    pub(super) const fn fault(self) -> Fault {
        let words = match self {
            Self::Kind => "the body must be application/x-www-form-urlencoded",
            Self::TooLong => Unreadable::TooLong.words(),
            Self::NoText => Unreadable::NoText.words(),
        };
        Fault::new(OAuthCode::InvalidRequest, words)
    }
}

impl IntoResponse for FormFault {
    fn into_response(self) -> Response {
        let mut response = TokenRefusal(self.fault()).into_response();
        *response.status_mut() = self.status();
        response
    }
}

/// As a person is told whose browser sent it.
impl From<FormFault> for PageError {
    fn from(fault: FormFault) -> Self {
        Self::new(match fault {
            FormFault::TooLong => Problem::TooLarge,
            FormFault::Kind | FormFault::NoText => Problem::BadRequest,
        })
    }
}
