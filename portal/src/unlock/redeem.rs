//! What a right code does: it is used up, and its case belongs to this account.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use crate::cases::Case;
use crate::codes::{CodeId, State};
use crate::residents::ResidentId;
use crate::sessions::Session;
use crate::{audit, codes, profiles};

/// What came of a code whose secret and proof were right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Done {
    /// The profile is this account's and chosen in this session.
    Unlocked {
        /// Whose it was, if another account had it.
        moved_from: Option<ResidentId>,
    },
    /// The code is used up.
    Used,
    /// The office has taken the code back.
    Revoked,
    /// The code is too old.
    Expired,
}

/// Uses the code for the person of `session`.
pub(crate) async fn redeem(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    session: &Session,
    (code, case): (&CodeId, &Case),
) -> Result<Done, StoreError> {
    let resident = &session.resident;
    if !codes::redeem(tx, code, resident.as_str(), now).await? {
        return not_good(tx, now, session, (code, case)).await;
    }
    let attached = profiles::attach(tx, entropy, now, resident, case).await?;
    profiles::choose(tx, now, &session.id, resident, Some(&attached.profile)).await?;
    let event = audit::Event {
        name: "code.redeemed",
        by: audit::By::Resident(resident.as_str()),
        about: Some(resident.as_str()),
        case: Some(case.id.as_str()),
        on_behalf: None,
        details: json!({ "code": code.as_str() }),
    };
    audit::record(tx, entropy, now, event).await?;
    if let Some(before) = &attached.moved_from {
        let event = audit::Event {
            name: "profile.moved",
            by: audit::By::Resident(resident.as_str()),
            about: Some(before.as_str()),
            case: Some(case.id.as_str()),
            on_behalf: None,
            details: json!({}),
        };
        audit::record(tx, entropy, now, event).await?;
    }
    Ok(Done::Unlocked {
        moved_from: attached.moved_from,
    })
}

/// Why the code is not good any more. Sent twice by the one who used it, it has done its work.
async fn not_good(
    tx: &mut Tx,
    now: Timestamp,
    session: &Session,
    (code, case): (&CodeId, &Case),
) -> Result<Done, StoreError> {
    let Some(stored) = codes::find(tx, code).await? else {
        return Ok(Done::Revoked);
    };
    match stored.state(now, u32::MAX) {
        State::Used => {
            let all = profiles::list(tx, &session.resident).await?;
            let mine = all
                .iter()
                .find(|listed| listed.profile.case.as_ref() == Some(&case.id));
            match mine {
                Some(mine) if stored.used_by.as_deref() == Some(session.resident.as_str()) => {
                    let profile = Some(&mine.profile.id);
                    profiles::choose(tx, now, &session.id, &session.resident, profile).await?;
                    Ok(Done::Unlocked { moved_from: None })
                }
                _ => Ok(Done::Used),
            }
        }
        State::Revoked => Ok(Done::Revoked),
        _ => Ok(Done::Expired),
    }
}
