//! Signing in with a passkey: the authenticator names the account, nobody types a user name.

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{TokenHash, random_id};
use webauthn_rs::prelude::{
    DiscoverableAuthentication, PublicKeyCredential, RequestChallengeResponse, WebauthnError,
};

use super::party::{LIFETIME, RelyingParty, unframed};
use super::store::{self, Ceremony, Kind};
use super::{Challenge, PasskeyId};
use crate::accounts::{self, Account};

/// A passkey has answered rightly.
#[derive(Debug, Clone)]
pub(crate) struct Asserted {
    pub(crate) account: Account,
    pub(crate) passkey: PasskeyId,
    /// It can leave its device.
    pub(crate) synced: bool,
}

/// Why an answer signs nobody in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AssertError {
    #[error("the challenge could not be made")]
    Begin(#[source] WebauthnError),
    #[error("the credential belongs to no account that the answer names")]
    Unknown,
    #[error("the ceremony ran inside a foreign page")]
    Framed,
    #[error("the authenticator's answer is not acceptable")]
    Rejected(#[source] WebauthnError),
    #[error("the passkey was used elsewhere at the same time")]
    Overtaken,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks for any passkey of this server; by the browser's autofill when `conditional`, else at
/// once.
pub(crate) async fn begin_assertion(
    tx: &mut Tx,
    (party, entropy): (&RelyingParty, &dyn Entropy),
    now: Timestamp,
    visitor: &TokenHash,
    conditional: bool,
) -> Result<Challenge<RequestChallengeResponse>, AssertError> {
    let (mut options, state) = party
        .webauthn()
        .start_discoverable_authentication()
        .map_err(AssertError::Begin)?;
    if !conditional {
        options.mediation = None;
    }
    let id = random_id(entropy);
    let ceremony = Ceremony {
        id: &id,
        kind: Kind::Get,
        bound_to: visitor.as_bytes(),
    };
    store::begin(tx, ceremony, &state, now + LIFETIME).await?;
    Ok(Challenge { id, options })
}

/// Takes the challenge `id` of this browser: it has had its one answer then. Commit before
/// looking at the answer.
pub(crate) async fn take_assertion(
    tx: &mut Tx,
    now: Timestamp,
    visitor: &TokenHash,
    id: &str,
) -> Result<Option<DiscoverableAuthentication>, StoreError> {
    let ceremony = Ceremony {
        id,
        kind: Kind::Get,
        bound_to: visitor.as_bytes(),
    };
    store::take(tx, ceremony, now).await
}

/// Whose passkey `answer` comes from. Its counter and backup state are kept.
pub(crate) async fn assert(
    tx: &mut Tx,
    party: &RelyingParty,
    now: Timestamp,
    state: DiscoverableAuthentication,
    answer: &PublicKeyCredential,
) -> Result<Asserted, AssertError> {
    if !unframed(&answer.response.client_data_json) {
        return Err(AssertError::Framed);
    }
    let (handle, credential_id) = party
        .webauthn()
        .identify_discoverable_authentication(answer)
        .map_err(AssertError::Rejected)?;
    let account = accounts::find_by_handle(tx, handle).await?;
    let account = account.ok_or(AssertError::Unknown)?;
    let kept = store::by_credential(tx, &account.id, credential_id).await?;
    let kept = kept.ok_or(AssertError::Unknown)?;
    let result = party
        .webauthn()
        .finish_discoverable_authentication_v2(answer, state, &kept.credential)
        .map_err(AssertError::Rejected)?;
    if !store::note_use(tx, &kept, &result, now).await? {
        return Err(AssertError::Overtaken);
    }
    Ok(Asserted {
        account,
        passkey: kept.id,
        synced: result.backup_eligible(),
    })
}
