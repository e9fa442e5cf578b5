//! What the operator does with keys out of turn.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use super::keyring::Keyring;
use super::make::{Fresh, KeysError, draw};
use super::{Algorithm, LEAD, store};

/// Why a key was not changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangeError {
    /// None that is not withdrawn already has this id.
    #[error("there is no such key, or it was withdrawn already")]
    Unknown,
    /// The keys are others than a moment ago.
    #[error("another program changed the keys at the same time; look at them and try again")]
    Busy,
    /// No key could be made.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How a new key comes to sign.
#[derive(Debug)]
pub(crate) enum Succession {
    /// A key that is made for it.
    Made(Box<Fresh>),
    /// The key of this id, which waited, signs at once.
    Sooner(String),
}

impl Succession {
    pub(crate) fn kid(&self) -> &str {
        match self {
            Self::Made(fresh) => fresh.kid(),
            Self::Sooner(kid) => kid,
        }
    }
}

impl Keyring {
    /// How the next key of `algorithm` comes to sign, at once or when it has been published for
    /// long enough; none if one is waiting for that already. Nothing is kept yet.
    pub(crate) async fn succession(
        &self,
        algorithm: Algorithm,
        now: Timestamp,
        at_once: bool,
    ) -> Result<Option<Succession>, KeysError> {
        let next = self.terms(|terms| terms.next(algorithm, now).map(|it| it.kid.clone()));
        let from = if at_once { now } else { now + LEAD };
        if let Some(kid) = next {
            return Ok(at_once.then_some(Succession::Sooner(kid)));
        }
        let wanted = self.terms(|terms| terms.successor(algorithm, from));
        Ok(Some(Succession::Made(Box::new(draw(wanted).await?))))
    }

    /// The same where `kid` is to be withdrawn: a successor only for a key that signs.
    ///
    /// # Errors
    /// When there is no such key.
    pub(crate) async fn after(
        &self,
        kid: &str,
        now: Timestamp,
    ) -> Result<Option<Succession>, ChangeError> {
        let found = self.terms(|terms| {
            let mut all = terms.all().filter(|term| term.withdrawn_at.is_none());
            let term = all.find(|term| term.kid == kid)?;
            let signing = terms.signing(term.algorithm, now);
            let signs = signing.is_some_and(|it| it.kid == kid);
            Some((term.algorithm, signs))
        });
        let (algorithm, signs) = found.ok_or(ChangeError::Unknown)?;
        if !signs {
            return Ok(None);
        }
        Ok(self.succession(algorithm, now, true).await?)
    }

    /// Does it.
    ///
    /// # Errors
    /// When another process was quicker.
    pub(crate) async fn succeed(
        &self,
        tx: &mut Tx,
        entropy: &dyn Entropy,
        now: Timestamp,
        by: &Succession,
    ) -> Result<(), ChangeError> {
        let is_done = match by {
            Succession::Made(fresh) => self.keep(tx, entropy, now, fresh).await?,
            Succession::Sooner(kid) => store::bring_forward(tx, kid, now).await?,
        };
        is_done.then_some(()).ok_or(ChangeError::Busy)
    }
}

/// Withdraws a key for good.
///
/// # Errors
/// When there is no such key.
pub(crate) async fn withdraw(tx: &mut Tx, kid: &str, now: Timestamp) -> Result<(), ChangeError> {
    let is_done = store::withdraw(tx, kid, now).await?;
    is_done.then_some(()).ok_or(ChangeError::Unknown)
}
