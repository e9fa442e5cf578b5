//! The authenticator data, byte for byte (WebAuthn Level 3 §6.1): what the flags announce, and nothing
//! behind it. The library reads the beginning and lets anything follow.

use serde::de::{Deserialize, IgnoredAny};
use serde_cbor_2::{Deserializer, Value};

/// In front of what comes along: the hash of the RP id, the flags, the counter.
const HEAD: usize = 37;
const FLAGS: usize = 32;
/// Attested credential data come along.
const CREDENTIAL: u8 = 0x40;
/// Extensions come along.
const EXTENSIONS: u8 = 0x80;

/// Whether these data end where they say.
pub(super) fn is_whole(data: &[u8]) -> bool {
    rest(data).is_some_and(<[u8]>::is_empty)
}

/// The same for those in an attestation object.
pub(super) fn is_whole_in(attestation: &[u8]) -> bool {
    in_object(attestation).is_some_and(|data| is_whole(&data))
}

/// The authenticator data of an attestation object.
pub(super) fn in_object(attestation: &[u8]) -> Option<Vec<u8>> {
    let Value::Map(mut object) = serde_cbor_2::from_slice(attestation).ok()? else {
        return None;
    };
    match object.remove(&Value::Text("authData".to_owned()))? {
        Value::Bytes(data) => Some(data),
        _ => None,
    }
}

/// The model of the authenticator's maker (AAGUID), if a credential comes along.
pub(super) fn model(data: &[u8]) -> Option<&[u8]> {
    (data.get(FLAGS)? & CREDENTIAL != 0).then(|| data.get(HEAD..HEAD + 16))?
}

/// What follows.
fn rest(data: &[u8]) -> Option<&[u8]> {
    let flags = data.get(FLAGS)?;
    let mut rest = data.get(HEAD..)?;
    if flags & CREDENTIAL != 0 {
        let length = u16::from_be_bytes(rest.get(16..18)?.try_into().ok()?);
        rest = after_value(rest.get(18 + usize::from(length)..)?)?;
    }
    if flags & EXTENSIONS != 0 {
        rest = after_value(rest)?;
    }
    Some(rest)
}

/// What follows one value of CBOR.
fn after_value(bytes: &[u8]) -> Option<&[u8]> {
    let mut reader = Deserializer::from_slice(bytes);
    IgnoredAny::deserialize(&mut reader).ok()?;
    bytes.get(reader.byte_offset()..)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn data(flags: u8, more: &[u8]) -> Vec<u8> {
        let mut data = vec![7; FLAGS];
        data.push(flags);
        data.extend([0, 0, 0, 1]);
        data.extend(more);
        data
    }

    /// A model, an id of two bytes, and `{1: 2}` for a key.
    fn credential() -> Vec<u8> {
        let mut bytes = vec![9; 16];
        bytes.extend([0, 2, 5, 5, 0xa1, 1, 2]);
        bytes
    }

    #[test]
    fn what_the_flags_announce_is_there() {
        assert!(is_whole(&data(0x05, &[])));
        assert!(is_whole(&data(0x85, &[0xa0])));
        assert!(is_whole(&data(0x45, &credential())));
        let both = [credential(), vec![0xa1, 0x61, b'x', 0xf5]].concat();
        assert!(is_whole(&data(0xc5, &both)));
        assert_eq!(model(&data(0x45, &credential())), Some(&[9; 16][..]));
        assert_eq!(model(&data(0x05, &credential())), None);
    }

    #[test]
    fn nothing_else_is() {
        for (flags, more) in [
            (0x05, vec![0xa0]),
            (0x05, credential()),
            (0x85, vec![]),
            (0x85, vec![0xa0, 0]),
            (0x45, vec![]),
            (0x45, [credential(), vec![0xa0]].concat()),
            (0x45, credential()[..20].to_vec()),
            (0xc5, credential()),
        ] {
            assert!(!is_whole(&data(flags, &more)), "{flags:x} {more:?}");
        }
        assert!(!is_whole(&[]) && !is_whole_in(&[]) && !is_whole_in(&[0xa0]));
    }

    proptest! {
        #[test]
        fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = (is_whole(&bytes), is_whole_in(&bytes), model(&bytes));
        }
    }
}
