//! One try of a code. It is counted before the secret is looked at and given back if it was right,
//! so that tries side by side cannot be more than the limit.

use shared::db::{Db, StoreError};
use shared::secret::{Busy, PasswordHasher};

use super::{CodeId, UnlockCode, store};
use crate::cases::{self, Case, Evidence};

/// Why a try was not made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CheckError {
    #[error(transparent)]
    Busy(#[from] Busy),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a try showed.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// Secret and proof are right; what the code is worth is another question.
    Right { id: CodeId, case: Box<Case> },
    /// Unknown, wrong, or dead by wrong tries: nobody is told which.
    Wrong {
        /// The try was the last one; the code is dead now.
        killed: Option<CodeId>,
    },
}

/// Tries `code` with `evidence`. The same work whether the code exists or not.
pub(crate) async fn check(
    (db, hasher): (&Db, &PasswordHasher),
    most_tries: u32,
    code: &UnlockCode,
    evidence: &Evidence,
) -> Result<Verdict, CheckError> {
    let id = code.id();
    let mut tx = db.write().await?;
    let claimed = store::claim_try(&mut tx, &id, most_tries).await?;
    let case = match &claimed {
        Some(claimed) => cases::find(&mut tx, &claimed.case).await?,
        None => None,
    };
    tx.commit().await?;
    let hash = claimed.as_ref().map(|claimed| claimed.secret_hash.as_str());
    let verified = hasher.verify(&code.secret(), hash).await;
    let Ok(secret_fits) = verified else {
        give_back(db, &id, claimed.is_some()).await?;
        return Err(Busy.into());
    };
    let case = case.filter(|case| case.is_shown_by(evidence) & secret_fits);
    match case {
        Some(case) => {
            give_back(db, &id, true).await?;
            Ok(Verdict::Right {
                id,
                case: Box::new(case),
            })
        }
        None => Ok(Verdict::Wrong {
            killed: claimed
                .filter(|claimed| claimed.open && claimed.tries >= i64::from(most_tries))
                .map(|_| id),
        }),
    }
}

async fn give_back(db: &Db, id: &CodeId, counted: bool) -> Result<(), StoreError> {
    if !counted {
        return Ok(());
    }
    let mut tx = db.write().await?;
    store::give_back(&mut tx, id).await?;
    tx.commit().await
}
