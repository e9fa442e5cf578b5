//! Registering: the form is good, now write the mail.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{Token, TokenHash};

use super::model::SignUp;
use super::{CONSENT_TEXTS, store};
use crate::accounts::{self, EmailAddress};
use crate::audit;
use crate::interactions::InteractionId;

/// A filled-in form that meets every rule; the password is already hashed.
#[derive(Debug)]
pub(crate) struct Registration {
    pub(crate) email: EmailAddress,
    pub(crate) phc: String,
    pub(crate) locale: String,
    pub(crate) visitor: TokenHash,
    pub(crate) interaction: Option<InteractionId>,
}

/// What is to be mailed to the address. The visitor is told the same in both cases.
#[derive(Debug)]
pub(crate) enum Begun {
    /// The link that confirms the address.
    Waiting(Token),
    /// The address has an account: its owner is told that someone tried.
    Known,
}

/// Keeps the registration until its address is confirmed.
pub(crate) async fn begin(
    tx: &mut Tx,
    entropy: &dyn Entropy,
    now: Timestamp,
    registration: Registration,
) -> Result<Begun, StoreError> {
    let known = accounts::find_by_email(tx, &registration.email).await?;
    if let Some(account) = known {
        let event = audit::Event {
            name: "sign_up.address_known",
            by: audit::By::Visitor,
            about: Some(account.id.as_str()),
            on_behalf: None,
            details: serde_json::json!({}),
        };
        audit::record(tx, entropy, now, event).await?;
        return Ok(Begun::Known);
    }
    let token = Token::generate(entropy);
    let sign_up = SignUp {
        visitor: registration.visitor,
        email: registration.email,
        phc: registration.phc,
        locale: registration.locale,
        interaction: registration.interaction,
        versions: CONSENT_TEXTS.map(|text| text.version.to_owned()),
        created_at: now,
        used_at: None,
    };
    store::insert(tx, &token.hash(), &sign_up).await?;
    Ok(Begun::Waiting(token))
}
