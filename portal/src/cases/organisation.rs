//! Whose case it is when an organisation has proven who it is. Once a case is bound to an
//! organisation, only its name for us counts; until then the register does.

use std::collections::BTreeSet;

use super::fold::fold;
use super::{Case, Proof, Register, RegisterNumber, Whom};

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
    /// Who keeps the register, if it was told: each court counts for itself.
    court: Option<String>,
}

impl Entry {
    /// `None` if this is no number.
    pub(crate) fn new(full: &str, bare: &str, court: Option<&str>) -> Option<Self> {
        Some(Self {
            full: full.parse().ok()?,
            bare: bare.parse().ok()?,
            court: court.map(str::to_owned),
        })
    }

    fn names(&self, register: &Register) -> bool {
        let number = &register.number;
        let same = number.same_as(&self.full) | number.same_as(&self.bare);
        let court = self.court.as_deref();
        same && court.is_none_or(|court| may_be_one_court(court, register.court.as_str()))
    }
}

/// What stands before the place in the name of a court.
const COURT: [&str; 5] = ["amtsgericht", "registergericht", "ag", "am", "an"];

/// Whether both may name the same court: „Amtsgericht Musterstadt“ is „Musterstadt“, and „Berlin
/// (Charlottenburg)“ is „Charlottenburg“; a name without a place says nothing.
fn may_be_one_court(one: &str, other: &str) -> bool {
    let places = |name: &str| -> BTreeSet<String> {
        let words = fold(name).into_iter();
        words
            .filter(|word| !COURT.contains(&word.as_str()))
            .collect()
    };
    let (one, other) = (places(one), places(other));
    one.is_subset(&other) || other.is_subset(&one)
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
                Some(entry) => entry.names(register),
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
    use crate::cases::{Address, CaseId, Kind, Record};
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
            entry: entry.map(|(full, bare)| Entry::new(full, bare, None).expect("an entry")),
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
    fn each_court_counts_for_itself() {
        let of = |court: &str| Proven {
            id: "org-1".to_owned(),
            entry: Entry::new("HRB 204711", "204711", Some(court)),
        };
        let ours = case("HRB 204711", None);
        for court in [
            "Musterstadt",
            "Amtsgericht MUSTERSTADT",
            "AG Musterstadt (Nord)",
            "Amtsgericht",
        ] {
            assert!(ours.may_be_of(&of(court)), "{court}");
        }
        for court in ["Beispielhausen", "Amtsgericht Berlin"] {
            assert!(!ours.may_be_of(&of(court)), "{court}");
        }
        assert!(!may_be_one_court("Frankfurt am Main", "Frankfurt (Oder)"));
        assert!(may_be_one_court(
            "Charlottenburg (Berlin)",
            "Amtsgericht Charlottenburg"
        ));
        // Who is bound is known by name.
        assert!(case("HRB 204711", Some("org-1")).may_be_of(&of("Berlin")));
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
