//! A code for a colleague: of the same make as the letters' codes, beside the other open ones,
//! for whoever brings the register number.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{Db, StoreError, Tx};
use shared::secret::{Busy, PasswordHasher};
use zeroize::Zeroizing;

use super::change::{Actor, is_admin};
use crate::cases::{self, Name};
use crate::codes::{self, Purpose, State, UnlockCode};
use crate::profiles::{self, MemberRole, Offer};
use crate::settings::Unlock;
use crate::{audit, profiles::ProfileId};

/// Why there is no code.
#[derive(Debug, thiserror::Error)]
pub(super) enum IssueError {
    /// The code of this form has been made and shown already.
    #[error("this form was sent before")]
    SentBefore,
    #[error("as many codes are open as may be")]
    TooMany,
    /// They have been withdrawn or demoted meanwhile.
    #[error("whoever asks is no admin")]
    NoAdmin,
    /// The office has closed the case.
    #[error("the case is closed")]
    Closed,
    #[error("no code with a free name was found")]
    NoFreeName,
    #[error(transparent)]
    Busy(#[from] Busy),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What an admin asks for.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    /// For whom, in their own words.
    pub(super) label: Name,
    pub(super) role: MemberRole,
    /// Names the form: sent twice, it makes one code.
    pub(super) form: String,
}

/// A code that only this answer shows.
#[derive(Debug)]
pub(super) struct Issued {
    code: UnlockCode,
    pub(super) expires_at: Timestamp,
}

impl Issued {
    /// The code itself.
    pub(super) fn reveal(&self) -> Zeroizing<String> {
        self.code.reveal()
    }
}

/// What it takes to issue codes.
#[derive(Debug)]
pub(super) struct Desk<'a> {
    pub(super) db: &'a Db,
    pub(super) hasher: &'a PasswordHasher,
    pub(super) entropy: &'a dyn Entropy,
    pub(super) now: Timestamp,
    pub(super) rules: &'a Unlock,
}

impl Desk<'_> {
    /// Makes a code for a colleague of the actor's organisation.
    pub(super) async fn issue(
        &self,
        (actor, own): (&Actor<'_>, &ProfileId),
        wish: &Wish,
    ) -> Result<Issued, IssueError> {
        let code = self.free_code().await?;
        let hash = self.hasher.hash(&code.secret()).await?;
        let mut tx = self.db.write().await?;
        profiles::take_turn(&mut tx, actor.case).await?;
        if !is_admin(&mut tx, actor.case, own).await? {
            return Err(IssueError::NoAdmin);
        }
        if !cases::hold_open(&mut tx, actor.case).await? {
            return Err(IssueError::Closed);
        }
        let lifetime = self.rules.colleague_code;
        let wanted = (actor.case, Purpose::Colleague);
        let secret = (&code, hash.as_str());
        if !codes::add(&mut tx, wanted, secret, self.now, lifetime).await? {
            return Err(IssueError::NoFreeName);
        }
        let offer = Offer {
            code: code.id().to_string(),
            case: actor.case.clone(),
            by: own.clone(),
            role: wish.role,
            label: wish.label.as_str().to_owned(),
        };
        if !profiles::offer(&mut tx, &offer, &wish.form).await? {
            return Err(IssueError::SentBefore);
        }
        if self.open(&mut tx, actor).await? > u64::from(self.rules.colleague_codes_open.get()) {
            return Err(IssueError::TooMany);
        }
        let details = json!({ "code": offer.code, "role": wish.role });
        let event = actor.event("company.colleague_code_issued", None, details);
        audit::record(&mut tx, self.entropy, self.now, event).await?;
        tx.commit().await?;
        Ok(Issued {
            code,
            expires_at: self.now + lifetime,
        })
    }

    /// A code whose name no other has.
    async fn free_code(&self) -> Result<UnlockCode, IssueError> {
        let mut tx = self.db.read().await?;
        for _ in 0..20 {
            let code = UnlockCode::generate(self.entropy);
            if codes::find(&mut tx, &code.id()).await?.is_none() {
                return Ok(code);
            }
        }
        Err(IssueError::NoFreeName)
    }

    /// How many codes for colleagues are open, the new one with them.
    async fn open(&self, tx: &mut Tx, actor: &Actor<'_>) -> Result<u64, StoreError> {
        let all = codes::list(tx, actor.case).await?;
        let most = self.rules.tries.get();
        let open = all.iter().filter(|code| {
            code.purpose == Purpose::Colleague && code.state(self.now, most) == State::Open
        });
        Ok(u64::try_from(open.count()).unwrap_or(u64::MAX))
    }
}
