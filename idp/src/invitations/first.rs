//! The first member of the staff: invited by the settings when the database is new, exactly once.

use shared::claims::Role;
use shared::db::{StoreError, Tx};

use super::{InviteError, Wanted, invite, letter, store};
use crate::accounts::EmailAddress;
use crate::mail::{MailFault, Writer};
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

/// Invites `email` as lead, unless someone of the staff exists, was ever invited, or another
/// server of this database has just done it.
pub(crate) async fn invite_first(
    tx: &mut Tx,
    writer: Writer<'_>,
    email: &EmailAddress,
    link: (&str, &str),
) -> Result<(), FirstError> {
    let now = writer.now;
    roles::lock(tx, now).await?;
    if roles::is_anybody_staff(tx).await? || store::is_any(tx).await? {
        return Ok(());
    }
    if !roles::claim_first_invitation(tx, now).await? {
        return Ok(());
    }
    let wanted = Wanted {
        email,
        roles: &[Role::Lead],
    };
    let made = invite(tx, writer.entropy, now, Actor::Operator, wanted).await;
    let (invitation, token) = made?;
    Ok(letter::mail(tx, writer, (&invitation, &token), link).await?)
}
