//! What the stand-in tells of an organisation and of who acts for it. The page says of each where
//! it comes from: the tax office, the residents' register, or ELSTER itself.

use serde_json::{Value, json};

use super::organisations::{Actor, Organisation};
use crate::stand_in::{Fact, Facts, House, Level, hex, pseudonym};

const TAX: &str = "tax";
const RESIDENTS: &str = "residents";
const ELSTER: &str = "elster";

/// The whole set that the tax office passes on; `openid` asks for all of it.
const ALL: &[&str] = &[
    "org_company_name",
    "org_legal_form_code",
    "org_legal_form_text",
    "org_occupation_code",
    "org_occupation_text",
    "org_register_type",
    "org_register_number",
    "org_register_court",
    "org_address_type",
    "org_street",
    "org_building",
    "org_zip_code",
    "org_city",
    "org_country",
    "title",
    "given_name",
    "family_name",
    "birthdate",
    "elster_identitaetstyp",
    "elster_datenkranz_typ",
    "preferred_username",
    "elster_datenuebermittler",
    "trust_level_identification",
    "trust_level_authentication",
    "IstTestkonto",
];

pub(super) const HOUSE: House = House {
    name: "muk",
    claims: ALL,
    scopes: &[("openid", ALL)],
    highest: Level::Three,
    trust_claim: None,
};

/// Who signed in for which service.
#[derive(Debug)]
pub(super) struct SignIn<'a> {
    pub(super) organisation: &'static Organisation,
    pub(super) actor: &'static Actor,
    /// See [`crate::stand_in::service`].
    pub(super) service: &'a str,
}

/// `<prefix>-` and 40 hexadecimal digits.
fn id(prefix: &str, parts: &[&str]) -> String {
    format!("{prefix}-{}", hex(&pseudonym(prefix, parts)[..20]))
}

impl SignIn<'_> {
    /// The acting person's account: the same for every service.
    pub(super) fn user_name(&self) -> String {
        id("ek", &[self.organisation.id, self.actor.id])
    }

    /// The organisation: the same for all who act for it, different across services.
    fn organisation_id(&self) -> String {
        id("du", &[self.organisation.id, self.service])
    }

    pub(super) fn facts(&self) -> Facts {
        let (it, actor) = (self.organisation, self.actor);
        let register = it.register.as_ref();
        let kind = if it.natural { "NatPers" } else { "NNatPers" };
        let facts: [(&'static str, Value, &'static str); 25] = [
            ("org_company_name", json!(it.name), TAX),
            ("org_legal_form_code", json!(it.legal_form.0), TAX),
            ("org_legal_form_text", json!(it.legal_form.1), TAX),
            ("org_occupation_code", json!(it.occupation.0), TAX),
            ("org_occupation_text", json!(it.occupation.1), TAX),
            ("org_register_type", json!(register.map(|it| it.kind)), TAX),
            (
                "org_register_number",
                json!(register.map(|it| it.number)),
                TAX,
            ),
            (
                "org_register_court",
                json!(register.map(|it| it.court)),
                TAX,
            ),
            ("org_address_type", json!("Inland"), TAX),
            ("org_street", json!(it.street), TAX),
            ("org_building", json!(it.building), TAX),
            ("org_zip_code", json!(it.zip_code), TAX),
            ("org_city", json!(it.city), TAX),
            ("org_country", json!("DE"), TAX),
            ("title", json!(actor.title), RESIDENTS),
            ("given_name", json!(actor.given_name), RESIDENTS),
            ("family_name", json!(actor.family_name), RESIDENTS),
            ("birthdate", json!(actor.birthdate), RESIDENTS),
            ("elster_identitaetstyp", json!(kind), ELSTER),
            ("elster_datenkranz_typ", json!("StNr"), ELSTER),
            ("preferred_username", json!(self.user_name()), ELSTER),
            (
                "elster_datenuebermittler",
                json!(self.organisation_id()),
                ELSTER,
            ),
            ("trust_level_identification", json!("substanziell"), ELSTER),
            ("trust_level_authentication", json!("substanziell"), ELSTER),
            ("IstTestkonto", json!(true), ELSTER),
        ];
        let there = facts.into_iter().filter(|(_, value, _)| !value.is_null());
        there
            .map(|(claim, value, mark)| (claim, Fact { value, mark }))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::muk::organisations::{ORGANISATIONS, find};

    fn facts(organisation: &str, actor: usize, service: &str) -> Facts {
        let organisation = find(organisation).expect("one");
        let actor = &organisation.actors[actor];
        SignIn {
            organisation,
            actor,
            service,
        }
        .facts()
    }

    #[test]
    fn the_organisation_has_one_name_per_service_and_each_person_one_account() {
        let of = |claim, organisation, actor, service| {
            let facts = facts(organisation, actor, service);
            facts[claim].value.as_str().expect("text").to_owned()
        };
        let du = |organisation, actor, service| {
            of("elster_datenuebermittler", organisation, actor, service)
        };
        assert_eq!(du("lernwerk", 0, "a"), du("lernwerk", 1, "a"));
        assert_ne!(du("lernwerk", 0, "a"), du("lernwerk", 0, "b"));
        assert_ne!(du("lernwerk", 0, "a"), du("nachbarn", 0, "a"));
        let ek =
            |organisation, actor, service| of("preferred_username", organisation, actor, service);
        assert_eq!(ek("holz", 0, "a"), ek("holz", 0, "b"));
        assert_ne!(ek("holz", 0, "a"), ek("holz", 1, "a"));
        assert_eq!(
            (du("holz", 0, "a").len(), ek("holz", 0, "a").len()),
            (43, 43)
        );
    }

    #[test]
    fn every_claim_is_one_of_the_house() {
        for organisation in ORGANISATIONS {
            let facts = facts(organisation.id, 0, "a");
            assert!(facts.keys().all(|claim| ALL.contains(claim)));
            let entered = facts.contains_key("org_register_number");
            assert_eq!(entered, organisation.register.is_some());
        }
    }
}
