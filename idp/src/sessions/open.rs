//! Opening and ending.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{Token, random_id};

use super::{Session, Sid, Stage, Strength, store};
use crate::accounts::AccountId;

/// Opens a session; the token is for the browser's cookie alone.
pub(crate) async fn open(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    account: &AccountId,
    (stage, strength): (Stage, Strength),
) -> Result<(Token, Session), StoreError> {
    let token = Token::generate(entropy);
    let session = Session {
        sid: Sid::new(random_id(entropy)),
        account: account.clone(),
        stage,
        strength,
        created_at: now,
        last_seen_at: now,
        locale: None,
    };
    store::insert(tx, &token.hash(), &session).await?;
    Ok((token, session))
}

/// Ends `old` and opens a session of the same person with a new token (ASVS 7.2.4): a full one,
/// unless the person has yet to say what is lost.
pub(crate) async fn replace(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    old: &Session,
    strength: Strength,
) -> Result<(Token, Session), StoreError> {
    store::end(tx, &old.sid, now).await?;
    let stage = match old.stage {
        stage @ (Stage::Recovering | Stage::Leaving) => stage,
        Stage::Enrolling | Stage::Full => Stage::Full,
    };
    let opened = open(tx, entropy, now, &old.account, (stage, strength)).await?;
    store::copy_place(tx, &old.sid, &opened.1.sid).await?;
    Ok(opened)
}

/// Ends a session; relying parties hear of it from the logout outbox.
pub(crate) async fn end(tx: &mut Tx, sid: &Sid, now: Timestamp) -> Result<(), StoreError> {
    store::end(tx, sid, now).await
}

/// The same person has signed in again: the session goes on under a new token, with the strength
/// of the new sign-in and its times begun anew.
pub(crate) async fn renew(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    sid: &Sid,
    strength: Strength,
) -> Result<Token, StoreError> {
    let token = Token::generate(entropy);
    store::renew(tx, sid, &token.hash(), &strength, now).await?;
    Ok(token)
}

/// The session goes on under a new token and is otherwise as it was: whoever else has the old one is
/// out.
pub(crate) async fn change_token(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    sid: &Sid,
) -> Result<Token, StoreError> {
    let token = Token::generate(entropy);
    store::set_token(tx, sid, &token.hash()).await?;
    Ok(token)
}
