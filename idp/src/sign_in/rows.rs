//! What wrong guesses in a row are kept under: each factor for itself, and each browser that the
//! account knows for itself. A right password says nothing about codes (RFC 4226 §7.3).

use shared::db::{StoreError, Tx};

use crate::accounts::{Account, AccountId, EmailAddress};
use crate::browsers::{self, BrowserId};
use crate::limits::{Limits, Row};

const PASSWORD: &str = "sign_in.password";
const CODE: &str = "sign_in.code";
const CURRENT: &str = "password.current";

/// Passwords for what was typed as the user name, by browsers that the account does not know.
pub(super) fn password_of_name(user_name: &str) -> Row {
    let key = match user_name.parse::<EmailAddress>() {
        Ok(email) => email.key(),
        Err(_) => user_name.trim().to_lowercase(),
    };
    Row {
        name: PASSWORD,
        key,
    }
}

/// Passwords typed in a browser that the account knows.
pub(super) fn password_of_browser(account: &AccountId, browser: &BrowserId) -> Row {
    Row {
        name: PASSWORD,
        key: of_browser(account, browser),
    }
}

/// The password that is asked for again before a new one counts: apart from the sign-in, so that a
/// stranger who guesses there stops nobody here.
pub(crate) fn current_password(account: &AccountId) -> Row {
    Row {
        name: CURRENT,
        key: account.as_str().to_owned(),
    }
}

/// Codes.
pub(super) fn code(account: &AccountId, browser: Option<&BrowserId>) -> Row {
    Row {
        name: CODE,
        key: match browser {
            Some(browser) => of_browser(account, browser),
            None => account.as_str().to_owned(),
        },
    }
}

fn of_browser(account: &AccountId, browser: &BrowserId) -> String {
    format!("{} {}", account.as_str(), browser.as_str())
}

/// The owner has proved in another way to be it: passwords and codes may be tried again.
pub(crate) async fn forgive(
    tx: &mut Tx,
    limits: &Limits,
    account: &Account,
) -> Result<(), StoreError> {
    limits
        .forgive(tx, &password_of_name(account.email.as_str()))
        .await?;
    limits.forgive(tx, &current_password(&account.id)).await?;
    limits.forgive(tx, &code(&account.id, None)).await?;
    for known in browsers::list(tx, &account.id).await? {
        let row = password_of_browser(&account.id, &known.id);
        limits.forgive(tx, &row).await?;
        limits
            .forgive(tx, &code(&account.id, Some(&known.id)))
            .await?;
    }
    Ok(())
}
