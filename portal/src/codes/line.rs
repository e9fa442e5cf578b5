//! The codes of a case as the office sees them: never the code itself, but what became of it and
//! of its letter.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};

use super::model::Stored;
use super::{CodeId, Purpose, store};
use crate::cases::CaseId;
use crate::letters_outbox::{self, LetterState};

/// One code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CodeLine {
    pub(crate) id: CodeId,
    pub(crate) purpose: Purpose,
    pub(crate) issued_at: Timestamp,
    /// Who of the staff issued it (a resident's id); `None`: at the shell, or an organisation's
    /// admin.
    pub(crate) issued_by: Option<String>,
    pub(crate) expires_at: Timestamp,
    pub(crate) state: CodeState,
    /// Its letter; `None`: it has none, or the letter was held back.
    pub(crate) letter: Option<LetterState>,
}

/// What became of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeState {
    /// Nobody has redeemed it yet.
    Waiting,
    Redeemed {
        at: Timestamp,
    },
    /// Too old.
    Expired,
    /// Killed by wrong tries.
    Dead {
        tries: i64,
    },
    /// Taken back, or replaced by a newer one.
    Revoked {
        at: Timestamp,
    },
}

impl CodeState {
    /// What happened first is told.
    fn of(stored: &Stored, now: Timestamp, most_tries: u32) -> Self {
        let revoked = stored.revoked_at.filter(|at| *at < stored.expires_at);
        if let Some(at) = stored.used_at {
            Self::Redeemed { at }
        } else if stored.tries >= i64::from(most_tries) {
            Self::Dead {
                tries: stored.tries,
            }
        } else if let Some(at) = revoked {
            Self::Revoked { at }
        } else if stored.expires_at <= now {
            Self::Expired
        } else {
            Self::Waiting
        }
    }
}

/// The codes of a case, the newest first. So many wrong tries kill a code.
pub(crate) async fn of_case(
    tx: &mut Tx,
    case: &CaseId,
    now: Timestamp,
    most_tries: u32,
) -> Result<Vec<CodeLine>, StoreError> {
    let letters = letters_outbox::of_case(tx, case.as_str()).await?;
    let all = store::list(tx, case).await?;
    let line = |stored: Stored| CodeLine {
        state: CodeState::of(&stored, now, most_tries),
        letter: letters.get(stored.id.as_str()).copied(),
        id: stored.id,
        purpose: stored.purpose,
        issued_at: stored.issued_at,
        issued_by: stored.issued_by,
        expires_at: stored.expires_at,
    };
    Ok(all.into_iter().map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored() -> Stored {
        Stored {
            id: CodeId::new("ABCDE".to_owned()),
            case: CaseId::new("case".to_owned()),
            purpose: Purpose::Profile,
            tries: 0,
            issued_at: Timestamp::from_unix(0),
            issued_by: None,
            expires_at: Timestamp::from_unix(100),
            used_at: None,
            used_by: None,
            revoked_at: None,
        }
    }

    #[test]
    fn the_state_tells_what_happened_first() {
        let at = Timestamp::from_unix;
        let state = |stored: &Stored, now| CodeState::of(stored, at(now), 5);
        assert_eq!(state(&stored(), 99), CodeState::Waiting);
        assert_eq!(state(&stored(), 100), CodeState::Expired);
        let dead = Stored {
            tries: 5,
            revoked_at: Some(at(50)),
            ..stored()
        };
        assert_eq!(state(&dead, 60), CodeState::Dead { tries: 5 });
        let revoked = Stored {
            revoked_at: Some(at(50)),
            ..stored()
        };
        assert_eq!(state(&revoked, 200), CodeState::Revoked { at: at(50) });
        let replaced_later = Stored {
            revoked_at: Some(at(150)),
            ..stored()
        };
        assert_eq!(state(&replaced_later, 200), CodeState::Expired);
        let used = Stored {
            used_at: Some(at(20)),
            tries: 4,
            ..stored()
        };
        assert_eq!(state(&used, 200), CodeState::Redeemed { at: at(20) });
    }
}
