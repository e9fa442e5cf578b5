//! The owner hears by e-mail of every change.

use serde_json::json;
use shared::db::Tx;

use crate::accounts::Account;
use crate::error::page::PageError;
use crate::request::Cx;
use crate::upstream::Service;

/// What has changed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Change<'a> {
    PasskeyAdded(&'a str),
    PasskeyRemoved(&'a str),
    TotpAdded,
    TotpReplaced,
    TotpRemoved,
    TotpAndPasswordRemoved,
    PasswordChanged,
    PasswordSet,
    PasswordRemoved,
    IdentityLinked(Service),
    IdentityUnlinked(Service),
}

impl<'a> Change<'a> {
    const fn key(self) -> &'static str {
        match self {
            Self::PasskeyAdded(_) => "passkey-added",
            Self::PasskeyRemoved(_) => "passkey-removed",
            Self::TotpAdded => "totp-added",
            Self::TotpReplaced => "totp-replaced",
            Self::TotpRemoved => "totp-removed",
            Self::TotpAndPasswordRemoved => "totp-and-password-removed",
            Self::PasswordChanged => "password-changed",
            Self::PasswordSet => "password-set",
            Self::PasswordRemoved => "password-removed",
            Self::IdentityLinked(_) => "identity-linked",
            Self::IdentityUnlinked(_) => "identity-unlinked",
        }
    }

    /// What the person calls it.
    const fn name(self) -> &'a str {
        match self {
            Self::PasskeyAdded(name) | Self::PasskeyRemoved(name) => name,
            Self::IdentityLinked(service) | Self::IdentityUnlinked(service) => match service {
                Service::BundId => "BundID",
                Service::MeinUk => "Mein Unternehmenskonto",
            },
            Self::TotpAdded
            | Self::TotpReplaced
            | Self::TotpRemoved
            | Self::TotpAndPasswordRemoved
            | Self::PasswordChanged
            | Self::PasswordSet
            | Self::PasswordRemoved => "",
        }
    }
}

/// Writes the mail into the outbox of `tx`; ring the postman after the commit.
pub(super) async fn tell(
    tx: &mut Tx,
    cx: &Cx,
    account: &Account,
    change: Change<'_>,
) -> Result<(), PageError> {
    let values = json!({
        "what": change.key(),
        "name": change.name(),
        "email": account.email.as_str(),
        "at": cx.now.unix(),
        "account_url": cx.app.url("/konto"),
    });
    let lang = account.locale.as_deref().unwrap_or(cx.lang());
    for address in account.addresses(cx.now) {
        let to = (address.as_str(), lang);
        let app = &cx.app;
        app.mail(tx, cx.now, to, "factor_changed", &values).await?;
    }
    Ok(())
}
