//! What the stand-in knows of somebody who signed in by some means, and how far it is to be trusted.
//!
//! What a card, certificate or foreign eID tells has the level of that means; what people wrote
//! into their account themselves has the lowest, and does not exist without an account.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::means::Means;
use super::persons::Person;
use crate::stand_in::{Fact, Facts, House, Level, hex, pseudonym};

pub(super) const HOUSE: House = House {
    name: "bundid",
    claims: &[
        "title",
        "given_name",
        "family_name",
        "birth_family_name",
        "birthdate",
        "place_of_birth",
        "nationalities",
        "gender",
        "address",
        "email",
        "bpk2",
        "bundid_postkorb_handle",
        "bundid_proved_by",
        "bundid_mfa",
        "bundid_eidas_issuing_country",
    ],
    scopes: &[
        ("openid", &[]),
        (
            "profile",
            &["given_name", "family_name", "birthdate", "gender"],
        ),
        ("email", &["email"]),
        ("address", &["address"]),
    ],
    highest: Level::Four,
    trust_claim: Some("trust_levels"),
};

/// How somebody signed in for which service.
#[derive(Debug)]
pub(super) struct SignIn<'a> {
    pub(super) person: &'static Person,
    pub(super) means: &'a Means,
    /// Without an account: no identifier that lasts.
    pub(super) temporary: bool,
    /// See [`crate::stand_in::service`].
    pub(super) service: &'a str,
}

impl SignIn<'_> {
    /// bPK2: stable per service, different across services.
    pub(super) fn bpk2(&self) -> Option<String> {
        let of = || URL_SAFE_NO_PAD.encode(pseudonym("bpk2", &[self.person.id, self.service]));
        (!self.temporary).then(of)
    }

    /// The mailbox: the same for every service.
    fn handle(&self) -> Option<String> {
        let hex = hex(&pseudonym("handle", &[self.person.id])[..16]);
        let parts = [
            &hex[..8],
            &hex[8..12],
            &hex[12..16],
            &hex[16..20],
            &hex[20..],
        ];
        (!self.temporary).then(|| parts.join("-"))
    }

    /// Everything that can be told.
    pub(super) fn facts(&self) -> Facts {
        let known = Level::trust(self.means.level());
        let fact = |value: Value, mark| (!value.is_null()).then_some(Fact { value, mark });
        let proven = |name: &str| match self.means {
            Means::OnlineId => !matches!(name, "email" | "gender"),
            Means::Elster => !matches!(
                name,
                "email" | "gender" | "birth_family_name" | "place_of_birth" | "nationalities"
            ),
            Means::Eidas { .. } => matches!(name, "given_name" | "family_name" | "birthdate"),
            Means::UserName { .. } => false,
        };
        let mut facts = Facts::new();
        for (name, value) in self.personal() {
            let mark = if proven(name) {
                known
            } else {
                Level::One.trust()
            };
            let told = proven(name) || !self.temporary;
            facts.extend(fact(value, mark).filter(|_| told).map(|fact| (name, fact)));
        }
        let country = match self.means {
            Means::Eidas { country, .. } => json!(country),
            _ => Value::Null,
        };
        let own = [
            ("bpk2", json!(self.bpk2())),
            ("bundid_postkorb_handle", json!(self.handle())),
            ("bundid_proved_by", json!(self.means.proved_by())),
            ("bundid_mfa", json!(self.means.mfa())),
            ("bundid_eidas_issuing_country", country),
        ];
        for (name, value) in own {
            facts.extend(fact(value, known).map(|fact| (name, fact)));
        }
        facts
    }

    /// What belongs to the person, `null` where there is nothing.
    fn personal(&self) -> [(&'static str, Value); 10] {
        let person = self.person;
        let address = person.address.as_ref().map(|it| {
            json!({
                "street_address": it.street,
                "postal_code": it.postal_code,
                "locality": it.locality,
                "country": it.country,
            })
        });
        [
            ("title", json!(person.title)),
            ("given_name", json!(person.given_name)),
            ("family_name", json!(person.family_name)),
            ("birth_family_name", json!(person.birth_family_name)),
            ("birthdate", json!(person.birthdate)),
            (
                "place_of_birth",
                json!({ "locality": person.place_of_birth }),
            ),
            ("nationalities", json!([person.nationality])),
            ("gender", json!(person.gender)),
            ("address", json!(address)),
            ("email", json!(person.email)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundid::persons::find;

    fn facts(id: &str, means: &Means, temporary: bool, service: &str) -> Facts {
        let person = find(id).expect("somebody");
        SignIn {
            person,
            means,
            temporary,
            service,
        }
        .facts()
    }

    #[test]
    fn pseudonyms_are_stable_per_service_and_gone_without_an_account() {
        let of = |id, service| {
            facts(id, &Means::OnlineId, false, service)["bpk2"]
                .value
                .clone()
        };
        assert_eq!(of("kim", "a.example"), of("kim", "a.example"));
        assert_ne!(of("kim", "a.example"), of("kim", "b.example"));
        assert_ne!(of("kim", "a.example"), of("erika", "a.example"));
        assert_eq!(of("kim", "a").as_str().map(str::len), Some(43));
        let handle = facts("kim", &Means::Elster, false, "a")["bundid_postkorb_handle"].clone();
        assert_eq!(handle.value.as_str().map(str::len), Some(36));

        let temporary = facts("kim", &Means::OnlineId, true, "a.example");
        for gone in ["bpk2", "bundid_postkorb_handle", "email"] {
            assert!(!temporary.contains_key(gone), "{gone}");
        }
    }

    #[test]
    fn trust_follows_the_means() {
        let erika = facts("erika", &Means::OnlineId, false, "a");
        assert_eq!(erika["address"].value["street_address"], "HEIDESTRAẞE 17");
        assert_eq!(
            (erika["address"].mark, erika["gender"].mark),
            ("HOCH", "UNTERGEORDNET")
        );
        let kim = facts("kim", &Means::Elster, false, "a");
        assert_eq!(
            (kim["birthdate"].mark, kim["email"].mark),
            ("SUBSTANTIELL", "UNTERGEORDNET")
        );
        let uwe = facts("uwe", &Means::UserName { mfa: false }, false, "a");
        assert!(uwe.values().all(|fact| fact.mark == "UNTERGEORDNET"));
        assert_eq!(uwe["bundid_mfa"].value, false);
        assert!(!facts("mila", &Means::OnlineId, false, "a").contains_key("address"));
    }
}
