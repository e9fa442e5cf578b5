//! The mail that invites.

use serde_json::json;
use shared::db::Tx;
use shared::secret::Token;

use super::Invitation;
use super::model::RoleWord;
use crate::mail::{MailFault, Writer};

/// Writes the invitation's mail into the outbox of `tx`; ring the postman after the commit.
/// `page` is the whole address of the page that the link opens.
pub(crate) async fn mail(
    tx: &mut Tx,
    writer: Writer<'_>,
    (invitation, token): (&Invitation, &Token),
    (page, lang): (&str, &str),
) -> Result<(), MailFault> {
    let values = json!({
        "email": invitation.email.as_str(),
        "roles": RoleWord::all(&invitation.roles),
        "until": invitation.expires_at.unix(),
        "link": format!("{page}?id={}&lang={lang}", token.reveal()),
    });
    let to = (invitation.email.as_str(), lang);
    writer.write(tx, to, "invitation", &values).await
}
