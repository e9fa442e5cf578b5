//! One visit of one browser: when, in which language, by whom.

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use axum::extract::FromRequestParts;
use axum::response::Response;
use http::StatusCode;
use http::header::USER_AGENT;
use http::request::Parts as RequestParts;
use shared::clock::Timestamp;
use shared::forms::{Author, ShownAt, Visitor};
use shared::pages::{Frame, NavLink, Page, SignedIn as FramePerson};
use shared::secret::TokenHash;
use shared::serve::ClientAddress;
use url::form_urlencoded;

use super::device_cookie::device_cookie;
use super::session_token;
use crate::accounts::Account;
use crate::app::App;
use crate::browsers::Visit;
use crate::error::page::{PageError, Problem};
use crate::interactions::InteractionId;
use crate::limits::{Attempt, Spent};
use crate::passwords::Line;
use crate::sessions::{self, Session, Stage};

/// A session younger than this is not written for being seen (seconds).
const TOUCH_AFTER: i64 = 30;

/// Who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) session: Session,
    pub(crate) account: Account,
}

/// What is known of a visit once somebody has asked for it, for the page of its failure.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen(Arc<OnceLock<(Frame, bool)>>);

impl Seen {
    /// The frame, as the person sees it, and whether they are wholly signed in.
    pub(crate) fn get(&self) -> Option<(Frame, bool)> {
        self.0.get().cloned()
    }
}

/// The visit. The whole request is one instant.
#[derive(Debug)]
pub(crate) struct Cx {
    pub(crate) app: App,
    pub(crate) now: Timestamp,
    pub(crate) frame: Frame,
    /// Which browser.
    pub(crate) visitor: TokenHash,
    /// The client's address, as far as trusted proxies tell.
    pub(crate) address: IpAddr,
    /// What the browser shows and says of itself.
    pub(crate) visit: Visit,
    /// The waiting request that the address names (`?vorgang=`).
    pub(crate) vorgang: Option<InteractionId>,
    /// Whether the person has turned back from proving more (`?ohne=1`).
    pub(crate) declined: bool,
    /// Whoever is signed in, in whatever stage.
    pub(crate) person: Option<Person>,
}

impl Cx {
    /// The language of the visit.
    pub(crate) fn lang(&self) -> &str {
        &self.frame.lang
    }

    /// `path` with the waiting request carried along.
    pub(crate) fn carry(&self, path: &str) -> String {
        carry(path, self.vorgang.as_ref())
    }

    /// Counts an attempt, or answers that it may not be made now.
    pub(crate) async fn attempt(&self, attempt: Attempt) -> Result<Spent, PageError> {
        Ok(self.app.limits.attempt(attempt, self.now).await??)
    }

    /// The password rule as the page's checklist.
    pub(crate) fn password_checklist(&self, repeated: &'static str) -> Vec<Line> {
        self.app.passwords.rule().checklist(repeated)
    }

    /// A page, 200.
    pub(crate) fn render(&self, page: &impl Page) -> Result<Response, PageError> {
        self.render_as(StatusCode::OK, page)
    }

    /// A page with another status: 422 for a form with mistakes.
    pub(crate) fn render_as(
        &self,
        status: StatusCode,
        page: &impl Page,
    ) -> Result<Response, PageError> {
        Ok(self.app.pages.reply_with(status, page, &self.frame)?)
    }
}

/// `path` with `vorgang` carried along.
pub(crate) fn carry(path: &str, vorgang: Option<&InteractionId>) -> String {
    match vorgang {
        Some(id) if path.contains('?') => format!("{path}&vorgang={id}"),
        Some(id) => format!("{path}?vorgang={id}"),
        None => path.to_owned(),
    }
}

