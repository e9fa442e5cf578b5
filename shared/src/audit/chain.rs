//! The chain: each entry's MAC covers the entry before it, so that none can be changed, removed or
//! put in between without the key (`docs/decisions/0007-audit-chain.md`).

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::clock::{Entropy, Timestamp};
use crate::secret::{SealingKey, ct_eq, hmac_sha256, sha256};

/// First byte of what a link's MAC covers.
const LINK: u8 = 1;
/// First byte of what the proof of a forgetting covers.
const FORGETTING: u8 = 2;

/// The key of one server's chain.
#[derive(Debug, Clone)]
pub struct Chain(SealingKey);

/// What a link says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link<'a> {
    /// The place, from 1 on, without gaps.
    pub seq: i64,
    /// When the event happened.
    pub at: Timestamp,
    /// Its name.
    pub event: &'a str,
    /// [`personal_hash`] of what the entry tells of persons.
    pub personal_hash: &'a str,
}

/// The newest link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Its place; 0: the chain is empty.
    pub seq: i64,
    /// Its MAC.
    pub mac: String,
    /// When it was sealed.
    pub at: Timestamp,
}

/// What sealing adds to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// 16 random bytes.
    pub salt: String,
    /// [`personal_hash`].
    pub personal_hash: String,
    /// The place.
    pub seq: i64,
    /// The MAC.
    pub mac: String,
}

impl Chain {
    /// The chain's key, from the server's.
    #[must_use]
    pub fn new(sealing: &SealingKey) -> Self {
        Self(sealing.derive("audit"))
    }

    /// The MAC of `link` after the one with MAC `previous` (empty: the first).
    #[must_use]
    pub fn mac(&self, previous: &str, link: &Link<'_>) -> String {
        hex(&hmac_sha256(self.0.as_bytes(), &canonical(previous, link)))
    }

    /// Seals what comes after `head`; the head becomes it.
    pub fn seal(
        &self,
        head: &mut Head,
        entropy: &dyn Entropy,
        (at, event, personal): (Timestamp, &str, &str),
    ) -> Seal {
        let mut salt = [0; 16];
        entropy.fill(&mut salt);
        let salt = hex(&salt);
        let personal_hash = personal_hash(&salt, personal);
        let seq = head.seq.saturating_add(1);
        let link = Link {
            seq,
            at,
            event,
            personal_hash: &personal_hash,
        };
        let mac = self.mac(&head.mac, &link);
        head.seq = seq;
        head.mac.clone_from(&mac);
        Seal {
            salt,
            personal_hash,
            seq,
            mac,
        }
    }

    /// Proves that who holds the key forgot these entries.
    #[must_use]
    pub fn forgetting(&self, ranges: &[(i64, i64)]) -> String {
        let mut bytes = vec![FORGETTING];
        for (from, to) in ranges {
            bytes.extend(from.to_be_bytes());
            bytes.extend(to.to_be_bytes());
        }
        hex(&hmac_sha256(self.0.as_bytes(), &bytes))
    }
}

/// Whether two MACs or hashes are the same.
pub(super) fn same(one: &str, other: &str) -> bool {
    ct_eq(one.as_bytes(), other.as_bytes())
}

/// What the chain knows of `personal`: without the salt, which goes with it, nobody can try which
/// text it was.
#[must_use]
pub fn personal_hash(salt: &str, personal: &str) -> String {
    let mut bytes = Vec::new();
    field(&mut bytes, salt);
    field(&mut bytes, personal);
    hex(&sha256(&bytes))
}

/// The bytes of a link: different for different links, since each text comes after its length.
fn canonical(previous: &str, link: &Link<'_>) -> Vec<u8> {
    let mut bytes = vec![LINK];
    field(&mut bytes, previous);
    bytes.extend(link.seq.to_be_bytes());
    bytes.extend(link.at.unix().to_be_bytes());
    field(&mut bytes, link.event);
    field(&mut bytes, link.personal_hash);
    bytes
}

fn field(bytes: &mut Vec<u8>, text: &str) {
    let length = u64::try_from(text.len()).expect("a length fits 64 bits");
    bytes.extend(length.to_be_bytes());
    bytes.extend(text.as_bytes());
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(text, "{byte:02x}").expect("a string takes everything");
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::SeededEntropy;

    /// What [`canonical`] wrote, read back.
    fn read(bytes: &[u8]) -> Option<(String, i64, i64, String, String)> {
        fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
            let (taken, rest) = bytes.split_at_checked(count)?;
            *bytes = rest;
            Some(taken)
        }
        fn number(bytes: &mut &[u8]) -> Option<i64> {
            Some(i64::from_be_bytes(take(bytes, 8)?.try_into().ok()?))
        }
        fn text(bytes: &mut &[u8]) -> Option<String> {
            let length = usize::try_from(number(bytes)?).ok()?;
            String::from_utf8(take(bytes, length)?.to_vec()).ok()
        }
        let mut bytes = bytes.strip_prefix(&[LINK])?;
        let read = (
            text(&mut bytes)?,
            number(&mut bytes)?,
            number(&mut bytes)?,
            text(&mut bytes)?,
            text(&mut bytes)?,
        );
        bytes.is_empty().then_some(read)
    }

    proptest! {
        #[test]
        fn a_link_can_be_read_in_one_way_only(
            previous in ".*", seq: i64, at: i64, event in ".*", hash in ".*",
        ) {
            let link = Link {
                seq,
                at: Timestamp::from_unix(at),
                event: &event,
                personal_hash: &hash,
            };
            let bytes = canonical(&previous, &link);
            prop_assert_eq!(read(&bytes), Some((previous, seq, at, event, hash)));
        }

        #[test]
        fn a_hash_tells_salt_from_text(one in ".*", other in ".+") {
            let together = format!("{one}{other}");
            prop_assert_ne!(personal_hash(&one, &other), personal_hash(&together, ""));
        }
    }

    #[test]
    fn every_part_of_a_link_counts() {
        let key = SealingKey::from_bytes([7; 32]);
        let chain = Chain::new(&key);
        let link = Link {
            seq: 2,
            at: Timestamp::from_unix(1_795_424_400),
            event: "code.issued",
            personal_hash: "ab",
        };
        let mac = chain.mac("00", &link);
        assert_eq!(mac.len(), 64);
        for other in [
            chain.mac("01", &link),
            chain.mac("00", &Link { seq: 3, ..link }),
            chain.mac(
                "00",
                &Link {
                    at: Timestamp::from_unix(0),
                    ..link
                },
            ),
            chain.mac(
                "00",
                &Link {
                    event: "code.revoked",
                    ..link
                },
            ),
            chain.mac(
                "00",
                &Link {
                    personal_hash: "ac",
                    ..link
                },
            ),
            Chain::new(&key.derive("other")).mac("00", &link),
        ] {
            assert!(!same(&mac, &other));
        }
    }

    #[test]
    fn sealing_moves_the_head_on() {
        let chain = Chain::new(&SealingKey::from_bytes([7; 32]));
        let mut head = Head {
            seq: 0,
            mac: String::new(),
            at: Timestamp::from_unix(1),
        };
        let entropy = SeededEntropy::new(1);
        let what = (Timestamp::from_unix(1), "a", "{}");
        let first = chain.seal(&mut head, &entropy, what);
        let second = chain.seal(&mut head, &entropy, what);
        assert_eq!((first.seq, second.seq, head.seq), (1, 2, 2));
        assert_eq!(head.mac, second.mac);
        assert_ne!(first.personal_hash, second.personal_hash, "salted");
        assert_ne!(first.mac, second.mac);
    }
}
