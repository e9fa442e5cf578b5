//! Ending sessions and forgetting browsers, the own ones alone (ASVS 8.2.2).

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use crate::accounts::AccountId;
use crate::browsers::{self, BrowserId};
use crate::sessions::{self, Session, Sid};
use crate::{audit, endings};

/// Ends one session of the account; says whether it was one and still lived.
pub(super) async fn one(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    account: &AccountId,
    sid: &Sid,
) -> Result<bool, StoreError> {
    let ended = endings::one(tx, account, sid, now).await?;
    if ended {
        note(tx, entropy, now, account, "session.ended").await?;
    }
    Ok(ended)
}

/// Ends every session but `kept`, with everything that was allowed in them.
pub(super) async fn others(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    kept: &Session,
) -> Result<(), StoreError> {
    endings::others(tx, &kept.account, &kept.sid, now).await?;
    note(tx, entropy, now, &kept.account, "session.others_ended").await
}

/// Forgets a browser of the account and ends its sessions but `kept`; says whether it was one.
pub(super) async fn forget(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    kept: &Session,
    browser: &BrowserId,
) -> Result<bool, StoreError> {
    let account = &kept.account;
    if !browsers::forget_browser(tx, account, browser).await? {
        return Ok(false);
    }
    for sid in sessions::of_browser(tx, account, browser.as_str()).await? {
        if sid != kept.sid {
            endings::one(tx, account, &sid, now).await?;
        }
    }
    note(tx, entropy, now, account, "browser.forgotten").await?;
    Ok(true)
}

async fn note(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    account: &AccountId,
    name: &'static str,
) -> Result<(), StoreError> {
    let event = audit::Event {
        name,
        by: audit::By::Account(account.as_str()),
        about: Some(account.as_str()),
        on_behalf: None,
        details: json!({}),
    };
    audit::record(tx, entropy, now, event).await
}