impl FromRequestParts<App> for Cx {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut RequestParts, app: &App) -> Result<Self, PageError> {
        let unframed = |_| PageError::new(Problem::Internal);
        let frame = Frame::from_request_parts(parts, app)
            .await
            .map_err(unframed)?;
        let visitor = Visitor::from_request_parts(parts, app)
            .await
            .map_err(unframed)?;
        let Ok(ClientAddress(address)) = ClientAddress::from_request_parts(parts, app).await;
        let now = app.clock.now();
        let mut person = find_person(app, parts, now).await?;
        let query = parts.uri.query().unwrap_or_default();
        if let Some(person) = &mut person {
            keep_language(app, person, query, &frame.lang).await?;
        }
        let vorgang = form_urlencoded::parse(query.as_bytes())
            .find(|(name, _)| name == "vorgang")
            .and_then(|(_, value)| value.parse().ok());
        let declined = form_urlencoded::parse(query.as_bytes())
            .any(|(name, value)| name == "ohne" && value == "1");
        let frame = match &person {
            Some(person) => frame
                .in_account_language(language(person))
                .for_person(frame_person(app, person, now))
                .authored(author(app, parts, person)),
            None => frame,
        };
        if let Some(Seen(seen)) = parts.extensions.get() {
            let stage = person.as_ref().map(|person| person.session.stage);
            // Of two looks in one request, either will do.
            let _ = seen.set((frame.clone(), stage == Some(Stage::Full)));
        }
        Ok(Self {
            app: app.clone(),
            now,
            frame,
            visitor: visitor.hash(),
            visit: visit(app, parts, address),
            address,
            vorgang,
            declined,
            person,
        })
    }
}

/// Whom the page is shown to, and where it stands, sealed for its forms.
fn author(app: &App, parts: &RequestParts, person: &Person) -> String {
    let own = parts.uri.path_and_query().map_or("/", |it| it.as_str());
    let shown = parts.extensions.get::<ShownAt>();
    let page = shown.map_or(own, |ShownAt(page)| page);
    let author = Author::new(person.account.id.as_str(), page);
    author.seal(&app.sealing.derive("drafts"), &*app.entropy)
}

fn visit(app: &App, parts: &RequestParts, address: IpAddr) -> Visit {
    let agent = parts.headers.get(USER_AGENT);
    let agent = agent.and_then(|value| value.to_str().ok());
    let shown = device_cookie(app, &parts.headers);
    Visit::new(
        &shown.unwrap_or_default(),
        agent.unwrap_or_default(),
        address,
    )
}

/// The language of a signed-in person: chosen in this session, else the account's.
fn language(person: &Person) -> Option<&str> {
    let chosen = person.session.locale.as_deref();
    chosen.or(person.account.locale.as_deref())
}

/// A language asked for by `?lang=` holds for the rest of the session.
async fn keep_language(
    app: &App,
    person: &mut Person,
    query: &str,
    lang: &str,
) -> Result<(), PageError> {
    let asked = form_urlencoded::parse(query.as_bytes())
        .any(|(name, value)| name == "lang" && value.eq_ignore_ascii_case(lang));
    if asked && language(person) != Some(lang) {
        let mut tx = app.db.write().await?;
        sessions::set_locale(&mut tx, &person.session.sid, lang).await?;
        tx.commit().await?;
        person.session.locale = Some(lang.to_owned());
    }
    Ok(())
}

async fn find_person(
    app: &App,
    parts: &RequestParts,
    now: Timestamp,
) -> Result<Option<Person>, PageError> {
    let Some(token) = session_token(app, &parts.headers) else {
        return Ok(None);
    };
    let mut tx = app.db.read().await?;
    let found = sessions::find(&mut tx, &token.hash(), now, app.lifetimes).await?;
    tx.commit().await?;
    let Some((mut session, account)) = found else {
        return Ok(None);
    };
    if now.seconds_since(session.last_seen_at) > TOUCH_AFTER {
        let mut tx = app.db.write().await?;
        sessions::touch(&mut tx, &session.sid, now, app.lifetimes).await?;
        tx.commit().await?;
        session.last_seen_at = now;
    }
    Ok(Some(Person { session, account }))
}

fn frame_person(app: &App, person: &Person, now: Timestamp) -> FramePerson {
    let deadline = app.lifetimes.deadline(&person.session);
    FramePerson {
        name: person.account.email.as_str().to_owned(),
        detail: None,
        seconds_left: deadline.seconds_since(now),
        extend_url: "/sitzung/verlaengern".to_owned(),
        sign_out_url: "/abmelden".to_owned(),
        sign_in_url: "/anmelden".to_owned(),
        menu: match person.session.stage {
            Stage::Full => vec![NavLink::new("factors-account-title", "/konto")],
            Stage::Enrolling | Stage::Recovering | Stage::Leaving => Vec::new(),
        },
    }
}
