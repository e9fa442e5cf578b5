//! For which organisation a person acts, as Mein Unternehmenskonto proved it to the provider
//! (OpenID Connect for Identity Assurance 1.0). What cannot be read is no proof, but keeps nobody
//! out.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::claims::{
    IdentityLevel, ORGANIZATION_ID, ORGANIZATION_LEGAL_FORM, ORGANIZATION_NAME,
    ORGANIZATION_REGISTER_COURT, ORGANIZATION_REGISTER_NUMBER, ORGANIZATION_REGISTER_TYPE,
    TRUST_FRAMEWORK, VerifiedClaims,
};
use shared::clock::Timestamp;

/// What the portal asks for, beside the person's names.
pub(super) const WANTED: &[&str] = &[
    ORGANIZATION_NAME,
    ORGANIZATION_ID,
    ORGANIZATION_REGISTER_NUMBER,
    ORGANIZATION_REGISTER_TYPE,
    ORGANIZATION_REGISTER_COURT,
    ORGANIZATION_LEGAL_FORM,
];

/// Mein Unternehmenskonto never proves less.
const MINIMUM: IdentityLevel = IdentityLevel::Substantial;

/// An organisation and who acts for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProvenOrganisation {
    /// Names it towards this portal; no key to anything.
    pub(crate) id: String,
    pub(crate) name: String,
    /// Sole traders have none.
    pub(crate) register: Option<ProvenRegister>,
    pub(crate) legal_form: Option<String>,
    /// Who acts; absent when they were not named.
    pub(crate) person: Option<ActingPerson>,
    pub(crate) level: IdentityLevel,
    /// When it was proven, in Unix seconds.
    pub(crate) proven_at: i64,
}

/// An entry in a public register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProvenRegister {
    /// `HRB`, `VR`, …
    pub(crate) kind: Option<String>,
    /// `204711`.
    pub(crate) number: String,
    pub(crate) court: Option<String>,
}

impl ProvenRegister {
    /// `HRB 204711`.
    pub(crate) fn entry(&self) -> String {
        match &self.kind {
            Some(kind) => format!("{kind} {}", self.number),
            None => self.number.clone(),
        }
    }
}

/// A person by the names that were proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ActingPerson {
    pub(crate) given_name: String,
    pub(crate) family_name: String,
}

impl ActingPerson {
    /// As people call them.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
            .trim()
            .to_owned()
    }
}

/// The organisation that `claim` proves well enough, if it does.
pub(super) fn read(claim: Option<&Value>, auth_time: Timestamp) -> Option<ProvenOrganisation> {
    let claim = claim.filter(|claim| !claim.is_null())?;
    match parse(claim, auth_time) {
        Ok(found) => found,
        Err(what) => {
            tracing::warn!(what, "verified claims were left aside");
            None
        }
    }
}

fn parse(claim: &Value, auth_time: Timestamp) -> Result<Option<ProvenOrganisation>, &'static str> {
    let all: Vec<VerifiedClaims> =
        Deserialize::deserialize(claim).map_err(|_| "they are not as the standard writes them")?;
    let mut of_organisations = all
        .iter()
        .filter(|it| it.verification.trust_framework == TRUST_FRAMEWORK)
        .filter(|it| it.claims.contains_key(ORGANIZATION_ID))
        .peekable();
    if of_organisations.peek().is_none() {
        return Ok(None);
    }
    let enough = of_organisations.find_map(|it| {
        let level = it.verification.assurance_level?;
        (level >= MINIMUM).then_some((level, it))
    });
    let (level, proven) = enough.ok_or("the organisation is not proven well enough")?;
    let text = |name: &str| match proven.claims.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => line(text).map(Some).ok_or("a text is none"),
        Some(_) => Err("a text is none"),
    };
    let at = proven.verification.time.as_deref();
    let at = at.and_then(|at| at.parse::<jiff::Timestamp>().ok());
    let person = match (text("given_name")?, text("family_name")?) {
        (None, None) => None,
        (given_name, family_name) => Some(ActingPerson {
            given_name: given_name.unwrap_or_default(),
            family_name: family_name.unwrap_or_default(),
        }),
    };
    let register = text(ORGANIZATION_REGISTER_NUMBER)?.map(|number| {
        let kind = text(ORGANIZATION_REGISTER_TYPE)?;
        let fits = is_entry(&number) && kind.as_deref().is_none_or(is_entry_word);
        let court = text(ORGANIZATION_REGISTER_COURT)?;
        let register = ProvenRegister {
            kind,
            number,
            court,
        };
        fits.then_some(register).ok_or("the register entry is none")
    });
    Ok(Some(ProvenOrganisation {
        id: text(ORGANIZATION_ID)?.ok_or("the organisation has no name for us")?,
        name: text(ORGANIZATION_NAME)?.ok_or("the organisation is not named")?,
        register: register.transpose()?,
        legal_form: text(ORGANIZATION_LEGAL_FORM)?,
        person,
        level,
        proven_at: at.map_or(auth_time.unix(), jiff::Timestamp::as_second),
    }))
}

