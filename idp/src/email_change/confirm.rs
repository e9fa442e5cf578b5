//! The new address says that it is the person's: the change takes effect.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::Token;

use super::store::{self, Change};
use crate::accounts::{self, Account, EmailAddress};
use crate::sessions::{self, Session, Stage};
use crate::{audit, endings, recovery};

/// The account has another address.
#[derive(Debug)]
pub(super) struct Changed {
    pub(super) account: Account,
    pub(super) old: EmailAddress,
    /// The link that undoes it.
    pub(super) stop: Token,
    /// The browser's new session token, if the account is signed in there.
    pub(super) token: Option<Token>,
}

/// The change that a link is for, while it is good.
pub(super) async fn look(
    tx: &mut Tx,
    token: &Token,
    now: Timestamp,
) -> Result<Option<Change>, StoreError> {
    let Some(change) = store::waiting(tx, &token.hash(), now).await? else {
        return Ok(None);
    };
    let account = accounts::find(tx, &change.account).await?;
    Ok(account
        .filter(|it| it.deactivated_at.is_none() && it.email.key() == change.old.key())
        .map(|_| change))
}

/// Uses the link up and changes the address. `None`: the link is dead, or the address has got an
/// account meanwhile; the transaction is not to be committed then.
pub(super) async fn confirm(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    token: &Token,
    session: Option<&Session>,
) -> Result<Option<Changed>, StoreError> {
    let stop = Token::generate(entropy);
    let used = store::consume(tx, &token.hash(), &stop.hash(), now).await?;
    let Some(change) = used else { return Ok(None) };
    let id = &change.account;
    let until = now + store::STOPPABLE;
    let addresses = (&change.old, &change.new);
    if !accounts::change_email(tx, id, addresses, until, now).await? {
        return Ok(None);
    }
    // What was mailed to the old address opens nothing any more.
    recovery::void(tx, id, now).await?;
    let own = session.filter(|it| it.account == *id && it.stage == Stage::Full);
    let token = if let Some(session) = own {
        endings::others(tx, id, &session.sid, now).await?;
        Some(sessions::change_token(tx, entropy, &session.sid).await?)
    } else {
        endings::everything(tx, id, now).await?;
        None
    };
    let event = audit::Event {
        name: "email.changed",
        by: audit::By::Account(id.as_str()),
        about: Some(id.as_str()),
        on_behalf: None,
        details: serde_json::json!({}),
    };
    audit::record(tx, entropy, now, event).await?;
    let account = accounts::find(tx, id).await?;
    Ok(account.map(|account| Changed {
        account,
        old: change.old,
        stop,
        token,
    }))
}
