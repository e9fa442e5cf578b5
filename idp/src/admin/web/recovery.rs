//! `/admin/v1/accounts/{id}/recovery`: a recovery code at the counter, by two.

use axum::Json;
use axum::extract::Path;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::db::Tx;

use super::accounts::{reason, target};
use super::caller::{Content, Visit, body};
use crate::accounts::AccountId;
use crate::admin::calls::{APPROVE_RECOVERY, ASK_RECOVERY};
use crate::counter_codes::{self, Approved, CounterError};
use crate::error::api::{ApiError, Conflict};
use crate::recovery_codes;

/// What waits for a second person.
#[derive(Debug, Serialize)]
pub(super) struct Waiting {
    request: String,
    expires_at: i64,
}

/// The code, in this one answer.
#[derive(Serialize)]
pub(super) struct Handed {
    code: String,
    expires_at: Option<i64>,
}

#[derive(Debug, Deserialize)]
struct Which {
    request: Option<String>,
}

/// `POST …/recovery`: how the person proved who they are. Nothing is handed over yet.
pub(super) async fn ask(
    visit: Visit,
    Path(id): Path<String>,
    content: Content,
) -> Result<(StatusCode, Json<Waiting>), ApiError> {
    visit.check(&ASK_RECOVERY).await?;
    let evidence = reason(&content)?;
    let id = AccountId::new(id);
    let (mut tx, caller) = visit.write(&ASK_RECOVERY).await?;
    target(&mut tx, &caller, (&ASK_RECOVERY, &id)).await?;
    let (entropy, wish) = (&*visit.app.entropy, (&id, evidence.as_str()));
    let asked = counter_codes::ask(&mut tx, entropy, visit.now, &caller.id, wish).await?;
    tx.commit().await?;
    let waiting = Waiting {
        request: asked.id,
        expires_at: asked.expires_at.unix(),
    };
    Ok((StatusCode::CREATED, Json(waiting)))
}

/// `POST …/recovery/approval`: by another one, who gets the code.
pub(super) async fn approve(
    visit: Visit,
    Path(id): Path<String>,
    content: Content,
) -> Result<Json<Handed>, ApiError> {
    visit.check(&APPROVE_RECOVERY).await?;
    let which: Which = body(&content)?;
    let id = AccountId::new(id);
    let app = &visit.app;
    let drawn = recovery_codes::draw(&*app.entropy, &app.hasher, 1).await;
    let drawn = drawn.map_err(|busy| ApiError::failed(&busy))?.pop();
    let drawn = drawn.ok_or(ApiError::Failed)?;
    let (mut tx, caller) = visit.write(&APPROVE_RECOVERY).await?;
    target(&mut tx, &caller, (&APPROVE_RECOVERY, &id)).await?;
    let request = which.request.ok_or(ApiError::Invalid(
        "Name the request that is approved: {\"request\": …}.",
    ))?;
    let (entropy, wish) = (&*app.entropy, (&id, request.as_str()));
    let approved = counter_codes::approve(&mut tx, entropy, visit.now, &caller.id, wish, drawn);
    let approved = approved.await?;
    tell(&mut tx, &visit, &approved).await?;
    tx.commit().await?;
    app.postman.ring();
    Ok(Json(Handed {
        code: approved.code.reveal().to_string(),
        expires_at: approved.expires_at.map(shared::clock::Timestamp::unix),
    }))
}

/// Every address of the account reads that a code was handed over.
async fn tell(tx: &mut Tx, visit: &Visit, approved: &Approved) -> Result<(), ApiError> {
    let (app, account) = (&visit.app, &approved.account);
    let lang = account.locale.as_deref();
    let lang = lang.unwrap_or(&app.settings.languages.default);
    let values = json!({
        "email": account.email.as_str(),
        "at": visit.now.unix(),
        "forgotten": app.url("/passwort-vergessen"),
    });
    let writer = app.writer(visit.now);
    for address in account.addresses(visit.now) {
        let to = (address.as_str(), lang);
        writer.write(tx, to, "recovery_counter", &values).await?;
    }
    Ok(())
}

impl From<CounterError> for ApiError {
    fn from(error: CounterError) -> Self {
        match error {
            CounterError::Unknown => Self::NotFound,
            CounterError::OwnAccount => Conflict::OwnAccount.into(),
            CounterError::SamePerson => Conflict::SamePerson.into(),
            CounterError::Deactivated => Conflict::Deactivated.into(),
            CounterError::Store(error) => error.into(),
        }
    }
}
