use std::fmt;
use std::str::FromStr;

use shared::clock::Timestamp;
use shared::secret::{ct_eq, sha256};

use super::{BirthDate, CommunityNumber, CustomerNumber, Mismatch, RegisterNumber, Told};

/// Names a case within the portal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct CaseId(String);

impl CaseId {
    pub(crate) const fn new(id: String) -> Self {
        Self(id)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whom a case or a profile is about (S3, U1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// Privatperson.
    Person,
    /// Unternehmen.
    Company,
    /// Institution.
    Institution,
}

impl Kind {
    /// Its word in the database and the API.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Company => "company",
            Self::Institution => "institution",
        }
    }

    /// The kind of that word.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        [Self::Person, Self::Company, Self::Institution]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

/// What the office told does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CaseFault {
    #[error("a name has 1 to 100 characters")]
    Name,
    #[error("an address has 1 to 5 lines of 1 to 100 characters")]
    Address,
}

/// A name, or another line that people write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name(String);

impl Name {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Name {
    type Err = CaseFault;

    fn from_str(text: &str) -> Result<Self, CaseFault> {
        line(text).map(Self).ok_or(CaseFault::Name)
    }
}

/// One line without control characters, its spacing evened out. What would turn the direction of
/// the words around it is left out.
fn line(text: &str) -> Option<String> {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text = text.replace(turns, "");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = (1..=100).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    fits.then_some(text)
}

/// The lines under the name on an envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address(Vec<String>);

impl Address {
    /// Reads the lines.
    pub(crate) fn new(lines: &[String]) -> Result<Self, CaseFault> {
        let lines: Option<Vec<_>> = lines.iter().map(|text| line(text)).collect();
        let lines = lines.filter(|lines| (1..=5).contains(&lines.len()));
        lines.map(Self).ok_or(CaseFault::Address)
    }

    pub(crate) fn lines(&self) -> &[String] {
        &self.0
    }
}

/// Where an organisation is registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Register {
    pub(crate) number: RegisterNumber,
    pub(crate) court: Name,
}

/// Whom a case is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Whom {
    Person {
        given_name: Name,
        family_name: Name,
        birth_date: BirthDate,
        community: Option<CommunityNumber>,
    },
    Organisation {
        kind: Kind,
        name: Name,
        register: Register,
    },
}

/// What the office tells about a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) customer_number: CustomerNumber,
    pub(crate) whom: Whom,
    pub(crate) address: Address,
    /// The language of letters.
    pub(crate) language: String,
}

impl Record {
    pub(crate) const fn kind(&self) -> Kind {
        match &self.whom {
            Whom::Person { .. } => Kind::Person,
            Whom::Organisation { kind, .. } => *kind,
        }
    }

    /// As people call them: „Kim Klicker“.
    pub(crate) fn name(&self) -> String {
        match &self.whom {
            Whom::Person {
                given_name,
                family_name,
                ..
            } => format!("{} {}", given_name.as_str(), family_name.as_str()),
            Whom::Organisation { name, .. } => name.as_str().to_owned(),
        }
    }

    /// Name and address, line by line, as on an envelope.
    pub(crate) fn envelope(&self) -> Vec<String> {
        let name = std::iter::once(self.name());
        name.chain(self.address.lines().iter().cloned()).collect()
    }

    /// Whether `proof` is what only they (and their letters) should know. The same work for any
    /// case.
    pub(crate) fn is_proven_by(&self, proof: &Proof) -> bool {
        match (&self.whom, proof) {
            (Whom::Person { birth_date, .. }, Proof::BirthDate(told)) => {
                let digest = |date: &BirthDate| sha256(date.to_string().as_bytes());
                ct_eq(&digest(birth_date), &digest(told))
            }
            (Whom::Organisation { register, .. }, Proof::RegisterNumber(told)) => {
                register.number.same_as(told)
            }
            _ => false,
        }
    }

    /// Whether both are about the same person or organisation, as far as proofs go.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        self.kind() == other.kind() && self.is_proven_by(&other.proof())
    }

    /// What proves it.
    pub(crate) fn proof(&self) -> Proof {
        match &self.whom {
            Whom::Person { birth_date, .. } => Proof::BirthDate(*birth_date),
            Whom::Organisation { register, .. } => Proof::RegisterNumber(register.number.clone()),
        }
    }
}

/// What must be told together with a code.
#[derive(Debug, Clone)]
pub(crate) enum Proof {
    BirthDate(BirthDate),
    RegisterNumber(RegisterNumber),
}

