//! The second of the two, who gets the code to hand it over.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::Tx;

use super::ask::target;
use super::{CounterError, store};
use crate::accounts::{self, Account, AccountId};
use crate::audit;
use crate::recovery_codes::{self, Code, Drawn, Issue, Kind};

/// A code for the hands of the person.
#[derive(Debug)]
pub(crate) struct Approved {
    pub(crate) account: Account,
    pub(crate) code: Code,
    pub(crate) expires_at: Option<Timestamp>,
}

/// Approves the request once and makes its code; earlier ones from the counter are dead. Of two at
/// the same time one gets it.
pub(crate) async fn approve(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    by: &AccountId,
    (id, request): (&AccountId, &str),
    drawn: Drawn,
) -> Result<Approved, CounterError> {
    accounts::lock(tx, id, now).await?;
    let account = target(tx, by, id).await?;
    let asker = store::asker(tx, (id, request), now).await?;
    let asker = asker.ok_or(CounterError::Unknown)?;
    if asker == *by {
        return Err(CounterError::SamePerson);
    }
    if !store::approve(tx, (id, request), by, now).await? {
        return Err(CounterError::Unknown);
    }
    let event = audit::Event {
        name: "account.recovery_approved",
        by: audit::By::Staff(by.as_str()),
        about: Some(id.as_str()),
        on_behalf: Some(asker.as_str()),
        details: json!({ "request": request }),
    };
    audit::record(tx, entropy, now, event).await?;
    let issue = Issue {
        account: id,
        kind: Kind::Counter,
        by: audit::By::Staff(by.as_str()),
    };
    let codes = recovery_codes::issue(tx, entropy, now, issue, vec![drawn]).await?;
    let code = codes.into_iter().next().ok_or(CounterError::Unknown)?;
    Ok(Approved {
        account,
        code,
        expires_at: Kind::Counter.lifetime().map(|it| now + it),
    })
}
