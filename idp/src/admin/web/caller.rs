//! Who calls, and whether they may.

use std::convert::Infallible;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use http::header::CONTENT_TYPE;
use http::request::Parts;
use serde::de::DeserializeOwned;
use shared::claims::scope::{IDP_ACCOUNTS, IDP_INVITATIONS};
use shared::claims::{Action, Role};
use shared::clock::Timestamp;
use shared::db::Tx;

use crate::accounts::AccountId;
use crate::admin::AdminCall;
use crate::app::App;
use crate::error::api::{ApiError, Conflict};
use crate::lifecycle::DeedError;
use crate::limits::{Limit, Verdict};
use crate::oauth;
use crate::request::bearer_token;
use crate::roles::{self, Actor};

/// A request to the admin API, of whoever. The whole request is one instant.
#[derive(Debug)]
pub(super) struct Visit {
    pub(super) app: App,
    pub(super) now: Timestamp,
    token: Option<String>,
}

impl FromRequestParts<App> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self {
            app: app.clone(),
            now: app.clock.now(),
            token: bearer_token(&parts.headers).map(str::to_owned),
        })
    }
}

/// A member of the staff whose token carries the scope.
#[derive(Debug)]
pub(super) struct Caller {
    pub(super) id: AccountId,
    /// The present ones, whatever the token says.
    roles: Vec<Role>,
    auth_time: Option<Timestamp>,
    now: Timestamp,
    /// How old the sign-in may be, in seconds.
    fresh: i64,
}

impl Caller {
    pub(super) fn actor(&self) -> Actor<'_> {
        Actor::Staff {
            id: &self.id,
            roles: &self.roles,
        }
    }

    /// One of `actions` is allowed, and the sign-in fresh enough for it. Whoever opened a form with
    /// a fresh sign-in has twice as long to fill it in: the portal lets it through so late too.
    pub(super) fn may(&self, actions: &[Action]) -> Result<(), ApiError> {
        let mut allowed = actions
            .iter()
            .filter(|action| action.is_allowed(&self.roles))
            .peekable();
        if allowed.peek().is_none() {
            return Err(ApiError::Forbidden);
        }
        let is_fresh = self
            .auth_time
            .is_some_and(|at| self.now.seconds_since(at) <= self.fresh.saturating_mul(3));
        if is_fresh || allowed.any(|action| !action.is_grave()) {
            Ok(())
        } else {
            Err(ApiError::Stale {
                max_age: self.fresh,
            })
        }
    }

    /// The same for a call that is about an account with these roles.
    pub(super) fn may_on(&self, call: &AdminCall, target: &[Role]) -> Result<(), ApiError> {
        self.may(if target.is_empty() {
            call.actions
        } else {
            call.on_staff
        })
    }
}

impl Visit {
    /// Who calls, if the token is good for one of `scopes`; whether they may is not said yet.
    async fn caller(&self, tx: &mut Tx, scopes: &[&'static str]) -> Result<Caller, ApiError> {
        let token = self.token.as_deref().ok_or(ApiError::NoToken)?;
        let when = (&self.app.rules, self.now);
        let bearer = oauth::bearer(tx, &self.app.clients, when, token).await?;
        let bearer = bearer.ok_or(ApiError::BadToken)?;
        if !scopes.iter().any(|scope| bearer.scope.contains(scope)) {
            return Err(ApiError::Scope(scopes.first().copied().unwrap_or_default()));
        }
        let fresh = self.app.settings.staff.fresh.as_secs();
        Ok(Caller {
            roles: roles::of(tx, &bearer.account).await?,
            id: bearer.account,
            auth_time: bearer.auth_time,
            now: self.now,
            fresh: i64::try_from(fresh).unwrap_or(i64::MAX),
        })
    }

    /// The caller of `call`, who may do it at least to somebody. Leaves no transaction open.
    pub(super) async fn check(&self, call: &AdminCall) -> Result<Caller, ApiError> {
        let mut tx = self.app.db.read().await?;
        let caller = self.caller(&mut tx, &[call.scope]).await?;
        let anywhere: Vec<Action> = [call.actions, call.on_staff].concat();
        caller.may(&anywhere)?;
        Ok(caller)
    }

    /// A transaction for reading, and the caller.
    pub(super) async fn read(&self, call: &AdminCall) -> Result<(Tx, Caller), ApiError> {
        let mut tx = self.app.db.read().await?;
        let caller = self.caller(&mut tx, &[call.scope]).await?;
        Ok((tx, caller))
    }

    /// A transaction that changes something, under the staff book's lock, and the caller, checked
    /// inside it. Only after [`check`](Self::check): strangers must not make others wait.
    pub(super) async fn write(&self, call: &AdminCall) -> Result<(Tx, Caller), ApiError> {
        let mut tx = self.app.db.write().await?;
        roles::lock(&mut tx, self.now).await?;
        let caller = self.caller(&mut tx, &[call.scope]).await?;
        Ok((tx, caller))
    }

    /// Counts a try.
    pub(super) async fn spend(&self, limit: Limit, key: &str) -> Result<(), ApiError> {
        match self.app.limits.spend(limit, key, self.now).await? {
            Verdict::Allowed => Ok(()),
            Verdict::Refused { retry_after } => Err(ApiError::TooMany { retry_after }),
        }
    }
}

/// A body, which is looked at only once the caller is known.
#[derive(Debug)]
pub(super) struct Content(Result<Bytes, ApiError>);

impl FromRequest<App> for Content {
    type Rejection = Infallible;

    async fn from_request(request: Request, app: &App) -> Result<Self, Infallible> {
        let kind = request.headers().get(CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        Ok(Self(if kind.eq_ignore_ascii_case("application/json") {
            let bytes = Bytes::from_request(request, app).await;
            bytes.map_err(|_| ApiError::TooLarge)
        } else {
            Err(ApiError::Invalid("The body must be application/json."))
        }))
    }
}

/// Reads a JSON body.
pub(super) fn body<T: DeserializeOwned>(content: &Content) -> Result<T, ApiError> {
    let bytes = content.0.as_ref().map_err(|error| *error)?;
    serde_json::from_slice(bytes)
        .map_err(|_| ApiError::Invalid("The body is not the JSON that is asked for here."))
}

/// A path that does not exist: told only to who may ask for others.
pub(super) async fn nothing_here(visit: Visit) -> ApiError {
    stranger(&visit).await.unwrap_or(ApiError::NotFound)
}

/// A method that does not exist.
pub(super) async fn wrong_method(visit: Visit) -> ApiError {
    stranger(&visit).await.unwrap_or(ApiError::Method)
}

async fn stranger(visit: &Visit) -> Option<ApiError> {
    let asked = async {
        let mut tx = visit.app.db.read().await?;
        let scopes = [IDP_ACCOUNTS, IDP_INVITATIONS];
        visit.caller(&mut tx, &scopes).await?.may(&[Action::Enter])
    };
    asked.await.err()
}

impl From<DeedError> for ApiError {
    fn from(error: DeedError) -> Self {
        match error {
            DeedError::Unknown => Self::NotFound,
            DeedError::OwnAccount => Conflict::OwnAccount.into(),
            DeedError::LastLead => Conflict::LastLead.into(),
            DeedError::AboveOwnRole => Conflict::AboveOwnRole.into(),
            DeedError::NotStaff => Conflict::NotStaff.into(),
            DeedError::Store(error) => error.into(),
        }
    }
}
