//! The account of a person whose address is proven and who has agreed to both texts.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};

use super::{CONSENT_TEXTS, store};
use crate::accounts::{self, AccountId, EmailAddress};
use crate::{audit, passwords};

/// Who gets an account; the password is already hashed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewPerson<'a> {
    pub(super) email: &'a EmailAddress,
    /// None: an official identity is the way in.
    pub(super) phc: Option<&'a str>,
    pub(super) locale: &'a str,
    /// Of the texts that were agreed to, in the order of [`CONSENT_TEXTS`].
    pub(super) versions: [&'a str; 2],
    pub(super) agreed_at: Timestamp,
}

impl<'a> NewPerson<'a> {
    /// Agreeing to the texts that are shown today.
    pub(crate) fn agreeing_now(
        email: &'a EmailAddress,
        phc: &'a str,
        locale: &'a str,
        now: Timestamp,
    ) -> Self {
        Self {
            email,
            phc: Some(phc),
            locale,
            versions: CONSENT_TEXTS.map(|text| text.version),
            agreed_at: now,
        }
    }
}

/// Account, password (if there is one) and both consents; `None` when the address has an account already.
pub(crate) async fn create(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    person: &NewPerson<'_>,
) -> Result<Option<AccountId>, StoreError> {
    let locale = Some(person.locale);
    let created = accounts::create(tx, entropy, now, person.email, locale).await?;
    let Some(account) = created else {
        return Ok(None);
    };
    if let Some(phc) = person.phc {
        passwords::set(tx, &account, phc, now).await?;
    }
    store::insert_agreements(tx, &account, person).await?;
    let event = audit::Event {
        name: "account.created",
        by: audit::By::Account(account.as_str()),
        about: Some(account.as_str()),
        on_behalf: None,
        details: serde_json::json!({}),
    };
    audit::record(tx, entropy, now, event).await?;
    Ok(Some(account))
}
