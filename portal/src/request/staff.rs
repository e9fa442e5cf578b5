//! Requests of the staff. A route with `Access::Staff` is guarded before its handler; a handler
//! without the guard gets nobody.

use std::ops::Deref;

use axum::extract::{FromRequestParts, RawPathParams, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::Method;
use http::request::Parts as RequestParts;
use shared::claims::Action;
use shared::provider::Away;
use url::form_urlencoded;

use super::areas::{HOME, areas};
use super::signed_in::{KEEP, leaves, sign_in_for};
use super::{Cx, Person};
use crate::app::App;
use crate::cases::{self, Case, CaseId};
use crate::error::page::{PageError, Problem};
use crate::limits::Verdict;
use crate::readings::{self, Reader};
use crate::residents::ResidentId;
use crate::{sessions, unlock};

/// A visit by a member of the staff whose role covers what the route does.
#[derive(Debug)]
pub(crate) struct Staff {
    pub(crate) cx: Cx,
    pub(crate) person: Person,
}

impl Deref for Staff {
    type Target = Cx;

    fn deref(&self) -> &Cx {
        &self.cx
    }
}

impl Staff {
    /// Who it is.
    pub(crate) const fn id(&self) -> &ResidentId {
        &self.person.resident.id
    }

    /// They read cases, or look for them.
    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader {
            entropy: &*self.cx.app.entropy,
            now: self.cx.now,
            staff: self.id(),
        }
    }

    /// Whether they may look for cases once more.
    pub(crate) async fn may_search(&self) -> Result<(), PageError> {
        match readings::may_search(&self.cx.app.limits, self.id(), self.cx.now).await? {
            Verdict::Allowed => Ok(()),
            Verdict::Refused { retry_after } => Err(PageError::too_many(retry_after)),
        }
    }

    /// So many cases are shown to them.
    pub(crate) async fn searched(&self, shown: usize) -> Result<(), PageError> {
        Ok(readings::searched(&self.cx.app.db, self.reader(), shown).await?)
    }

    /// Whether their role covers `action` as well.
    pub(crate) fn may(&self, action: Action) -> bool {
        action.is_allowed(&self.person.session.roles)
    }
}

/// Middleware of the routes for staff: lets through whose role covers `action` and, if it is
/// grave, whose sign-in is fresh.
pub(crate) async fn vet(
    State((app, action)): State<(App, Action)>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut cx = match settled(&app, &mut parts).await {
        Ok(cx) => cx,
        Err(error) => return error.into_response(),
    };
    let Some(person) = &cx.person else {
        return Redirect::to(&sign_in_for(&parts)).into_response();
    };
    if leaves(person, &parts) {
        return Redirect::to(KEEP).into_response();
    }
    let roles = &person.session.roles;
    if !action.is_allowed(roles) {
        let action = action.as_str();
        tracing::info!(action, resident.id = %person.resident.id, "the role does not cover it");
        return PageError::new(Problem::RoleMissing).into_response();
    }
    if action.is_grave() && !is_fresh(&app, &cx, person, &parts.method) {
        return Redirect::to(&fresh_sign_in_for(&parts)).into_response();
    }
    if person.session.is_stale(cx.now) {
        // The provider is away: whether they still have the role is not known.
        return PageError::from(Away).into_response();
    }
    cx.frame = cx.frame.with_areas(areas(roles)).crumb("frame-home", "/");
    if parts.uri.path() != HOME {
        cx.frame = cx.frame.crumb("staff-area-home", HOME);
    }
    parts.extensions.insert(cx);
    next.run(Request::from_parts(parts, body)).await
}

/// The visit, after another request that renews the same tokens right now: roles that are too old
/// open nothing here.
async fn settled(app: &App, parts: &mut RequestParts) -> Result<Cx, PageError> {
    let cx = Cx::from_request_parts(parts, app).await?;
    if let Some(person) = &cx.person
        && person.session.is_stale(cx.now)
        && sessions::is_renewed_soon(&app.db, cx.now, &person.session).await?
    {
        return Cx::from_request_parts(parts, app).await;
    }
    Ok(cx)
}

/// A form that was opened in time may be sent a little later: nothing typed is lost.
fn is_fresh(app: &App, cx: &Cx, person: &Person, method: &Method) -> bool {
    let fresh = app.settings.staff.fresh;
    let allowed = if method == Method::GET {
        fresh
    } else {
        fresh * 3
    };
    person.session.auth_time + allowed >= cx.now
}

/// To the provider with a limit on the age of the sign-in, and back to the page (RFC 9470 §3).
/// What was posted is not repeated: its page stands at the same path.
pub(crate) fn fresh_sign_in_for(parts: &RequestParts) -> String {
    let onward = if parts.method == Method::GET {
        parts.uri.path_and_query().map_or(HOME, |it| it.as_str())
    } else {
        parts.uri.path()
    };
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("frisch", "1")
        .append_pair("weiter", onward)
        .finish();
    format!("/anmelden?{query}")
}

impl FromRequestParts<App> for Staff {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut RequestParts, _: &App) -> Result<Self, PageError> {
        let vetted = parts.extensions.remove::<Cx>();
        let cx = vetted.ok_or_else(|| {
            tracing::error!("a handler for staff stands on a route without the guard");
            PageError::new(Problem::Forbidden)
        })?;
        let person = cx.person.clone();
        let person = person.ok_or_else(|| PageError::new(Problem::Forbidden))?;
        Ok(Self { cx, person })
    }
}

/// A visit to a case: the `{case}` of the path, which is there and is not the visitor's own. That
/// they came is an entry in the log.
#[derive(Debug)]
pub(crate) struct OnCase {
    pub(crate) staff: Staff,
    pub(crate) case: Case,
}

impl FromRequestParts<App> for OnCase {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut RequestParts, app: &App) -> Result<Self, PageError> {
        let staff = Staff::from_request_parts(parts, app).await?;
        let missing = || PageError::new(Problem::NotFound);
        let params = RawPathParams::from_request_parts(parts, app).await;
        let params = params.map_err(|_| missing())?;
        let id = params.iter().find(|(name, _)| *name == "case");
        let id = CaseId::new(id.ok_or_else(missing)?.1.to_owned());
        let mut tx = app.db.read().await?;
        let case = cases::find(&mut tx, &id).await?;
        let own = unlock::is_own(&mut tx, staff.id(), &id).await?;
        tx.commit().await?;
        if own {
            return Err(PageError::new(Problem::OwnCase));
        }
        let case = case.ok_or_else(missing)?;
        readings::look(&app.db, staff.reader(), &id).await?;
        Ok(Self { staff, case })
    }
}
