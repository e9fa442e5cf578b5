//! The provider's counter as a visit of the staff sees it, and what the visitor meets when the
//! provider did not do what they wanted: a fresh sign-in, the end of the session, a page.

use axum::response::{IntoResponse, Redirect, Response};
use http::HeaderValue;
use http::header::SET_COOKIE;
use shared::db::StoreError;
use shared::pages::{Frame, PagesError};
use url::form_urlencoded;

use super::{Cx, Staff, clear_session_cookie};
use crate::approvals::{self, Asked, Deed};
use crate::error::page::{PageError, Problem};
use crate::provider_admin::{AdminError, Console};
use crate::residents::ResidentId;
use crate::sessions;
use shared::provider::Away;

/// How long to wait when the provider asks to slow down (seconds).
const PAUSE: i64 = 60;

/// Why a handler does not go on.
#[derive(Debug)]
pub(crate) enum Stop {
    /// A page says why.
    Page(PageError),
    /// The way goes on elsewhere.
    Elsewhere(String),
    /// The login is over; the cookie goes.
    SignedOut(HeaderValue),
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        match self {
            Self::Page(error) => error.into_response(),
            Self::Elsewhere(path) => Redirect::to(&path).into_response(),
            Self::SignedOut(cookie) => {
                ([(SET_COOKIE, cookie)], Redirect::to("/abgemeldet")).into_response()
            }
        }
    }
}

impl From<PageError> for Stop {
    fn from(error: PageError) -> Self {
        Self::Page(error)
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Page(PageError::new(problem))
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Page(error.into())
    }
}

impl From<PagesError> for Stop {
    fn from(error: PagesError) -> Self {
        Self::Page(error.into())
    }
}

/// To the provider for a sign-in that is only minutes old, and back to `page`.
pub(crate) fn fresh_sign_in(page: &str) -> Stop {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("frisch", "1")
        .append_pair("weiter", page)
        .finish();
    Stop::Elsewhere(format!("/anmelden?{query}"))
}

impl Staff {
    /// The visit in another frame.
    pub(crate) fn within(&self, frame: Frame) -> Cx {
        Cx {
            frame,
            ..self.cx.clone()
        }
    }

    /// Calls the provider in this person's name.
    pub(crate) fn console(&self) -> Console<'_> {
        Console {
            db: &self.app.db,
            rp: &self.app.rp,
            provider: &self.app.provider,
            entropy: &*self.app.entropy,
            sealing: self.app.session_sealing(),
            now: self.now,
            session: &self.person.session,
        }
    }

    /// Lets `deed` wait for a second person; the page of what waits says so. `about` is the
    /// resident whom it concerns. Where something else waits already, nothing is kept.
    pub(crate) async fn lay_before(
        &self,
        about: Option<&ResidentId>,
        deed: &Deed,
    ) -> Result<Response, PageError> {
        let app = &self.app;
        let mut tx = app.db.write().await?;
        let whom = (self.id(), about);
        let asked = approvals::ask(&mut tx, &*app.entropy, self.now, whom, deed).await?;
        tx.commit().await?;
        let id = match asked {
            Asked::New(id) | Asked::Already(id) => id,
            Asked::Taken => return Err(PageError::new(Problem::AlreadyWaiting)),
        };
        let page = format!("/sachbearbeitung/freigaben/{id}");
        Ok(Redirect::to(&page).into_response())
    }

    /// Whether the sign-in is fresh enough for something grave.
    pub(crate) fn is_fresh(&self) -> bool {
        self.person.session.auth_time + self.app.settings.staff.fresh >= self.now
    }

    /// What the visitor meets instead; after a fresh sign-in they are back at `page`.
    pub(crate) async fn stopped(&self, error: AdminError, page: &str) -> Stop {
        match error {
            AdminError::NotFresh => fresh_sign_in(page),
            AdminError::SignedOut => self.signed_out().await,
            AdminError::Forbidden => Problem::RoleMissing.into(),
            AdminError::NotFound => Problem::NotFound.into(),
            AdminError::Conflict(_) | AdminError::Invalid => Problem::BadRequest.into(),
            AdminError::Away => Stop::Page(Away.into()),
            AdminError::TooMany => Stop::Page(PageError::too_many(PAUSE)),
            AdminError::Store(error) => error.into(),
            error @ AdminError::Untrusted(_) => Stop::Page(PageError::internal(error)),
        }
    }

    /// The provider does not know the login any more: neither do we.
    async fn signed_out(&self) -> Stop {
        let ended = async {
            let mut tx = self.app.db.write().await?;
            let sealing = self.app.session_sealing();
            sessions::end(&mut tx, &sealing, &self.person.session.id).await?;
            tx.commit().await
        };
        match ended.await {
            Ok(()) => Stop::SignedOut(clear_session_cookie(&self.app)),
            Err(error) => error.into(),
        }
    }
}