/// Why a case was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CloseReason {
    /// Another office is in charge now.
    Moved,
    /// Benefits have ended.
    Ended,
    /// The person has died.
    Died,
    /// The organisation is no more.
    Dissolved,
    /// There is another record of the same one.
    Double,
    /// It should not have been recorded.
    Mistake,
}

impl CloseReason {
    /// Every reason.
    pub(crate) const ALL: [Self; 6] = [
        Self::Moved,
        Self::Ended,
        Self::Died,
        Self::Dissolved,
        Self::Double,
        Self::Mistake,
    ];

    /// Its word in the database, in forms and in texts.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Ended => "ended",
            Self::Died => "died",
            Self::Dissolved => "dissolved",
            Self::Double => "double",
            Self::Mistake => "mistake",
        }
    }

    /// The reason of that word.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }

    /// Whether a case of this kind may be closed for it.
    pub(crate) fn fits(self, kind: Kind) -> bool {
        match self {
            Self::Died => kind == Kind::Person,
            Self::Dissolved => kind != Kind::Person,
            _ => true,
        }
    }
}

/// A case was closed. It keeps its profile, but gets no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Closed {
    pub(crate) at: Timestamp,
    pub(crate) reason: CloseReason,
}

/// A case.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) id: CaseId,
    pub(crate) record: Record,
    /// The organisation that has proven to be this one (its name for us).
    pub(crate) organisation: Option<String>,
    /// Counts what was written; whoever changes the case names the one that they saw.
    pub(crate) version: i64,
    pub(crate) created_at: Timestamp,
    pub(crate) changed_at: Timestamp,
    /// Since when the address stands, and by whom.
    pub(crate) address_told: Told,
    /// Somebody proved for it to be another one.
    pub(crate) mismatch: Option<Mismatch>,
    pub(crate) closed: Option<Closed>,
}

impl Case {
    /// A new one, for a record that was told at `now`.
    pub(super) const fn new(id: CaseId, record: Record, now: Timestamp) -> Self {
        Self {
            id,
            record,
            organisation: None,
            version: 1,
            created_at: now,
            changed_at: now,
            address_told: Told::by_office(now),
            mismatch: None,
            closed: None,
        }
    }

    /// Whether codes may be issued and things be changed.
    pub(crate) const fn is_open(&self) -> bool {
        self.closed.is_none()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kim() -> Record {
        Record {
            customer_number: "123A456789".parse().expect("a number"),
            whom: Whom::Person {
                given_name: "Kim".parse().expect("a name"),
                family_name: "Klicker".parse().expect("a name"),
                birth_date: "1987-03-14".parse().expect("a date"),
                community: None,
            },
            address: Address::new(&["Musterweg 7".to_owned()]).expect("an address"),
            language: "de".to_owned(),
        }
    }

    #[test]
    fn only_the_right_proof_of_the_right_kind_counts() {
        let date = |text: &str| Proof::BirthDate(text.parse().expect("a date"));
        assert!(kim().is_proven_by(&date("14.03.1987")));
        assert!(!kim().is_proven_by(&date("15.03.1987")));
        let register = Proof::RegisterNumber("19870314".parse().expect("a number"));
        assert!(!kim().is_proven_by(&register));
    }

    #[test]
    fn names_and_addresses_are_lines() {
        assert_eq!(
            "  Kim   Klicker ".parse::<Name>().expect("a name").as_str(),
            "Kim Klicker"
        );
        assert!(" ".parse::<Name>().is_err());
        assert!("Kim\u{7}".parse::<Name>().is_err());
        assert_eq!(
            "\u{202e}miK\u{2069}"
                .parse::<Name>()
                .expect("a name")
                .as_str(),
            "miK"
        );
        assert!("\u{202e}".parse::<Name>().is_err());
        assert!(Address::new(&[]).is_err());
        assert!(Address::new(&vec!["x".to_owned(); 6]).is_err());
    }

    proptest! {
        #[test]
        fn a_line_is_one_line_and_stays_itself(text in any::<String>(), spaced in "[a-zß \t\r\n\u{a0}]{0,130}") {
            for text in [text, spaced] {
                if let Ok(name) = text.parse::<Name>() {
                    let kept = name.as_str();
                    prop_assert!((1..=100).contains(&kept.chars().count()) && !kept.contains(char::is_control));
                    prop_assert_eq!(kept.parse::<Name>(), Ok(name.clone()));
                }
            }
        }
    }
}
