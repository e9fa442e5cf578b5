//! The person hears by e-mail that the account was deactivated or reactivated: in plain words,
//! with the operator's number and hours, never why in the office's own words.

use serde_json::json;
use shared::db::Tx;

use crate::accounts::Account;
use crate::mail::{MailFault, Writer};

/// What happened.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Told {
    Deactivated,
    Reactivated,
}

/// Writes the mail into the outbox of `tx`; ring the postman after the commit. The mail names the
/// address where one signs in, and speaks `lang` if the person has chosen no language.
pub(crate) async fn tell(
    tx: &mut Tx,
    writer: Writer<'_>,
    (account, told): (&Account, Told),
    (sign_in, lang): (&str, &str),
) -> Result<(), MailFault> {
    let name = match told {
        Told::Deactivated => "account_deactivated",
        Told::Reactivated => "account_reactivated",
    };
    let values = json!({
        "email": account.email.as_str(),
        "at": writer.now.unix(),
        "sign_in": sign_in,
    });
    let lang = account.locale.as_deref().unwrap_or(lang);
    for address in account.addresses(writer.now) {
        writer
            .write(tx, (address.as_str(), lang), name, &values)
            .await?;
    }
    Ok(())
}
