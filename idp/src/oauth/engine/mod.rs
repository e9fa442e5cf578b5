//! The code grant: `oxide_auth::code_grant`'s state machines, driven by loops of our own.
//!
//! The machines know the order of things and check what belongs together: client and code,
//! redirect URI, narrowing of scopes. They ask for everything else, and a [`GrantStore`] answers
//! inside the one transaction of the exchange. Types of oxide-auth end here. Time does too: the
//! machines read the system's clock, so they are handed grants without an end, and the store
//! decides what has expired by the server's clock.
//!
//! | machine | RFC 6749 | file |
//! |---|---|---|
//! | `Authorization` | §4.1.1 | `authorize.rs` |
//! | `AccessToken` | §4.1.3 | `access_token.rs` |
//! | `Refresh` | §6 | `refresh.rs` |
//! | `ClientCredentials` | §4.4 | `client_credentials.rs` |

mod access_token;
mod authorize;
mod client_credentials;
mod passing;
mod refresh;

use shared::db::StoreError;
use shared::secret::Token;

pub(super) use access_token::{Redemption, access_token};
pub(super) use authorize::{CodeRequest, authorize};
pub(super) use client_credentials::client_credentials;
pub(super) use passing::Passing;
pub(super) use refresh::{Refreshing, refresh};

use crate::oauth::fault::{Fault, OAuthCode};

/// Why a grant gives nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EngineFault {
    /// The protocol has a word for it.
    #[error("{}", .0.description)]
    Protocol(Fault),
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl EngineFault {
    const fn new(code: OAuthCode, description: &'static str) -> Self {
        Self::Protocol(Fault::new(code, description))
    }

    /// The code or refresh token will not do; why is not told.
    pub(super) const fn invalid_grant() -> Self {
        Self::new(
            OAuthCode::InvalidGrant,
            "the grant is invalid, expired, used or another client's",
        )
    }

    const fn broken() -> Self {
        Self::new(OAuthCode::ServerError, "the grant engine stopped")
    }
}

/// Tokens of one exchange.
#[derive(Debug)]
pub(super) struct Issued {
    pub(super) access_token: String,
    pub(super) refresh_token: Option<Token>,
}

/// Where grants live.
pub(super) trait GrantStore {
    /// Keeps a grant and gives its code.
    async fn put_code(&mut self, grant: Passing) -> Result<Token, EngineFault>;
    /// The grant of an unused code, which is used from now on.
    async fn take_code(&mut self, code: &str) -> Result<Option<Passing>, EngineFault>;
    /// The tokens of a grant.
    async fn issue(&mut self, grant: &Passing) -> Result<Issued, EngineFault>;
    /// The grant of a refresh token.
    async fn recover_refresh(&mut self, token: &str) -> Result<Option<Passing>, EngineFault>;
    /// The tokens of a grant in exchange for its refresh token, which is used from now on.
    async fn rotate(&mut self, token: &str, grant: &Passing) -> Result<Issued, EngineFault>;
}
