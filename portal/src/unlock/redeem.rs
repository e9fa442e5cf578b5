//! What a right code does: it is used up, and its case belongs to this account, or this account to
//! its organisation.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use crate::cases::{Case, Kind};
use crate::codes::{CodeId, Purpose, State};
use crate::profiles::{Attached, MemberRole, Offered};
use crate::residents::ResidentId;
use crate::sessions::Session;
use crate::{audit, cases, codes, profiles};

/// What came of a code whose secret and proof were right.
#[derive(Debug, Clone)]
pub(crate) enum Done {
    /// The profile is this account's and chosen in this session.
    Unlocked {
        /// Whose it was, if another account had it.
        moved_from: Option<ResidentId>,
        /// The admin of the organisation who vouched for this new member.
        vouched: Option<Offered>,
    },
    /// The code is used up.
    Used,
    /// The office or the admin has taken the code back.
    Revoked,
    /// The code is too old.
    Expired,
    /// The organisation of this session has another case, or the case another organisation.
    Elsewhere,
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
    profiles::take_turn(tx, &case.id).await?;
    if !is_free_for(tx, session, case).await? {
        return Ok(Done::Elsewhere);
    }
    let Some(promise) = promise(tx, code, case).await? else {
        return not_good(tx, (entropy, now), session, (code, case)).await;
    };
    if !codes::redeem(tx, code, resident.as_str(), now).await? {
        return not_good(tx, (entropy, now), session, (code, case)).await;
    }
    let attached = profiles::attach(tx, entropy, now, resident, (case, promise.role())).await?;
    if case.record.kind() != Kind::Person {
        profiles::act(tx, entropy, now, session, case).await?;
    }
    profiles::choose(tx, (entropy, now), session, Some(&attached.profile)).await?;
    note(tx, entropy, now, session, (code, case, &attached)).await?;
    Ok(Done::Unlocked {
        moved_from: attached.moved_from,
        vouched: match promise {
            Promise::Admins(offered) if attached.is_new => Some(offered),
            _ => None,
        },
    })
}

/// Whether the organisation that this session is proven for and the case may belong together, now
/// that it is our turn.
async fn is_free_for(tx: &mut Tx, session: &Session, case: &Case) -> Result<bool, StoreError> {
    let Some(proven) = profiles::proven(session) else {
        return Ok(true);
    };
    if case.record.kind() == Kind::Person {
        return Ok(true);
    }
    let bound = cases::of_organisation(tx, &proven.id).await?;
    if bound.is_some_and(|bound| bound != case.id) {
        return Ok(false);
    }
    let now = cases::find(tx, &case.id).await?;
    Ok(now.is_some_and(|case| case.may_be_of(&proven)))
}

/// Who vouches for whoever redeems the code.
#[derive(Debug)]
enum Promise {
    /// The office.
    Offices,
    /// An admin of the organisation.
    Admins(Offered),
}

impl Promise {
    /// The first one in an organisation comes from the office and is to bring in the others (S6).
    const fn role(&self) -> MemberRole {
        match self {
            Self::Offices => MemberRole::Admin,
            Self::Admins(offered) => offered.role,
        }
    }
}

/// What the code promises; `None` when nobody stands behind it any more.
async fn promise(tx: &mut Tx, code: &CodeId, case: &Case) -> Result<Option<Promise>, StoreError> {
    let purpose = codes::find(tx, code).await?.map(|stored| stored.purpose);
    Ok(match purpose {
        Some(Purpose::Profile) => Some(Promise::Offices),
        Some(Purpose::Colleague) => {
            let offered = profiles::offered(tx, &case.id, code.as_str()).await?;
            offered.map(Promise::Admins)
        }
        None => None,
    })
}

async fn note(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    session: &Session,
    (code, case, attached): (&CodeId, &Case, &Attached),
) -> Result<(), StoreError> {
    let resident = session.resident.as_str();
    let organisation = case.record.kind() != Kind::Person;
    let on_behalf = organisation.then_some(case.id.as_str());
    let event = audit::Event {
        name: "code.redeemed",
        by: audit::By::Resident(resident),
        about: Some(resident),
        case: Some(case.id.as_str()),
        on_behalf,
        details: json!({ "code": code.as_str() }),
    };
    audit::record(tx, entropy, now, event).await?;
    if attached.is_new && organisation {
        let event = audit::Event {
            name: "company.colleague_joined",
            by: audit::By::Resident(resident),
            about: Some(resident),
            case: Some(case.id.as_str()),
            on_behalf,
            details: json!({ "member": attached.profile.as_str() }),
        };
        audit::record(tx, entropy, now, event).await?;
    }
    if let Some(before) = &attached.moved_from {
        let event = audit::Event {
            name: "profile.moved",
            by: audit::By::Resident(resident),
            about: Some(before.as_str()),
            case: Some(case.id.as_str()),
            on_behalf: None,
            details: json!({}),
        };
        audit::record(tx, entropy, now, event).await?;
    }
    Ok(())
}

/// Why the code is not good any more. Sent twice by the one who used it, it has done its work.
async fn not_good(
    tx: &mut Tx,
    (entropy, now): (&dyn Entropy, Timestamp),
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
                    profiles::choose(tx, (entropy, now), session, profile).await?;
                    Ok(Done::Unlocked {
                        moved_from: None,
                        vouched: None,
                    })
                }
                _ => Ok(Done::Used),
            }
        }
        State::Expired => Ok(Done::Expired),
        // Also an open one whose admin is no admin any more.
        _ => Ok(Done::Revoked),
    }
}
