//! `/letters/v1`: the program that knows postal addresses asks which letters wait, takes their codes
//! and says what became of them. It proves itself by an access token of its own (RFC 6749 §4.4) with
//! the scope `idp.letters`; no person's token opens anything here.

use std::convert::Infallible;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequestParts, Path};
use axum::response::{AppendHeaders, IntoResponse};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use http::header::CACHE_CONTROL;
use http::request::Parts;
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::claims::scope::IDP_LETTERS;
use shared::clock::Timestamp;
use shared::db::Tx;

use crate::accounts::Account;
use crate::app::App;
use crate::error::api::ApiError;
use crate::oauth::{self, ProgramBearer};
use crate::recovery_codes::{self, Kind};
use crate::recovery_letters::hand_over::{self, NoCode};
use crate::recovery_letters::model::{LetterId, Outcome, Refusal};
use crate::request::bearer_token;

/// A request of whoever. The whole request is one instant.
#[derive(Debug)]
pub(super) struct Visit {
    app: App,
    now: Timestamp,
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

impl Visit {
    /// Strangers must not make others wait: they are refused before anything is changed or hashed.
    async fn check(&self) -> Result<(), ApiError> {
        let mut tx = self.app.db.read().await?;
        self.program(&mut tx).await?;
        Ok(tx.commit().await?)
    }

    /// The program, if its token is good for letters.
    async fn program(&self, tx: &mut Tx) -> Result<ProgramBearer, ApiError> {
        let token = self.token.as_deref().ok_or(ApiError::NoToken)?;
        let when = (&self.app.rules, self.now);
        let bearer = oauth::program_bearer(tx, &self.app.clients, when, token).await?;
        let bearer = bearer.ok_or(ApiError::BadToken)?;
        if bearer.scope.contains(IDP_LETTERS) {
            Ok(bearer)
        } else {
            Err(ApiError::Scope(IDP_LETTERS))
        }
    }
}

#[derive(Debug, Serialize)]
struct Requests {
    /// The key that codes are sealed to, so that nobody asks for one who could not open it.
    key: Option<String>,
    requests: Vec<Request>,
}

#[derive(Debug, Serialize)]
struct Request {
    id: String,
    /// The account, as the program knows it.
    sub: String,
    asked_at: i64,
}

#[derive(Debug, Deserialize)]
struct Told {
    outcome: String,
}

/// `GET …/requests`: what waits, the oldest first.
pub(super) async fn list(visit: Visit) -> Result<impl IntoResponse, ApiError> {
    let app = &visit.app;
    let mut tx = app.db.read().await?;
    let program = visit.program(&mut tx).await?;
    let waiting = hand_over::waiting(&mut tx, visit.now).await?;
    tx.commit().await?;
    let requests = waiting.into_iter().map(|letter| Request {
        id: letter.id.as_str().to_owned(),
        sub: app
            .names
            .of(letter.account.as_str(), &program.client)
            .into_owned(),
        asked_at: letter.asked_at.unix(),
    });
    let key = app.settings.letters.public_key.map(|key| key.to_string());
    Ok(no_store(Json(Requests {
        key,
        requests: requests.collect(),
    })))
}

/// `POST …/requests/{id}/code`: the sealed code, again and again until the letter is taken.
pub(super) async fn code(
    visit: Visit,
    Path(id): Path<String>,
) -> Result<impl IntoResponse, ApiError> {
    let app = &visit.app;
    visit.check().await?;
    let key = app.settings.letters.public_key.ok_or(ApiError::NotFound)?;
    let drawn = recovery_codes::draw(&*app.entropy, &app.hasher, 1).await;
    let drawn = drawn.map_err(|busy| ApiError::failed(&busy))?.pop();
    let drawn = drawn.ok_or(ApiError::Failed)?;
    let mut tx = app.db.write().await?;
    let program = visit.program(&mut tx).await?;
    let letter = (&LetterId::new(id), program.client.id.as_str());
    let means = (&*app.entropy, &key);
    let sealed = hand_over::code(&mut tx, means, visit.now, letter, drawn).await?;
    tx.commit().await?;
    let until = Kind::Letter
        .lifetime()
        .map(|it| (sealed.made_at + it).unix());
    Ok(no_store(Json(json!({
        "key": key.to_string(),
        "sealed": STANDARD.encode(&sealed.sealed),
        "expires_at": until,
    }))))
}

/// `POST …/requests/{id}/outcome`: what became of it. Twice is once.
pub(super) async fn settle(
    visit: Visit,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<impl IntoResponse, ApiError> {
    let app = &visit.app;
    visit.check().await?;
    let told: Option<Told> = serde_json::from_slice(&body).ok();
    let outcome = told.and_then(|told| told.outcome.parse::<Outcome>().ok());
    let outcome = outcome.ok_or(ApiError::Invalid(
        "Say {\"outcome\": …} with taken, no_case, address_new or blocked.",
    ))?;
    let mut tx = app.db.write().await?;
    let program = visit.program(&mut tx).await?;
    let letter = (&LetterId::new(id), program.client.id.as_str());
    let entropy = &*app.entropy;
    let settled = hand_over::settle(&mut tx, entropy, visit.now, letter, outcome).await?;
    if let Some((account, why)) = &settled {
        tell(&mut tx, &visit, account, *why).await?;
    }
    tx.commit().await?;
    app.postman.ring();
    Ok(no_store(StatusCode::NO_CONTENT))
}

/// No letter comes: every address reads why, and that the counter helps.
async fn tell(tx: &mut Tx, visit: &Visit, account: &Account, why: Refusal) -> Result<(), ApiError> {
    let app = &visit.app;
    let lang = account.locale.as_deref();
    let lang = lang.unwrap_or(&app.settings.languages.default);
    let values = json!({ "email": account.email.as_str(), "why": why.word() });
    let writer = app.writer(visit.now);
    for address in account.addresses(visit.now) {
        let to = (address.as_str(), lang);
        writer
            .write(tx, to, "recovery_letter_refused", &values)
            .await?;
    }
    Ok(())
}

fn no_store<T: IntoResponse>(answer: T) -> impl IntoResponse {
    (AppendHeaders([(CACHE_CONTROL, "no-store")]), answer)
}

impl From<NoCode> for ApiError {
    fn from(error: NoCode) -> Self {
        match error {
            NoCode::Gone => Self::NotFound,
            NoCode::Store(error) => error.into(),
            fault @ NoCode::Key => Self::failed(&fault),
        }
    }
}
