//! The mail that invites.

use serde_json::json;
use shared::clock::Timestamp;
use shared::db::Tx;
use shared::secret::Token;

use super::Invitation;
use super::model::RoleWord;
use crate::app::{MailFault, Parts};

/// Writes the invitation's mail into the outbox of `tx`; ring the postman after the commit.
pub(crate) async fn mail(
    tx: &mut Tx,
    app: &Parts,
    now: Timestamp,
    (invitation, token): (&Invitation, &Token),
    lang: &str,
) -> Result<(), MailFault> {
    let path = format!("/einladung?id={}&lang={lang}", token.reveal());
    let values = json!({
        "email": invitation.email.as_str(),
        "roles": RoleWord::all(&invitation.roles),
        "until": invitation.expires_at.unix(),
        "link": app.url(&path),
    });
    let to = (invitation.email.as_str(), lang);
    app.post(tx, now, to, "invitation", &values).await
}
