//! Connecting a customer, reporting a course, disconnecting.
//!
//! Promises: an access token is used until it is old; one refresh at a time for each customer, and
//! the next refresh token is on disk before anything is done with what came along. Who took the
//! consent back is forgotten at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use shared::clock::Timestamp;

use super::app::App;
use super::book::{Course, Customer, Kept, Report};
use super::portal::{PortalFault, Profile};
use super::problem::Problem;
use super::provider::{Fault, SignedIn, Tokens};

/// An access token that is nearly old is not used any more.
const MARGIN: Duration = Duration::from_secs(10);

/// An access token and how long it is good.
type Access = Option<(String, Timestamp)>;
/// Whose turn it is, for each customer.
pub(super) type Turns = Mutex<HashMap<String, Arc<tokio::sync::Mutex<Access>>>>;

impl App {
    /// Keeps the customer for the organisation that invited them.
    pub(super) async fn connect(&self, code: &str, who: SignedIn) -> Result<(), Problem> {
        let SignedIn { sub, tokens, .. } = who;
        let refresh = tokens.refresh.clone().ok_or(Problem::Scope)?;
        let connected = match self.person(&tokens).await {
            Ok(profile) => self.keep(code, &sub, &profile, &tokens, &refresh),
            Err(problem) => Err(problem),
        };
        // What we do not keep we give back.
        let superfluous = match &connected {
            Ok(former) => former.clone(),
            Err(_) => Some(refresh),
        };
        if let Some(token) = superfluous {
            self.give_back(&token).await;
        }
        connected.map(drop)
    }

    /// Courses are for persons, not for companies.
    async fn person(&self, tokens: &Tokens) -> Result<Profile, Problem> {
        let profile = self.portal.profile(&tokens.access).await?;
        if profile.kind == "person" {
            Ok(profile)
        } else {
            Err(Problem::Company)
        }
    }

    /// Spends the invitation; the refresh token of an earlier connection, if there was one.
    fn keep(
        &self,
        code: &str,
        sub: &str,
        profile: &Profile,
        tokens: &Tokens,
        refresh: &str,
    ) -> Result<Option<String>, Problem> {
        let now = self.now();
        let mut customer = Customer {
            id: self.new_id(),
            sub: sub.to_owned(),
            name: profile.name.clone(),
            number: profile.customer_number.clone(),
            connected_at: now,
            refresh_token: refresh.to_owned(),
            reports: Vec::new(),
        };
        let id = customer.id.clone();
        let change = |kept: &mut Kept| {
            let organisation_id = kept.invited_by(code, now)?.0.clone();
            let organisation = kept.organisations.get_mut(&organisation_id)?;
            organisation.invitations.retain(|it| it.code != code);
            let mut former = None;
            if let Some(at) = organisation.customers.iter().position(|it| it.sub == sub) {
                let before = organisation.customers.remove(at);
                customer.reports = before.reports;
                former = Some(before.refresh_token);
            }
            organisation.customers.push(customer);
            Some(former)
        };
        let former = self.book.change(change)?.ok_or(Problem::Invitation)?;
        let access = Some((tokens.access.clone(), tokens.until));
        let turn = Arc::new(tokio::sync::Mutex::new(access));
        self.all_turns().insert(id, turn);
        Ok(former)
    }

    /// Tells the portal that one of the organisation's customers takes part in one of its courses.
    pub(super) async fn report(
        &self,
        organisation_id: &str,
        customer_id: &str,
        course_id: &str,
    ) -> Result<(), Problem> {
        let found = self.book.read(|kept| {
            let organisation = kept.organisations.get(organisation_id)?;
            let customer = organisation
                .customers
                .iter()
                .find(|it| it.id == customer_id)?;
            let course = organisation.courses.iter().find(|it| it.id == course_id)?;
            Some((customer.name.clone(), course.clone()))
        });
        let (name, course) = found.ok_or(Problem::Unknown)?;
        let turn = self.turn(customer_id);
        let mut access = turn.lock().await;
        let told = self.tell(customer_id, &course, &mut access).await;
        if matches!(told, Err(Problem::Ended { .. })) {
            self.book.change(|kept| kept.forget(customer_id))?;
            self.all_turns().remove(customer_id);
            return Err(Problem::Ended { name });
        }
        if matches!(told, Ok(()) | Err(Problem::Duplicate)) {
            let reported_at = self.now();
            self.book.change(|kept| {
                let report = Report {
                    course,
                    reported_at,
                };
                let customer = kept.customer_mut(customer_id);
                if let Some(customer) = customer
                    && customer.reports.iter().all(|it| it.course != report.course)
                {
                    customer.reports.push(report);
                }
            })?;
        }
        told
    }

    /// One refresh at most: what is refused with a fresh token will be refused again.
    async fn tell(&self, id: &str, course: &Course, access: &mut Access) -> Result<(), Problem> {
        let now = self.now();
        let held = access.take().filter(|(_, until)| *until > now + MARGIN);
        let was_held = held.is_some();
        *access = held;
        let token = self.access(id, access).await?;
        match self.portal.report(&token, course).await {
            Err(PortalFault::Unauthorized) if was_held => {
                *access = None;
                let token = self.access(id, access).await?;
                Ok(self.portal.report(&token, course).await?)
            }
            other => Ok(other?),
        }
    }

    /// The access token, refreshed if there is none.
    async fn access(&self, id: &str, access: &mut Access) -> Result<String, Problem> {
        if let Some((token, _)) = access {
            return Ok(token.clone());
        }
        let refresh = |kept: &Kept| kept.customer(id).map(|it| it.refresh_token.clone());
        let refresh = self.book.read(refresh).ok_or(Problem::Unknown)?;
        let portal = self.portal.origin();
        let tokens = self
            .provider
            .refresh(&self.customers, refresh, portal)
            .await;
        let tokens = tokens.map_err(|fault| match fault {
            Fault::Ended => Problem::Ended {
                name: String::new(),
            },
            other => other.into(),
        })?;
        if let Some(next) = tokens.refresh {
            // On disk before it is used: a token used twice ends the access.
            self.book.change(|kept| {
                if let Some(customer) = kept.customer_mut(id) {
                    customer.refresh_token = next;
                }
            })?;
        }
        *access = Some((tokens.access.clone(), tokens.until));
        Ok(tokens.access)
    }

    /// Forgets the customer `sub`; `false` if the provider could not be told.
    pub(super) async fn disconnect(&self, sub: &str, customer_id: &str) -> Result<bool, Problem> {
        let turn = self.turn(customer_id);
        let _access = turn.lock().await;
        let own = |kept: &Kept| {
            let customer = kept.customer(customer_id).filter(|it| it.sub == sub);
            customer.map(|it| it.refresh_token.clone())
        };
        let refresh = self.book.read(own).ok_or(Problem::Unknown)?;
        self.book.change(|kept| kept.forget(customer_id))?;
        self.all_turns().remove(customer_id);
        Ok(self.give_back(&refresh).await)
    }

    async fn give_back(&self, refresh: &str) -> bool {
        let given = self.provider.revoke(&self.customers, refresh).await;
        if let Err(error) = &given {
            tracing::warn!(%error, "a refresh token cannot be given back");
        }
        given.is_ok()
    }

    fn turn(&self, id: &str) -> Arc<tokio::sync::Mutex<Access>> {
        Arc::clone(self.all_turns().entry(id.to_owned()).or_default())
    }

    fn all_turns(
        &self,
    ) -> std::sync::MutexGuard<'_, HashMap<String, Arc<tokio::sync::Mutex<Access>>>> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
