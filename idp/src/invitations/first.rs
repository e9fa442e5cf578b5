//! The first member of the staff: invited by the settings when the database is new, exactly once.

use shared::claims::Role;
use shared::db::StoreError;

use super::{InviteError, Wanted, invite, letter, store};
use crate::app::{MailFault, Parts};
use crate::roles::{self, Actor};

/// Why the first member could not be invited.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FirstError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Mail(#[from] MailFault),
    #[error(transparent)]
    Invite(#[from] InviteError),
}

/// Invites the address of `first_staff.email` as lead, unless someone of the staff exists, was
/// ever invited, or another server of this database has just done it.
pub(crate) async fn invite_first(app: &Parts) -> Result<(), FirstError> {
    let Some(address) = &app.settings.first_staff.email else {
        return Ok(());
    };
    let Ok(email) = address.as_str().parse() else {
        tracing::error!("first_staff.email is no address that mail can be sent to");
        return Ok(());
    };
    let (now, entropy) = (app.clock.now(), &*app.entropy);
    let mut tx = app.db.write().await?;
    roles::lock(&mut tx, now).await?;
    if roles::is_anybody_staff(&mut tx).await? || store::is_any(&mut tx).await? {
        return Ok(());
    }
    if !roles::claim_first_invitation(&mut tx, now).await? {
        return Ok(());
    }
    let wanted = Wanted {
        email: &email,
        roles: &[Role::Lead],
    };
    let (invitation, token) = invite(&mut tx, entropy, now, Actor::Operator, wanted).await?;
    let lang = &app.settings.languages.default;
    letter::mail(&mut tx, app, now, (&invitation, &token), lang).await?;
    tx.commit().await?;
    app.postman.ring();
    Ok(())
}
