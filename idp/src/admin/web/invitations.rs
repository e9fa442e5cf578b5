//! `/admin/v1/invitations`.

use axum::Json;
use axum::extract::Path;
use http::StatusCode;
use serde::{Deserialize, Serialize};

use super::accounts::read_roles;
use super::caller::{Content, Visit, body};
use crate::accounts::EmailAddress;
use crate::admin::calls::{INVITATIONS, INVITE, WITHDRAW};
use crate::error::api::{ApiError, Conflict};
use crate::invitations::{self, Invitation, InvitationId, InviteError, Wanted, WithdrawError};
use crate::limits::Limit;

#[derive(Debug, Serialize)]
pub(super) struct Invitations {
    invitations: Vec<Invitation>,
}

#[derive(Debug, Deserialize)]
struct Wish {
    email: String,
    roles: Vec<String>,
    lang: Option<String>,
}

/// `GET …/invitations`: the open ones.
pub(super) async fn list(visit: Visit) -> Result<Json<Invitations>, ApiError> {
    let (mut tx, caller) = visit.read(&INVITATIONS).await?;
    caller.may(INVITATIONS.actions)?;
    let invitations = invitations::open(&mut tx, visit.now).await?;
    Ok(Json(Invitations { invitations }))
}

/// `POST …/invitations`.
pub(super) async fn invite(
    visit: Visit,
    content: Content,
) -> Result<(StatusCode, Json<Invitation>), ApiError> {
    visit.check(&INVITE).await?;
    let wish: Wish = body(&content)?;
    let roles = read_roles(&wish.roles)?;
    if roles.is_empty() {
        return Err(InviteError::NoRole.into());
    }
    let email: EmailAddress = wish
        .email
        .parse()
        .map_err(|_| ApiError::Invalid("The email is no e-mail address."))?;
    let (app, now) = (&visit.app, visit.now);
    let lang = language(&visit, wish.lang.as_deref())?;
    let mails = Limit::of("mail.recipient", app.settings.limits.mails_per_recipient);
    visit.spend(mails, &email.key()).await?;
    let (mut tx, caller) = visit.write(&INVITE).await?;
    caller.may(INVITE.actions)?;
    let wanted = Wanted {
        email: &email,
        roles: &roles,
    };
    let made = invitations::invite(&mut tx, &*app.entropy, now, caller.actor(), wanted).await;
    let (invitation, token) = made?;
    let (made, page) = ((&invitation, &token), app.url("/einladung"));
    invitations::mail(&mut tx, app.writer(now), made, (&page, &lang)).await?;
    tx.commit().await?;
    app.postman.ring();
    Ok((StatusCode::CREATED, Json(invitation)))
}

/// `DELETE …/invitations/{id}`.
pub(super) async fn withdraw(visit: Visit, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    visit.check(&WITHDRAW).await?;
    let (mut tx, caller) = visit.write(&WITHDRAW).await?;
    caller.may(WITHDRAW.actions)?;
    let id: InvitationId = id.parse().map_err(|()| ApiError::NotFound)?;
    let (entropy, now) = (&*visit.app.entropy, visit.now);
    invitations::withdraw(&mut tx, entropy, now, caller.actor(), &id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// In which language the mail speaks: the wished one, else the operator's.
fn language(visit: &Visit, wished: Option<&str>) -> Result<String, ApiError> {
    let app = &visit.app;
    let Some(wished) = wished else {
        return Ok(app.settings.languages.default.clone());
    };
    let spoken = app.pages.languages();
    if spoken.iter().any(|language| language.code == wished) {
        Ok(wished.to_owned())
    } else {
        Err(ApiError::Invalid("The lang is none that we speak."))
    }
}

impl From<InviteError> for ApiError {
    fn from(error: InviteError) -> Self {
        match error {
            InviteError::NoRole => Self::Invalid("An invitation names at least one role."),
            InviteError::AlreadyStaff => Conflict::AlreadyStaff.into(),
            InviteError::AboveOwnRole => Conflict::AboveOwnRole.into(),
            InviteError::Store(error) => error.into(),
        }
    }
}

impl From<WithdrawError> for ApiError {
    fn from(error: WithdrawError) -> Self {
        match error {
            WithdrawError::Unknown => Self::NotFound,
            WithdrawError::AboveOwnRole => Conflict::AboveOwnRole.into(),
            WithdrawError::Store(error) => error.into(),
        }
    }
}
