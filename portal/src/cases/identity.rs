//! Whether who was proven elsewhere is whom a case is about: by family name and date of birth, as
//! search compares names. Given names are written in too many ways to tell anybody apart.

use serde::{Deserialize, Serialize};
use shared::clock::Timestamp;

use super::fold::fold;
use super::{BirthDate, Record, Whom};

/// What was proven of a person; what was not told fits nobody.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Identity<'a> {
    pub(crate) family_name: Option<&'a str>,
    pub(crate) birth_date: Option<&'a str>,
}

/// In what a proven identity and a case differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Difference {
    FamilyName,
    BirthDate,
}

/// An identity was proven for a case that is not whom it is about. Who it was is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mismatch {
    at: i64,
    pub(crate) differences: Vec<Difference>,
}

impl Mismatch {
    pub(crate) const fn new(at: Timestamp, differences: Vec<Difference>) -> Self {
        Self {
            at: at.unix(),
            differences,
        }
    }

    pub(crate) const fn at(&self) -> Timestamp {
        Timestamp::from_unix(self.at)
    }
}

impl Record {
    /// In what `identity` is not whom this is about; nothing of an organisation is a person's.
    pub(crate) fn differences(&self, identity: Identity<'_>) -> Vec<Difference> {
        let Whom::Person {
            family_name,
            birth_date,
            ..
        } = &self.whom
        else {
            return vec![Difference::FamilyName, Difference::BirthDate];
        };
        let named = identity.family_name.map(folded);
        let same_name =
            named.is_some_and(|told| !told.is_empty() && told == folded(family_name.as_str()));
        let born = identity
            .birth_date
            .and_then(|told| told.parse::<BirthDate>().ok());
        let same_day = born.is_some_and(|told| told == *birth_date);
        let all = [
            (Difference::FamilyName, same_name),
            (Difference::BirthDate, same_day),
        ];
        let differing = all.into_iter().filter(|(_, same)| !same);
        differing.map(|(difference, _)| difference).collect()
    }
}

/// A name as one word: hyphens and spaces tell nobody apart.
fn folded(name: &str) -> String {
    // The seam may bring a pair of vowels together.
    fold(&fold(name).concat()).concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::Address;

    fn record(family_name: &str) -> Record {
        Record {
            customer_number: "123A456789".parse().expect("a number"),
            whom: Whom::Person {
                given_name: "Kim".parse().expect("a name"),
                family_name: family_name.parse().expect("a name"),
                birth_date: "1987-03-14".parse().expect("a date"),
                community: None,
            },
            address: Address::new(&["Musterweg 7".to_owned()]).expect("an address"),
            language: "de".to_owned(),
        }
    }

    fn differences(ours: &str, family_name: &str, birth_date: &str) -> Vec<Difference> {
        record(ours).differences(Identity {
            family_name: Some(family_name),
            birth_date: Some(birth_date),
        })
    }

    #[test]
    fn capitals_and_marks_make_nobody_else() {
        for (ours, told) in [
            ("Klicker", "KLICKER"),
            ("Weiß", "WEIẞ"),
            ("Weiss", "WEIẞ"),
            ("Müller", "MUELLER"),
            ("Şahin", "SAHIN"),
            ("von der Leyen", "VON DER LEYEN"),
            ("Müller-Lüdenscheidt", "MÜLLER LÜDENSCHEIDT"),
            ("O'Neill", "O’NEILL"),
        ] {
            assert_eq!(differences(ours, told, "1987-03-14"), [], "{ours} {told}");
        }
    }

    #[test]
    fn somebody_else_is_somebody_else() {
        use Difference::{BirthDate, FamilyName};
        assert_eq!(differences("Klicker", "Klick", "1987-03-14"), [FamilyName]);
        assert_eq!(differences("Klicker", "Klicker", "1987-03-15"), [BirthDate]);
        assert_eq!(differences("Klicker", "", "1987-03-14"), [FamilyName]);
        // A card may know no more than the year.
        for incomplete in ["1987", "1987-03", "1987-00-00", ""] {
            let found = differences("Klicker", "Klicker", incomplete);
            assert_eq!(found, [BirthDate], "{incomplete}");
        }
        let nothing = record("Klicker").differences(Identity::default());
        assert_eq!(nothing, [FamilyName, BirthDate]);
    }
}
