//! One visit of one browser: when, in which language, by whom.

use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::response::Response;
use http::StatusCode;
use http::request::Parts as RequestParts;
use shared::clock::Timestamp;
use shared::forms::{Author, ShownAt, Visitor};
use shared::pages::{Frame, Page, SignedIn as FramePerson};
use shared::secret::TokenHash;
use shared::serve::ClientAddress;

use super::session_token;
use crate::app::App;
use crate::error::page::{PageError, Problem};
use crate::profiles;
use crate::residents::{self, Resident};
use crate::sessions::{self, Refreshed, Session};

/// A session younger than this is not written for being seen (seconds).
const TOUCH_AFTER: i64 = 30;

/// Who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) session: Session,
    pub(crate) resident: Resident,
}

/// The visit. The whole request is one instant.
#[derive(Debug, Clone)]
pub(crate) struct Cx {
    pub(crate) app: App,
    pub(crate) now: Timestamp,
    pub(crate) frame: Frame,
    /// Which browser.
    pub(crate) visitor: TokenHash,
    /// The client's address, as far as trusted proxies tell.
    pub(crate) address: IpAddr,
    /// Whoever is signed in.
    pub(crate) person: Option<Person>,
}

impl Cx {
    /// The language of the visit.
    pub(crate) fn lang(&self) -> &str {
        &self.frame.lang
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
        let person = find_person(app, parts, now).await?;
        let frame = match &person {
            Some(person) => dress(app, frame, parts, person, now).await?,
            None => frame,
        };
        Ok(Self {
            app: app.clone(),
            now,
            frame,
            visitor: visitor.hash(),
            address,
            person,
        })
    }
}

/// The signed-in person of this request: seen, and with tokens that are fresh if they can be.
async fn find_person(
    app: &App,
    parts: &RequestParts,
    now: Timestamp,
) -> Result<Option<Person>, PageError> {
    let Some(token) = session_token(app, &parts.headers) else {
        return Ok(None);
    };
    let mut tx = app.db.read().await?;
    let found = sessions::find(&mut tx, &token.hash(), now, app.lifetimes()).await?;
    tx.commit().await?;
    let Some((mut session, resident)) = found else {
        return Ok(None);
    };
    let sealing = app.session_sealing();
    let secrets = (&*app.entropy, &sealing);
    let refreshed = sessions::refresh_if_due((&app.db, &app.rp), secrets, now, &session).await?;
    match refreshed {
        Refreshed::Ended => return Ok(None),
        Refreshed::Lives => {}
        Refreshed::Renewed => {
            let mut tx = app.db.read().await?;
            let found = sessions::find(&mut tx, &token.hash(), now, app.lifetimes()).await?;
            tx.commit().await?;
            let Some((renewed, _)) = found else {
                return Ok(None);
            };
            session = renewed;
        }
    }
    if now.seconds_since(session.last_seen_at) > TOUCH_AFTER {
        let mut tx = app.db.write().await?;
        sessions::touch(&mut tx, &session.id, now).await?;
        tx.commit().await?;
        session.last_seen_at = now;
    }
    Ok(Some(Person { session, resident }))
}

/// Whom the page is shown to, and where it stands, sealed for its forms.
fn author(app: &App, parts: &RequestParts, resident: &Resident) -> String {
    let own = parts.uri.path_and_query().map_or("/", |it| it.as_str());
    let shown = parts.extensions.get::<ShownAt>();
    let page = shown.map_or(own, |ShownAt(page)| page);
    let author = Author::new(resident.id.as_str(), page);
    author.seal(&app.sealing.derive("drafts"), &*app.entropy)
}

/// The frame as this person sees it; a language chosen on this page stays chosen.
async fn dress(
    app: &App,
    frame: Frame,
    parts: &RequestParts,
    person: &Person,
    now: Timestamp,
) -> Result<Frame, PageError> {
    let resident = &person.resident;
    let frame = frame.in_account_language(resident.locale.as_deref());
    let asked = url::form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes())
        .any(|(name, value)| name == "lang" && value == frame.lang);
    if asked && resident.locale.as_deref() != Some(&frame.lang) {
        let mut tx = app.db.write().await?;
        residents::set_locale(&mut tx, &resident.id, &frame.lang).await?;
        tx.commit().await?;
    }
    let mut tx = app.db.read().await?;
    let current = profiles::current(&mut tx, &person.session).await?;
    tx.commit().await?;
    let is_staff = !person.session.roles.is_empty();
    let shown = profiles::in_frame(app, &frame.lang, current.as_ref(), (resident, is_staff))?;
    let deadline = app.lifetimes().deadline(&person.session);
    let frame = frame.authored(author(app, parts, resident));
    Ok(frame.for_person(FramePerson {
        name: shown.name,
        detail: shown.detail,
        seconds_left: deadline.seconds_since(now),
        extend_url: "/sitzung/verlaengern".to_owned(),
        sign_out_url: "/abmelden".to_owned(),
        sign_in_url: "/anmelden".to_owned(),
        menu: shown.menu,
    }))
}
