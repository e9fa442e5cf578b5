//! Opening and ending.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{SealingKey, Token, random_id};

use super::{Proven, Session, SessionId, ended, store};
use crate::residents::ResidentId;
use crate::rp::{Login, Tokens};

/// Opens a session; the token is for the browser's cookie alone (ASVS 7.2.4). `None` when the
/// provider has ended the login meanwhile.
pub(crate) async fn open(
    tx: &mut Tx,
    (entropy, sealing): (&dyn Entropy, &SealingKey),
    now: Timestamp,
    resident: &ResidentId,
    login: &Login,
) -> Result<Option<(Token, Session)>, StoreError> {
    if ended::login_is_over(tx, &login.sub, login.sid.as_deref(), login.issued_at).await? {
        return Ok(None);
    }
    let token = Token::generate(entropy);
    let id = SessionId::new(random_id(entropy));
    let sealed = seal(entropy, sealing, &id, &login.tokens)?;
    let row = store::NewSession {
        id: &id,
        token: token.hash(),
        resident,
        login,
        sealed,
        now,
    };
    store::insert(tx, row).await?;
    let session = Session {
        id,
        resident: resident.clone(),
        sub: login.sub.clone(),
        roles: login.roles.clone(),
        organisation: login.organisation.clone(),
        person: login.person.clone(),
        auth_time: login.auth_time,
        proven: login.level().map(|level| Proven {
            level,
            at: login.issued_at,
            means: login.amr.clone(),
        }),
        access_expires_at: login.access_expires_at,
        created_at: now,
        last_seen_at: now,
    };
    Ok(Some((token, session)))
}

/// The person of `session` has proven anew who they are: it goes on with this login's tokens, and
/// with another token in the browser's cookie (ASVS 7.2.4). `None` when it or the login is over.
pub(crate) async fn raise(
    tx: &mut Tx,
    (entropy, sealing): (&dyn Entropy, &SealingKey),
    now: Timestamp,
    session: &SessionId,
    login: &Login,
) -> Result<Option<Token>, StoreError> {
    if ended::login_is_over(tx, &login.sub, login.sid.as_deref(), login.issued_at).await? {
        return Ok(None);
    }
    let token = Token::generate(entropy);
    let sealed = seal(entropy, sealing, session, &login.tokens)?;
    let raised = store::raise(tx, (session, token.hash()), login, sealed, now).await?;
    Ok(raised.then_some(token))
}

/// Ends a session and forgets its tokens; hands them out for the way to the provider.
pub(crate) async fn end(
    tx: &mut Tx,
    sealing: &SealingKey,
    session: &SessionId,
) -> Result<Option<Tokens>, StoreError> {
    let sealed = store::delete(tx, session).await?;
    sealed
        .map(|sealed| unseal(sealing, session, &sealed))
        .transpose()
}

pub(super) fn seal(
    entropy: &dyn Entropy,
    sealing: &SealingKey,
    session: &SessionId,
    tokens: &Tokens,
) -> Result<Vec<u8>, StoreError> {
    let plain = serde_json::to_vec(tokens).map_err(|_| CORRUPT)?;
    let plain = zeroize::Zeroizing::new(plain);
    Ok(sealing.seal(entropy, &context(session), &plain))
}

pub(super) fn unseal(
    sealing: &SealingKey,
    session: &SessionId,
    sealed: &[u8],
) -> Result<Tokens, StoreError> {
    let plain = sealing.open(&context(session), sealed).ok_or(CORRUPT)?;
    serde_json::from_slice(&plain).map_err(|_| CORRUPT)
}

fn context(session: &SessionId) -> String {
    format!("sessions/{session}")
}

const CORRUPT: StoreError = StoreError::Corrupt {
    table: "sessions",
    column: "tokens",
};
