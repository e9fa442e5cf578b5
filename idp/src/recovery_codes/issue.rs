//! Making codes. Drawing hashes and takes its time, so it comes before the transaction.

use serde_json::json;
use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{Busy, PasswordHasher, random_id};

use super::{Code, Drawn, Kind, store};
use crate::accounts::AccountId;
use crate::audit;

/// For whom codes are, how they reach that person, and who issues them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Issue<'a> {
    pub(crate) account: &'a AccountId,
    pub(crate) kind: Kind,
    pub(crate) by: audit::By<'a>,
}

/// Draws `count` fresh secrets.
///
/// # Errors
/// [`Busy`] when too much is being hashed.
pub(crate) async fn draw(
    entropy: &dyn Entropy,
    hasher: &PasswordHasher,
    count: usize,
) -> Result<Vec<Drawn>, Busy> {
    let mut drawn = Vec::with_capacity(count);
    for _ in 0..count {
        let code = Code::generate(entropy);
        let phc = hasher.hash(&code.secret()).await?;
        drawn.push(Drawn { code, phc });
    }
    Ok(drawn)
}

/// Makes what was drawn the account's codes of this kind; its former ones of the kind are dead.
/// The codes are for the person alone and can never be shown again.
pub(crate) async fn issue(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    issue: Issue<'_>,
    drawn: Vec<Drawn>,
) -> Result<Vec<Code>, StoreError> {
    store::revoke(tx, issue.account, issue.kind, now).await?;
    let batch = random_id(entropy);
    let mut codes = Vec::with_capacity(drawn.len());
    for mut one in drawn {
        while !store::insert(tx, (&random_id(entropy), &batch), now, issue, &one).await? {
            one.code.rename(entropy);
        }
        codes.push(one.code);
    }
    let event = audit::Event {
        name: "recovery_codes.issued",
        by: issue.by,
        about: Some(issue.account.as_str()),
        on_behalf: None,
        details: json!({ "kind": issue.kind.word(), "count": codes.len() }),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok(codes)
}
