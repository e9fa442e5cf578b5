//! Registering a passkey (S59–S63).

use shared::clock::{Entropy, Timestamp};
use shared::db::{StoreError, Tx};
use shared::secret::{random_id, sha256};
use webauthn_rs::prelude::{
    CreationChallengeResponse, PasskeyRegistration, RegisterPublicKeyCredential, WebauthnError,
};
use webauthn_rs_proto::ResidentKeyRequirement;

use super::party::{LIFETIME, RelyingParty, answered, challenge_id, named_once, unframed};
use super::store::{self, Ceremony, Kind, NewPasskey};
use super::{PasskeyId, PasskeyName, aaguid, data};
use crate::accounts::Account;

/// Who registers: an account in one of its sessions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Owner<'a> {
    pub(crate) account: &'a Account,
    pub(crate) session: &'a str,
}

/// A passkey that the account has now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Enrolled {
    /// It can leave its device.
    pub(crate) synced: bool,
}

/// Why no passkey was registered.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EnrolError {
    #[error("the authenticator's answer is not acceptable")]
    Rejected(#[source] WebauthnError),
    #[error("the ceremony ran inside a foreign page")]
    Framed,
    #[error("the answer is no passkey's, or names two")]
    Ambiguous,
    #[error("the authenticator's data do not end where they say")]
    Surplus,
    #[error("the credential cannot be found without a user name")]
    NotDiscoverable,
    #[error("the credential is registered already")]
    Known,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks for a new passkey that can be found without a user name, on an authenticator that has
/// none of this account yet.
pub(crate) async fn begin_enrolment(
    tx: &mut Tx,
    party: &RelyingParty,
    now: Timestamp,
    owner: Owner<'_>,
) -> Result<CreationChallengeResponse, EnrolError> {
    let known = store::credential_ids(tx, &owner.account.id).await?;
    let name = owner.account.email.as_str();
    let (mut options, state) = party
        .webauthn()
        .start_passkey_registration(owner.account.handle, name, name, Some(known))
        .map_err(EnrolError::Rejected)?;
    // The library asks for "discouraged", which some authenticators take at its word.
    if let Some(selection) = options.public_key.authenticator_selection.as_mut() {
        selection.resident_key = Some(ResidentKeyRequirement::Required);
        selection.require_resident_key = true;
    }
    let ceremony = Ceremony {
        id: &challenge_id(&options.public_key.challenge),
        kind: Kind::Create,
        bound_to: &sha256(owner.session.as_bytes()),
    };
    store::begin(tx, ceremony, &state, now + LIFETIME).await?;
    Ok(options)
}

/// Takes the challenge that `answer` is for: it has had its one answer then. Commit before
/// looking further.
pub(crate) async fn take_enrolment(
    tx: &mut Tx,
    now: Timestamp,
    owner: Owner<'_>,
    answer: &RegisterPublicKeyCredential,
) -> Result<Option<PasskeyRegistration>, StoreError> {
    let Some(id) = answered(answer.response.client_data_json.as_ref()) else {
        return Ok(None);
    };
    let ceremony = Ceremony {
        id: &id,
        kind: Kind::Create,
        bound_to: &sha256(owner.session.as_bytes()),
    };
    store::take(tx, ceremony, now).await
}

/// Registers the passkey that `answer` tells of.
pub(crate) async fn enrol(
    tx: &mut Tx,
    (party, entropy): (&RelyingParty, &dyn Entropy),
    now: Timestamp,
    owner: Owner<'_>,
    (state, answer, name): (
        &PasskeyRegistration,
        &RegisterPublicKeyCredential,
        &PasskeyName,
    ),
) -> Result<Enrolled, EnrolError> {
    if !unframed(answer.response.client_data_json.as_ref()) {
        return Err(EnrolError::Framed);
    }
    if !named_once(&answer.type_, &answer.id, answer.raw_id.as_ref()) {
        return Err(EnrolError::Ambiguous);
    }
    if !data::is_whole_in(answer.response.attestation_object.as_ref()) {
        return Err(EnrolError::Surplus);
    }
    let made = answer.extensions.cred_props.as_ref().and_then(|it| it.rk);
    if made == Some(false) {
        return Err(EnrolError::NotDiscoverable);
    }
    let credential = party
        .webauthn()
        .finish_passkey_registration(answer, state)
        .map_err(EnrolError::Rejected)?;
    let synced = store::is_backup_eligible(&credential)?;
    let id = PasskeyId::new(random_id(entropy));
    let passkey = NewPasskey {
        id: &id,
        account: &owner.account.id,
        name,
        synced,
        aaguid: aaguid::read(answer.response.attestation_object.as_ref()),
    };
    if store::insert(tx, passkey, &credential, now).await? {
        Ok(Enrolled { synced })
    } else {
        Err(EnrolError::Known)
    }
}
