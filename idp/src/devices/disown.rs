//! „Das war ich nicht": the link of the mail about a strange sign-in. It opens nothing: whoever
//! holds it can close doors only.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::Token;

use crate::browsers::{self, Notice};
use crate::sessions::{self, Sid};
use crate::{accounts, audit, endings, passwords};

/// What was closed.
#[derive(Debug)]
pub(super) struct Closed {
    /// Whether the account has a password, which must be renewed by e-mail now.
    pub(super) has_password: bool,
}

/// The sign-in of a link that is still good.
pub(super) async fn look(
    tx: &mut Tx,
    token: &Token,
    now: Timestamp,
) -> Result<Option<Notice>, StoreError> {
    browsers::find_notice(tx, &token.hash(), now).await
}

/// Ends the sign-in with everything that was allowed in it, also under the name that it may have
/// got since; forgets its browser; and lets the password open nothing until it is renewed by
/// e-mail. `None`: the link is dead.
pub(super) async fn disown(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    token: &Token,
) -> Result<Option<Closed>, StoreError> {
    let Some(notice) = browsers::use_notice(tx, &token.hash(), now).await? else {
        return Ok(None);
    };
    let account = &notice.account;
    accounts::lock(tx, account, now).await?;
    let browser = &notice.browser_id;
    let mut sids = sessions::of_browser(tx, account, browser.as_str()).await?;
    sids.push(Sid::new(notice.sid));
    for sid in &sids {
        endings::one(tx, account, sid, now).await?;
    }
    browsers::forget_browser(tx, account, browser).await?;
    let phc = passwords::stored(tx, account).await?;
    if let Some(phc) = &phc {
        browsers::doubt(tx, account, phc, now).await?;
    }
    let event = audit::Event {
        name: "sign_in.disowned",
        by: audit::By::Visitor,
        about: Some(account.as_str()),
        on_behalf: None,
        details: json!({}),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok(Some(Closed {
        has_password: phc.is_some(),
    }))
}
