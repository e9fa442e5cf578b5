//! Changing the address: in one transaction with its entry in the log, and only what the customer
//! saw.

use serde_json::{Value, json};
use shared::claims::IdentityLevel;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use crate::cases::{
    self, Address, ByCustomer, CaseId, Difference, Identity, Kind, Mismatch, RecordError,
};
use crate::residents::ResidentId;
use crate::rp::ProvenPerson;
use crate::{audit, profiles};

/// How well one must be known for it.
pub(crate) const NEEDED: IdentityLevel = IdentityLevel::Substantial;

/// Who changes it, and how they proved who they are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Author<'a> {
    pub(crate) resident: &'a ResidentId,
    pub(crate) level: IdentityLevel,
    pub(crate) person: &'a ProvenPerson,
    pub(crate) means: &'a [String],
    /// The application of others that they use.
    pub(crate) client: Option<&'a str>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Changed {
    Done,
    /// It is on record already.
    Same,
    /// Who was proven is not whom the case is about. Nothing is changed, but that is noted, so
    /// commit all the same.
    SomebodyElse,
}

/// Why it was not changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangeError {
    /// The case is not any more what it was when it was shown.
    #[error("the case was changed meanwhile")]
    Meanwhile,
    #[error("the case is closed")]
    Closed,
    /// It is no person's case, or no longer this person's.
    #[error("the person has no profile of this case")]
    NotTheirs,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<RecordError> for ChangeError {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Store(error) => error.into(),
            RecordError::Taken | RecordError::Meanwhile => Self::Meanwhile,
        }
    }
}

/// Changes the address of the case of which this version was seen.
pub(crate) async fn change(
    tx: &mut Tx,
    (entropy, now): (&dyn Entropy, Timestamp),
    author: Author<'_>,
    (case, version): (&CaseId, i64),
    address: &Address,
) -> Result<Changed, ChangeError> {
    // Who has the case stays the same until this is done.
    profiles::take_turn(tx, case).await?;
    if !profiles::holds(tx, author.resident, case).await? {
        return Err(ChangeError::NotTheirs);
    }
    let known = cases::find(tx, case).await?;
    let known = known.filter(|known| known.record.kind() == Kind::Person);
    let known = known.ok_or(ChangeError::NotTheirs)?;
    if !known.is_open() {
        return Err(ChangeError::Closed);
    }
    if known.version != version {
        return Err(ChangeError::Meanwhile);
    }
    if known.record.address == *address {
        return Ok(Changed::Same);
    }
    let identity = Identity {
        family_name: author.person.family_name.as_deref(),
        birth_date: author.person.birth_date.as_deref(),
    };
    let differences = known.record.differences(identity);
    if !author.person.is_personal() || !differences.is_empty() {
        note_mismatch(tx, (entropy, now), author, (case, differences)).await?;
        return Ok(Changed::SomebodyElse);
    }
    let by = ByCustomer {
        resident: author.resident.to_string(),
        level: author.level,
        proven_at: author.person.at().unix(),
        means: author.means.to_vec(),
        client: author.client.map(str::to_owned),
    };
    cases::change_address(tx, now, (case, version), address, &by).await?;
    let details = json!({
        "acr": author.level.as_str(), "amr": author.means, "proven_at": by.proven_at,
    });
    let event = event("profile.address_changed", author, case, details);
    audit::record(tx, entropy, now, event).await?;
    Ok(Changed::Done)
}

/// Staff see it at the case and in the log: in what it differs, not who was proven.
async fn note_mismatch(
    tx: &mut Tx,
    (entropy, now): (&dyn Entropy, Timestamp),
    author: Author<'_>,
    (case, differences): (&CaseId, Vec<Difference>),
) -> Result<(), StoreError> {
    let details = json!({
        "acr": author.level.as_str(), "proven_at": author.person.at().unix(),
        "differs": differences, "personal": author.person.is_personal(),
    });
    let event = event("profile.identity_mismatch", author, case, details);
    audit::record(tx, entropy, now, event).await?;
    let mismatch = Mismatch::new(now, differences);
    cases::note_mismatch(tx, case, Some(&mismatch)).await
}

fn event<'a>(
    name: &'static str,
    author: Author<'a>,
    case: &'a CaseId,
    details: Value,
) -> audit::Event<'a> {
    let resident = author.resident.as_str();
    audit::Event {
        name,
        by: match author.client {
            Some(client) => audit::By::Client(client),
            None => audit::By::Resident(resident),
        },
        about: Some(resident),
        case: Some(case.as_str()),
        on_behalf: author.client.map(|_| resident),
        details,
    }
}