/// One line of a length that a page can show.
fn line(text: &str) -> Option<String> {
    let text = text.trim();
    let fits = (1..=200).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    fits.then(|| text.to_owned())
}

/// A number as registers give it (Mein Unternehmenskonto: at most 11 characters).
fn is_entry(text: &str) -> bool {
    is_entry_word(text) && text.chars().any(|c| c.is_ascii_digit())
}

fn is_entry_word(text: &str) -> bool {
    let known = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '.');
    text.chars().count() <= 15 && text.chars().all(known)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use serde_json::json;

    const AT: Timestamp = Timestamp::from_unix(1_795_000_000);

    fn proven(level: &str, claims: &Value) -> Value {
        let how = json!({ "trust_framework": "eidas", "assurance_level": level,
            "time": "2026-11-22T10:00:00Z" });
        json!([{ "verification": how, "claims": claims }])
    }

    fn lernwerk() -> Value {
        json!({
            "given_name": "Leyla", "family_name": "Lernfeld", "organization_id": "org-1",
            "organization_name": "Lernwerk Musterstadt gGmbH",
            "organization_register_number": "204711", "organization_register_type": "HRB",
            "organization_register_court": "Musterstadt",
        })
    }

    fn with(name: &str, value: Value) -> Value {
        let mut claims = lernwerk();
        claims[name] = value;
        proven("substantial", &claims)
    }

    #[test]
    fn an_organisation_is_read() {
        let found = read(Some(&proven("substantial", &lernwerk())), AT).expect("an organisation");
        assert_eq!(found.name, "Lernwerk Musterstadt gGmbH");
        assert_eq!(found.register.expect("a register").entry(), "HRB 204711");
        assert_eq!(found.person.expect("a person").name(), "Leyla Lernfeld");
        assert_eq!(found.proven_at, 1_795_341_600);
    }

    #[test]
    fn a_sole_trader_has_no_register() {
        let claims = json!({ "organization_id": "org-2", "organization_name": "Tara Holz" });
        let found = read(Some(&proven("high", &claims)), AT).expect("an organisation");
        assert_eq!((found.register, found.person), (None, None));
    }

    #[test]
    fn what_is_not_proven_or_not_readable_is_nothing() {
        let person = json!({ "given_name": "Kim", "family_name": "Klicker" });
        let mut other = proven("substantial", &lernwerk());
        other[0]["verification"]["trust_framework"] = json!("de_aml");
        for claim in [
            json!(null),
            json!([]),
            json!("no"),
            json!({ "claims": {} }),
            json!([{ "claims": lernwerk() }]),
            other,
            proven("low", &lernwerk()),
            proven("substanziell", &lernwerk()),
            proven("high", &person),
            with("organization_id", json!("")),
            with("organization_id", json!(7)),
            with("organization_name", json!(null)),
            with("organization_name", json!("Zwei\nZeilen")),
            with("organization_register_number", json!("; DROP 1")),
            with("organization_register_number", json!("none")),
            with("organization_register_type", json!("<b>")),
            with("family_name", json!(["Lernfeld"])),
        ] {
            assert_eq!(read(Some(&claim), AT), None, "{claim}");
        }
        assert_eq!(read(None, AT), None);
    }

    proptest! {
        #[test]
        fn what_is_read_fits_on_a_page(name in any::<String>(), number in "[A-Z0-9 /.-]{0,20}|\\PC{0,20}", kind in "HRB|\\PC{0,20}", time in "2026-11-22T10:00:00Z|\\PC{0,20}") {
            let mut claim = with("organization_name", json!(name));
            claim[0]["claims"]["organization_register_number"] = json!(number);
            claim[0]["claims"]["organization_register_type"] = json!(kind);
            claim[0]["verification"]["time"] = json!(time);
            if let Some(found) = read(Some(&claim), AT) {
                prop_assert_eq!(found.name.as_str(), name.trim());
                prop_assert!(!found.name.contains(char::is_control) && found.name.chars().count() <= 200);
                let register = found.register.expect("a register");
                prop_assert!(register.number.chars().count() <= 15);
            }
        }
    }
}
