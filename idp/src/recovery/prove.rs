//! The first proof: the password, or a mailed link for an account that has none. It only lets a
//! recovery code be tried.

use std::time::Duration;

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{Token, TokenHash, random_id};

use super::store;
use crate::accounts::{self, Account, AccountId, EmailAddress};
use crate::{audit, passwords};

/// How long the code may be waited for after the password.
const PATIENCE: Duration = Duration::from_mins(10);

/// By what the first proof is found again: the browser's cookie, or the token of the mailed link.
#[derive(Debug, Clone)]
pub(crate) struct Holder {
    pub(crate) hash: TokenHash,
    pub(crate) by_link: bool,
}

impl Holder {
    /// Of the mailed link with this token, or of the browser's cookie where there is no link.
    pub(crate) fn read(visitor: &TokenHash, id: &str) -> Option<Self> {
        if id.is_empty() {
            return Some(Self {
                hash: *visitor,
                by_link: false,
            });
        }
        Token::parse(id).map(|token| Self {
            hash: token.hash(),
            by_link: true,
        })
    }
}

/// What there is to compare a typed password with.
#[derive(Debug)]
pub(crate) struct Known {
    pub(super) account: AccountId,
    pub(crate) phc: String,
}

/// What a first proof is worth.
#[derive(Debug)]
pub(crate) enum Proof {
    /// Nothing: there is none, it is over, or the password has been changed since.
    None,
    /// The page that says that the account is deactivated (S94).
    Deactivated,
    /// A recovery code of this account may be tried.
    Good(Box<Account>),
}

/// What is to be mailed to who has no password and asks for a link.
#[derive(Debug)]
pub(crate) enum AskedLink {
    /// The link that lets a recovery code be tried.
    Link(Token),
    /// The password is the first proof.
    HasPassword,
    /// There is no account with this address.
    Unknown,
}

/// The account's password hash, if there is such an account and it has one.
pub(crate) async fn look_up(
    tx: &mut Tx,
    email: &EmailAddress,
) -> Result<Option<Known>, StoreError> {
    let Some(account) = accounts::find_by_email(tx, email).await? else {
        return Ok(None);
    };
    let phc = passwords::stored(tx, &account.id).await?;
    Ok(phc.map(|phc| Known {
        account: account.id,
        phc,
    }))
}

/// Notes a proof that failed.
pub(crate) async fn failed(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    (account, factor): (Option<&AccountId>, &str),
) -> Result<(), StoreError> {
    let event = audit::Event {
        name: "recovery.failed",
        by: audit::By::Visitor,
        about: account.map(AccountId::as_str),
        on_behalf: None,
        details: json!({ "factor": factor }),
    };
    audit::record(tx, entropy, now, event).await
}

impl Known {
    pub(crate) const fn account(&self) -> &AccountId {
        &self.account
    }
}

/// The password of `known` was right in this browser.
pub(crate) async fn proven(
    tx: &mut Tx,
    now: Timestamp,
    known: &Known,
    visitor: &TokenHash,
) -> Result<Proof, StoreError> {
    accounts::lock(tx, &known.account, now).await?;
    let account = accounts::find(tx, &known.account).await?;
    let phc = passwords::stored(tx, &known.account).await?;
    Ok(match account.filter(|_| phc.as_ref() == Some(&known.phc)) {
        None => Proof::None,
        Some(account) if account.deactivated_at.is_some() => Proof::Deactivated,
        Some(account) => {
            let holder = Holder {
                hash: *visitor,
                by_link: false,
            };
            store::begin(tx, &holder, &account.id, now, now + PATIENCE).await?;
            Proof::Good(Box::new(account))
        }
    })
}

/// Someone without a password has lost the second factor of `email`. The work is the same for
/// every address (T35).
pub(crate) async fn ask_link(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    email: &EmailAddress,
) -> Result<AskedLink, StoreError> {
    let account = accounts::find_by_email(tx, email).await?;
    let nobody = AccountId::new(random_id(entropy));
    let id = account.as_ref().map_or(&nobody, |account| &account.id);
    let event = audit::Event {
        name: "recovery.link_asked",
        by: audit::By::Visitor,
        about: account.as_ref().map(|account| account.id.as_str()),
        on_behalf: None,
        details: json!({}),
    };
    audit::record(tx, entropy, now, event).await?;
    let has_password = passwords::stored(tx, id).await?.is_some();
    let id = if has_password { &nobody } else { id };
    let token = Token::generate(entropy);
    let holder = Holder {
        hash: token.hash(),
        by_link: true,
    };
    store::end_links(tx, id).await?;
    let until = now + store::LINK_LIFETIME;
    store::begin(tx, &holder, id, now, until).await?;
    Ok(match account {
        None => AskedLink::Unknown,
        Some(_) if has_password => AskedLink::HasPassword,
        Some(_) => AskedLink::Link(token),
    })
}

/// The account that `holder` has proven to own so far. A link is worth nothing once there is a
/// password again.
pub(crate) async fn proof(
    tx: &mut Tx,
    holder: &Holder,
    now: Timestamp,
) -> Result<Proof, StoreError> {
    let Some((id, began_at)) = store::begun(tx, holder, now).await? else {
        return Ok(Proof::None);
    };
    let account = accounts::find(tx, &id).await?;
    let Some(account) = account.filter(|it| it.sessions_valid_from <= began_at) else {
        return Ok(Proof::None);
    };
    if holder.by_link && passwords::stored(tx, &id).await?.is_some() {
        return Ok(Proof::None);
    }
    Ok(if account.deactivated_at.is_some() {
        Proof::Deactivated
    } else {
        Proof::Good(Box::new(account))
    })
}
