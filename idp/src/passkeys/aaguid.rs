//! Where a passkey lives (WebAuthn Level 3 §6.5.1): the id of the authenticator's model. Nobody vouches
//! for it without an attestation, so it is a hint for the owner and decides nothing.

use uuid::Uuid;

use super::data;

/// What the makers publish, by the name that people know.
const NAMES: [(&str, &str); 31] = [
    ("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4", "Google"),
    ("adce0002-35bc-c60a-648b-0b25f1f05503", "Chrome (Mac)"),
    ("b5397666-4885-aa6b-cebf-e52262a439a2", "Chromium"),
    ("771b48fd-d3d4-4f74-9232-fc157ab0507a", "Edge (Mac)"),
    ("08987058-cadc-4b81-b6e1-30de50dcbe96", "Windows Hello"),
    ("9ddd1817-af5a-4672-a2b9-3e3dd95000a9", "Windows Hello"),
    ("6028b017-b1d4-4c02-b4b3-afcdafc96bb2", "Windows Hello"),
    ("fbfc3007-154e-4ecc-8c0b-6e020557d7bd", "Apple iCloud"),
    ("dd4ec289-e01d-41c9-bb89-70fa845d4bf2", "Apple iCloud"),
    ("53414d53-554e-4700-0000-000000000000", "Samsung Pass"),
    ("bada5566-a7aa-401f-bd96-45619a55120d", "1Password"),
    ("d548826e-79b4-db40-a3d8-11116f7e8349", "Bitwarden"),
    ("531126d6-e717-415c-9320-3d9aa6981239", "Dashlane"),
    ("b84e4048-15dc-4dd0-8640-f4f60813c8af", "NordPass"),
    ("0ea242b4-43c4-4a1b-8b17-dd6d0b6baec6", "Keeper"),
    ("f3809540-7f14-49c1-a8b3-8f813b225541", "Enpass"),
    ("50726f74-6f6e-5061-7373-50726f746f6e", "Proton Pass"),
    ("b78a0a55-6ef8-d246-a042-ba0f6d55050c", "LastPass"),
    ("b35a26b2-8f6e-4697-ab1d-d44db4da28c6", "Zoho Vault"),
    ("de503f9c-21a4-4f76-b4b7-558eb55c6f89", "Devolutions"),
    ("bfc748bb-3429-4faa-b9f9-7cfa9f3b76d0", "iPasswords"),
    ("891494da-2c90-4d31-a9cd-4eab0aed1309", "Sésame"),
    ("fdb141b2-5d84-443e-8a35-4698c205a502", "KeePassXC"),
    ("eaecdef2-1c31-5634-8639-f1cbd9c00a08", "KeePassDX"),
    ("cb69481e-8ff7-4039-93ec-0a2729a154a8", "YubiKey"),
    ("ee882879-721c-4913-9775-3dfcce97072a", "YubiKey"),
    ("fa2b99dc-9e39-4257-8f92-4a30d23c4118", "YubiKey"),
    ("2fc0579f-8113-47ea-b116-bb5a8db9202a", "YubiKey"),
    ("c5ef55ff-ad9a-4b9f-b580-adebafe026d0", "YubiKey"),
    ("d8522d9f-575b-4866-88a9-ba99fa02f35b", "YubiKey Bio"),
    (
        "a4e9fc6d-4cbe-4758-b8ba-37598bb5bbaa",
        "Yubico Security Key",
    ),
];

/// The model in an attestation object that has been checked; none, if it does not tell.
pub(super) fn read(attestation: &[u8]) -> Option<Uuid> {
    let data = data::in_object(attestation)?;
    let id = data::model(&data)?;
    Uuid::from_slice(id).ok().filter(|id| !id.is_nil())
}

/// What its maker calls it, if we know it.
pub(super) fn name(aaguid: &str) -> Option<&'static str> {
    let mut names = NAMES.iter();
    names.find(|(id, _)| *id == aaguid).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde_cbor_2::Value;

    use super::*;

    fn object(flags: u8, id: [u8; 16]) -> Vec<u8> {
        let mut data = vec![0; 32];
        data.push(flags);
        data.extend([0; 4]);
        data.extend(id);
        data.extend([0; 18]);
        let text = |it: &str| Value::Text(it.to_owned());
        let object = [
            (text("fmt"), text("none")),
            (text("attStmt"), Value::Map(BTreeMap::default())),
            (text("authData"), Value::Bytes(data)),
        ];
        serde_cbor_2::to_vec(&Value::Map(object.into_iter().collect())).expect("CBOR")
    }

    #[test]
    fn a_model_is_read_and_known() {
        let id = Uuid::parse_str("d548826e-79b4-db40-a3d8-11116f7e8349").expect("an id");
        let read = read(&object(0x45, id.into_bytes()));
        assert_eq!(read, Some(id));
        assert_eq!(name(&id.to_string()), Some("Bitwarden"));
    }

    #[test]
    fn what_does_not_tell_is_none() {
        assert_eq!(read(&object(0x45, [0; 16])), None);
        assert_eq!(read(&object(0x05, [7; 16])), None);
        assert_eq!(read(b""), None);
        assert_eq!(name(&Uuid::from_bytes([7; 16]).to_string()), None);
    }

    #[test]
    fn every_id_is_one() {
        for (id, _) in NAMES {
            assert_eq!(Uuid::parse_str(id).expect(id).to_string(), id);
        }
    }

    proptest! {
        #[test]
        fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }
    }
}
