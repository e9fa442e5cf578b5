//! Everything that can go wrong for people, each with a page of its own.

use axum::http::StatusCode;

use super::portal::PortalFault;
use super::provider::Fault;

/// `education-problem-<what>` and its text say it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Problem {
    #[error("the person said no, or gave up")]
    Cancelled,
    #[error("nothing proves an organisation")]
    NoOrganisation,
    #[error("the answer belongs to no question of this browser")]
    Lost,
    #[error("the identity provider cannot be reached")]
    Away,
    #[error("the portal cannot be reached")]
    PortalAway,
    /// The consent was taken back; the customer is forgotten.
    #[error("the customer ended the connection")]
    Ended {
        /// Whose.
        name: String,
    },
    #[error("the customer has no unlocked profile")]
    Locked {
        /// Where they can have one.
        unlock_url: String,
    },
    #[error("the profile is of a company")]
    Company,
    #[error("this was reported before")]
    Duplicate,
    #[error("the customer did not allow this")]
    Scope,
    #[error("not now, but in {0} seconds")]
    Busy(u32),
    #[error("the portal does not take the report: {0}")]
    Invalid(String),
    #[error("the invitation is not good")]
    Invitation,
    #[error("the form does not fit the browser")]
    Form,
    #[error("there is nothing here")]
    Missing,
    #[error("this is not known here")]
    Unknown,
    #[error("it was refused: {0}")]
    Refused(String),
    #[error("it could not be kept: {0}")]
    Storage(String),
}

impl Problem {
    pub(super) const fn what(&self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::NoOrganisation => "no-organisation",
            Self::Lost => "lost",
            Self::Away => "away",
            Self::PortalAway => "portal-away",
            Self::Ended { .. } => "ended",
            Self::Locked { .. } => "locked",
            Self::Company => "company",
            Self::Duplicate => "duplicate",
            Self::Scope => "scope",
            Self::Busy(_) => "busy",
            Self::Invalid(_) => "invalid",
            Self::Invitation => "invitation",
            Self::Form => "form",
            Self::Missing => "missing",
            Self::Unknown => "unknown",
            Self::Refused(_) => "refused",
            Self::Storage(_) => "storage",
        }
    }

    pub(super) const fn status(&self) -> StatusCode {
        match self {
            Self::Cancelled | Self::Duplicate | Self::Ended { .. } => StatusCode::OK,
            Self::NoOrganisation | Self::Locked { .. } | Self::Company | Self::Scope => {
                StatusCode::FORBIDDEN
            }
            Self::Lost | Self::Form | Self::Invalid(_) => StatusCode::BAD_REQUEST,
            Self::Missing | Self::Unknown | Self::Invitation => StatusCode::NOT_FOUND,
            Self::Away | Self::PortalAway | Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Refused(_) => StatusCode::BAD_GATEWAY,
            Self::Storage(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Away => Self::Away,
            // A code that nobody takes: the person begins again.
            Fault::Ended => Self::Lost,
            Fault::Refused(why) => Self::Refused(why),
        }
    }
}

impl From<PortalFault> for Problem {
    fn from(fault: PortalFault) -> Self {
        match fault {
            PortalFault::Locked { unlock_url } => Self::Locked { unlock_url },
            PortalFault::Scope => Self::Scope,
            PortalFault::Duplicate => Self::Duplicate,
            PortalFault::Invalid(detail) => Self::Invalid(detail),
            PortalFault::Busy(seconds) => Self::Busy(seconds),
            PortalFault::Away => Self::PortalAway,
            other @ (PortalFault::Unauthorized | PortalFault::Strange(_)) => {
                Self::Refused(other.to_string())
            }
        }
    }
}

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        Self::Storage(error.to_string())
    }
}
