//! Whose case it is when an organisation has proven who it is. Once a case is bound to an
//! organisation, only its name for us counts; until then the register does.

use super::{Case, Proof, RegisterNumber, Whom};

/// An organisation that has proven who it is.
#[derive(Debug, Clone)]
pub(crate) struct Proven {
    /// Its name for us.
    pub(crate) id: String,
    /// Sole traders stand in no register.
    pub(crate) entry: Option<Entry>,
}

/// A number in a register, with and without the register's word: people write both.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    full: RegisterNumber,
    bare: RegisterNumber,
}

impl Entry {
    /// `None` if this is no number.
    pub(crate) fn new(full: &str, bare: &str) -> Option<Self> {
        Some(Self {
            full: full.parse().ok()?,
            bare: bare.parse().ok()?,
        })
    }

    fn names(&self, number: &RegisterNumber) -> bool {
        number.same_as(&self.full) | number.same_as(&self.bare)
    }
}

/// With what somebody redeems a code.
#[derive(Debug, Clone)]
pub(crate) enum Evidence {
    /// What they know.
    Told(Proof),
    /// Who they are; a trader without an entry also tells the number that the office knows.
    Organisation(Proven, Option<RegisterNumber>),
}

impl Case {
    /// Whether `evidence` is good enough for a code of this case.
    pub(crate) fn is_shown_by(&self, evidence: &Evidence) -> bool {
        match evidence {
            Evidence::Told(proof) => self.record.is_proven_by(proof),
            Evidence::Organisation(proven, None) => self.is_entered_as(proven),
            Evidence::Organisation(proven, Some(number)) => {
                let told = Proof::RegisterNumber(number.clone());
                self.may_be_of(proven) & self.record.is_proven_by(&told)
            }
        }
    }

    /// Whether the case is bound to this organisation.
    pub(crate) fn is_of(&self, proven: &Proven) -> bool {
        self.organisation.as_ref() == Some(&proven.id)
    }

    /// Whether the case is this organisation's, as far as one can tell: a trader without an entry
    /// is none that a court has registered.
    pub(crate) fn may_be_of(&self, proven: &Proven) -> bool {
        match (&self.record.whom, &self.organisation) {
            (Whom::Person { .. }, _) => false,
            (_, Some(bound)) => *bound == proven.id,
            (Whom::Organisation { register, .. }, None) => match &proven.entry {
                Some(entry) => entry.names(&register.number),
                None => !register.number.is_a_courts(),
            },
        }
    }

    /// Whether the register itself says that it is this organisation's.
    pub(crate) fn is_entered_as(&self, proven: &Proven) -> bool {
        proven.entry.is_some() && self.may_be_of(proven)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::{Address, CaseId, Kind, Record, Register};
    use shared::clock::Timestamp;

    fn case(number: &str, bound: Option<&str>) -> Case {
        let record = Record {
            customer_number: "123A456789".parse().expect("a number"),
            whom: Whom::Organisation {
                kind: Kind::Company,
                name: "Lernwerk".parse().expect("a name"),
                register: Register {
                    number: number.parse().expect("a number"),
                    court: "Musterstadt".parse().expect("a name"),
                },
            },
            address: Address::new(&["Weg 1".to_owned()]).expect("an address"),
            language: "de".to_owned(),
        };
        let now = Timestamp::from_unix(0);
        let case = Case::new(CaseId::new("c".to_owned()), record, now);
        Case {
            organisation: bound.map(str::to_owned),
            ..case
        }
    }

    fn proven(entry: Option<(&str, &str)>) -> Proven {
        Proven {
            id: "org-1".to_owned(),
            entry: entry.map(|(full, bare)| Entry::new(full, bare).expect("an entry")),
        }
    }

    #[test]
    fn the_register_counts_until_the_case_is_bound() {
        let lernwerk = proven(Some(("HRB 204711", "204711")));
        assert!(case("HRB204711", None).may_be_of(&lernwerk));
        assert!(case("204711", None).may_be_of(&lernwerk));
        assert!(!case("HRA 204711", None).may_be_of(&lernwerk));
        assert!(!case("HRB 204711", Some("org-2")).may_be_of(&lernwerk));
        assert!(case("HRB 1", Some("org-1")).may_be_of(&lernwerk));
        assert!(case("HRB 1", Some("org-1")).is_of(&lernwerk));
        assert!(!case("HRB204711", None).is_of(&lernwerk));
    }

    #[test]
    fn a_trader_is_none_that_a_court_has_registered() {
        let trader = proven(None);
        for number in ["HRB 204711", "hra 1", "VR 4711", "GnR 12", "PR 7", "GsR 3"] {
            assert!(!case(number, None).may_be_of(&trader), "{number}");
        }
        for number in ["12345678", "Gewerbe 12/2020", "W-IdNr. DE123456789"] {
            assert!(case(number, None).may_be_of(&trader), "{number}");
            assert!(!case(number, None).is_entered_as(&trader), "{number}");
        }
    }
}
