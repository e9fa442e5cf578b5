//! An account as the office sees it: its state and its ways in, never a secret and no name that
//! the person gave to a passkey.

use serde::Serialize;
use shared::claims::Role;
use shared::db::{StoreError, Tx};

use crate::accounts::Account;
use crate::upstream::Service;
use crate::{identities, passkeys, passwords, roles, totp};

/// Times are unix seconds.
#[derive(Debug, Serialize)]
pub(crate) struct AccountView {
    pub(crate) id: String,
    pub(crate) email: String,
    /// `active` or `deactivated`.
    pub(crate) state: &'static str,
    pub(crate) deactivated: Option<Deactivation>,
    pub(crate) created_at: i64,
    pub(crate) last_sign_in_at: Option<i64>,
    pub(crate) factors: Factors,
    pub(crate) roles: Vec<Role>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Deactivation {
    pub(crate) at: i64,
    pub(crate) reason: String,
    /// The account of who did it; none: the operator.
    pub(crate) by: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Factors {
    pub(crate) password: bool,
    pub(crate) totp: Option<Totp>,
    pub(crate) passkeys: Vec<PasskeyView>,
    /// BundID, Mein Unternehmenskonto: `bundid`, `mein-uk`.
    pub(crate) identities: Vec<Service>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Totp {
    pub(crate) since: i64,
}

#[derive(Debug, Serialize)]
pub(crate) struct PasskeyView {
    pub(crate) created_at: i64,
    pub(crate) last_used_at: Option<i64>,
}

/// What the office sees of `account`.
pub(crate) async fn view(tx: &mut Tx, account: &Account) -> Result<AccountView, StoreError> {
    let id = &account.id;
    let passkeys = passkeys::list(tx, id).await?;
    let enrolled = totp::enrolled_at(tx, id).await?;
    let identities = identities::of_account(tx, id).await?;
    let deactivated = account.deactivated_at.map(|at| Deactivation {
        at: at.unix(),
        reason: account.deactivated_reason.clone().unwrap_or_default(),
        by: account.deactivated_by.clone(),
    });
    Ok(AccountView {
        id: id.as_str().to_owned(),
        email: account.email.as_str().to_owned(),
        state: match deactivated {
            Some(_) => "deactivated",
            None => "active",
        },
        deactivated,
        created_at: account.created_at.unix(),
        last_sign_in_at: account.last_sign_in_at.map(shared::clock::Timestamp::unix),
        factors: Factors {
            password: passwords::stored(tx, id).await?.is_some(),
            totp: enrolled.map(|at| Totp { since: at.unix() }),
            passkeys: passkeys
                .iter()
                .map(|passkey| PasskeyView {
                    created_at: passkey.created_at.unix(),
                    last_used_at: passkey.last_used_at.map(shared::clock::Timestamp::unix),
                })
                .collect(),
            identities: identities.iter().map(|it| it.service).collect(),
        },
        roles: roles::of(tx, id).await?,
    })
}
