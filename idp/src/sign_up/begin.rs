//! Registering: the form is good, now write the mail.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::{Token, TokenHash};

use super::model::SignUp;
use super::{CONSENT_TEXTS, store};
use crate::accounts::{self, EmailAddress};
use crate::audit;
use crate::identities::Vault;
use crate::interactions::InteractionId;
use crate::upstream::Proven;

/// Where a registration keeps its identity.
pub(super) const IDENTITY: &str = "sign_ups";

/// How the person will sign in.
#[derive(Debug)]
pub(crate) enum WayIn {
    /// By a password, already hashed.
    Password(String),
    /// By an official identity, which was proven in this browser.
    Identity(Box<Proven>),
}

/// A filled-in form that meets every rule.
#[derive(Debug)]
pub(crate) struct Registration {
    pub(crate) email: EmailAddress,
    pub(crate) way_in: WayIn,
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
    Vault { sealing, entropy }: Vault<'_>,
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
    let (phc, identity) = match registration.way_in {
        WayIn::Password(phc) => (Some(phc), None),
        WayIn::Identity(proven) => (None, Some(proven.seal(sealing, entropy, IDENTITY))),
    };
    let sign_up = SignUp {
        visitor: registration.visitor,
        email: registration.email,
        phc,
        identity,
        locale: registration.locale,
        interaction: registration.interaction,
        versions: CONSENT_TEXTS.map(|text| text.version.to_owned()),
        created_at: now,
        used_at: None,
    };
    store::insert(tx, &token.hash(), &sign_up).await?;
    Ok(Begun::Waiting(token))
}
