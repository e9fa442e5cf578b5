use shared::clock::{Entropy, Timestamp};
use shared::secret::{SealingKey, hmac_sha256};

use crate::accounts::AccountId;
use crate::upstream::Service;

/// What seals and names identities.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Vault<'a> {
    pub(crate) sealing: &'a SealingKey,
    pub(crate) entropy: &'a dyn Entropy,
}

impl Vault<'_> {
    /// The name under which a person of a service is kept; says nothing without the key.
    pub(super) fn subject_hash(&self, service: Service, subject: &str) -> Vec<u8> {
        let key = self.sealing.derive("subjects");
        let named = format!("{}\n{subject}", service.word());
        hmac_sha256(key.as_bytes(), named.as_bytes()).to_vec()
    }
}

/// An identity of an account.
#[derive(Debug, Clone)]
pub(crate) struct Identity {
    pub(crate) account: AccountId,
    pub(crate) service: Service,
    pub(crate) linked_at: Timestamp,
    pub(crate) used_at: Timestamp,
    /// It has been proven with two factors: it is a way in by itself.
    pub(crate) strong: bool,
}

/// What came of linking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Linked {
    Made,
    /// It was this account's already.
    Already,
    /// It is another account's.
    Taken,
    /// The account has another identity of this service.
    HasAnother,
}
