//! The person hears by e-mail that the account was deactivated or reactivated: in plain words,
//! with the operator's number and hours, never why in the office's own words.

use serde_json::json;
use shared::clock::Timestamp;
use shared::db::Tx;

use crate::accounts::Account;
use crate::app::{MailFault, Parts};

/// What happened.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Told {
    Deactivated,
    Reactivated,
}

/// Writes the mail into the outbox of `tx`; ring the postman after the commit.
pub(crate) async fn tell(
    tx: &mut Tx,
    app: &Parts,
    now: Timestamp,
    (account, told): (&Account, Told),
) -> Result<(), MailFault> {
    let name = match told {
        Told::Deactivated => "account_deactivated",
        Told::Reactivated => "account_reactivated",
    };
    let values = json!({
        "email": account.email.as_str(),
        "at": now.unix(),
        "sign_in": app.home_url_outside(),
    });
    let lang = account.locale.as_deref();
    let lang = lang.unwrap_or(&app.settings.languages.default);
    let to = (account.email.as_str(), lang);
    app.post(tx, now, to, name, &values).await
}
