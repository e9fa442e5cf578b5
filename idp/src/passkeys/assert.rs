//! Signing in with a passkey: the authenticator names the account, nobody types a user name.

use shared::clock::Timestamp;
use shared::db::{StoreError, Tx};
use shared::secret::TokenHash;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, PublicKeyCredential, RequestChallengeResponse, WebauthnError,
};

use super::data;
use super::party::{LIFETIME, RelyingParty, answered, challenge_id, named_once, unframed};
use super::store::{self, Ceremony, Kind};
use crate::accounts::{self, Account};

/// A passkey has answered rightly.
#[derive(Debug, Clone)]
pub(crate) struct Asserted {
    pub(crate) account: Account,
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
    #[error("the answer is no passkey's, or names two")]
    Ambiguous,
    #[error("the authenticator's data do not end where they say")]
    Surplus,
    #[error("the authenticator's answer is not acceptable")]
    Rejected(#[source] WebauthnError),
    #[error("the passkey was used elsewhere at the same time")]
    Overtaken,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks for any passkey of this server. Whether by the browser's autofill or at once is for the
/// page to say.
pub(crate) async fn begin_assertion(
    tx: &mut Tx,
    party: &RelyingParty,
    now: Timestamp,
    visitor: &TokenHash,
) -> Result<RequestChallengeResponse, AssertError> {
    let (mut options, state) = party
        .webauthn()
        .start_discoverable_authentication()
        .map_err(AssertError::Begin)?;
    options.mediation = None;
    let ceremony = Ceremony {
        id: &challenge_id(&options.public_key.challenge),
        kind: Kind::Get,
        bound_to: visitor.as_bytes(),
    };
    store::begin(tx, ceremony, &state, now + LIFETIME).await?;
    Ok(options)
}

/// Takes the challenge that `answer` is for: it has had its one answer then. Commit before
/// looking further.
pub(crate) async fn take_assertion(
    tx: &mut Tx,
    now: Timestamp,
    visitor: &TokenHash,
    answer: &PublicKeyCredential,
) -> Result<Option<DiscoverableAuthentication>, StoreError> {
    let Some(id) = answered(&answer.response.client_data_json) else {
        return Ok(None);
    };
    let ceremony = Ceremony {
        id: &id,
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
    if !named_once(&answer.type_, &answer.id, answer.raw_id.as_ref()) {
        return Err(AssertError::Ambiguous);
    }
    if !data::is_whole(&answer.response.authenticator_data) {
        return Err(AssertError::Surplus);
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
        synced: result.backup_eligible(),
    })
}
