//! The customer reads by e-mail that their address was changed, and what to do if it was not them.
//! The address itself does not stand there.

use serde::Serialize;
use shared::clock::Timestamp;
use shared::db::Tx;

use crate::app::{MailFault, Parts};
use crate::residents::Resident;

#[derive(Debug, Serialize)]
struct Values<'a> {
    phone: &'a str,
    url: String,
    /// The application that was used; empty: the portal.
    client: &'a str,
}

/// Puts the mail into the outbox of `tx`; ring the postman after the commit.
pub(crate) async fn tell(
    app: &Parts,
    tx: &mut Tx,
    now: Timestamp,
    resident: &Resident,
    client: Option<&str>,
) -> Result<(), MailFault> {
    let Some(to) = app.addressee(resident) else {
        return Ok(());
    };
    let values = Values {
        phone: &app.settings.operator.phone,
        url: app.url("/verlauf"),
        client: client.unwrap_or_default(),
    };
    app.mail(tx, now, to, "address_changed", &values).await
}
