//! Secrets: tokens that are stored as hashes, values sealed at rest or for one reader, passwords.
//!
//! Nothing here prints what it holds. Not a key store: signing keys live with their server.

mod letter;
mod password;
mod seal;
mod token;

pub use letter::{NoPublicKey, OpeningKey, PublicKey};
pub use password::{Busy, HashCount, PasswordHasher, PasswordWork};
pub use seal::SealingKey;
pub use token::{Token, TokenHash, random_id};

use aws_lc_rs::{digest, hmac};
use subtle::ConstantTimeEq;

/// Whether two byte strings are equal, in time that depends only on their lengths.
#[must_use]
pub fn ct_eq(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

/// SHA-256 of `bytes`.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    out.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    out
}

/// HMAC-SHA-256 of `message` under `key`.
#[must_use]
pub fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    let key = hmac::Key::new(hmac::HMAC_SHA256, key);
    out.copy_from_slice(hmac::sign(&key, message).as_ref());
    out
}
