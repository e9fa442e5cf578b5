//! The holder wants the account gone (S89).

use std::time::Duration;

use serde_json::json;
use shared::claims::{AccountEvent, Role};
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::Token;

use crate::accounts::{self, Account, AccountId};
use crate::deletions::{self, Deletion};
use crate::oauth::{self, Acquaintances};
use crate::roles;
use crate::{audit, endings};

/// Why it stays.
#[derive(Debug, thiserror::Error)]
pub(super) enum LeaveError {
    #[error("the last lead stays")]
    LastLead,
    #[error("the session has ended, or the account is about to be deleted already")]
    Over,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether the office would be without a lead.
pub(super) async fn is_last_lead(tx: &mut Tx, account: &AccountId) -> Result<bool, StoreError> {
    let leads = roles::of(tx, account).await?.contains(&Role::Lead);
    Ok(leads && roles::active_leads(tx, account).await? == 0)
}

/// Notes that `account` is to be deleted after `patience` and ends everything that is open; the
/// token by which it is kept after all.
pub(super) async fn leave(
    tx: &mut Tx,
    (acquaintances, entropy): (Acquaintances<'_>, &dyn Entropy),
    now: Timestamp,
    account: &Account,
    patience: Duration,
) -> Result<(Deletion, Token), LeaveError> {
    roles::lock(tx, now).await?;
    accounts::lock(tx, &account.id, now).await?;
    if is_last_lead(tx, &account.id).await? {
        return Err(LeaveError::LastLead);
    }
    let token = Token::generate(entropy);
    let deletion = Deletion {
        account: account.id.clone(),
        asked_at: now,
        due_at: now + patience,
    };
    if accounts::find(tx, &account.id).await?.is_none()
        || !deletions::ask(tx, &token.hash(), &deletion).await?
    {
        return Err(LeaveError::Over);
    }
    endings::everything(tx, &account.id, now).await?;
    let told = (acquaintances, entropy);
    oauth::announce(tx, told, now, &account.id, AccountEvent::Disabled).await?;
    let event = audit::Event {
        name: "account.deletion_asked",
        by: audit::By::Account(account.id.as_str()),
        about: Some(account.id.as_str()),
        on_behalf: None,
        details: json!({ "due": deletion.due_at.unix() }),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok((deletion, token))
}
