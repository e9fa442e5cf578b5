//! The test persons. All of them are made up; several are what forms and matching trip over.

use super::means::{Kind, Means};

/// Somebody who does not exist.
#[derive(Debug)]
pub(super) struct Person {
    /// In addresses, and what pseudonyms are made of.
    pub(super) id: &'static str,
    /// What is special about it: `bundid-person-<id>` tells.
    pub(super) given_name: Option<&'static str>,
    pub(super) family_name: &'static str,
    pub(super) birthdate: &'static str,
    pub(super) title: Option<&'static str>,
    pub(super) birth_family_name: Option<&'static str>,
    pub(super) place_of_birth: &'static str,
    /// As in machine-readable documents (ICAO Doc 9303): „D“.
    pub(super) nationality: &'static str,
    pub(super) gender: &'static str,
    pub(super) email: Option<&'static str>,
    pub(super) address: Option<Address>,
    /// The state whose eID it has, if not Germany's.
    pub(super) eidas: Option<&'static str>,
    pub(super) means: &'static [Kind],
}

#[derive(Debug)]
pub(super) struct Address {
    pub(super) street: &'static str,
    pub(super) postal_code: &'static str,
    pub(super) locality: &'static str,
    /// ISO 3166-1 alpha-2.
    pub(super) country: &'static str,
}

impl Person {
    pub(super) fn name(&self) -> String {
        let parts = [self.title, self.given_name, Some(self.family_name)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Whether it can sign in so.
    pub(super) fn has(&self, means: &Means) -> bool {
        let here = match means {
            Means::Eidas { country, .. } => self.eidas == Some(country.as_str()),
            _ => true,
        };
        here && self.means.contains(&means.kind())
    }
}

pub(super) fn find(id: &str) -> Option<&'static Person> {
    PERSONS.iter().find(|person| person.id == id)
}

/// The states whose eIDs somebody here has.
pub(super) fn countries() -> Vec<&'static str> {
    PERSONS.iter().filter_map(|person| person.eidas).collect()
}

const fn address(
    street: &'static str,
    postal_code: &'static str,
    locality: &'static str,
    country: &'static str,
) -> Address {
    Address {
        street,
        postal_code,
        locality,
        country,
    }
}

const GERMAN: &[Kind] = &[Kind::OnlineId, Kind::Elster, Kind::UserName];

/// What most have; the others say what differs.
const NOBODY: Person = Person {
    id: "",
    given_name: None,
    family_name: "",
    birthdate: "",
    title: None,
    birth_family_name: None,
    place_of_birth: "Musterstadt",
    nationality: "D",
    gender: "female",
    email: None,
    address: None,
    eidas: None,
    means: GERMAN,
};

pub(super) const PERSONS: &[Person] = &[
    Person {
        id: "kim",
        given_name: Some("Kim"),
        family_name: "Klicker",
        birthdate: "1987-03-14",
        email: Some("kim.klicker@example.org"),
        address: Some(address("Lindenweg 12", "12345", "Musterstadt", "DE")),
        ..NOBODY
    },
    Person {
        id: "erika",
        given_name: Some("ERIKA"),
        family_name: "MUSTERMANN",
        birthdate: "1964-08-12",
        birth_family_name: Some("GABLER"),
        place_of_birth: "BERLIN",
        address: Some(address("HEIDESTRAẞE 17", "51147", "KÖLN", "DE")),
        ..NOBODY
    },
    Person {
        id: "johanna",
        given_name: Some("Johanna Sofie"),
        family_name: "Weiß-Çelik",
        title: Some("Dr."),
        birthdate: "1979-11-30",
        birth_family_name: Some("Weiß"),
        place_of_birth: "Görlitz",
        email: Some("johanna@example.org"),
        address: Some(address("Straße des 17. Juni 135", "10623", "Berlin", "DE")),
        ..NOBODY
    },
    Person {
        id: "hildegard",
        given_name: Some("Hildegard"),
        family_name: "Sommer",
        birthdate: "1924-02-29",
        birth_family_name: Some("Winter"),
        place_of_birth: "Königsberg",
        address: Some(address("Am Alten Markt 3", "01067", "Dresden", "DE")),
        ..NOBODY
    },
    Person {
        id: "jonas",
        given_name: Some("Jonas"),
        family_name: "Wanderer",
        birthdate: "1990-05-05",
        place_of_birth: "Freiburg im Breisgau",
        gender: "male",
        email: Some("jonas.wanderer@example.org"),
        address: Some(address("Bahnhofstrasse 1", "8001", "Zürich", "CH")),
        means: &[Kind::OnlineId, Kind::UserName],
        ..NOBODY
    },
    Person {
        id: "mila",
        given_name: Some("Mila"),
        family_name: "Ohneland",
        birthdate: "2001-01-01",
        place_of_birth: "Hamburg",
        email: Some("mila@example.org"),
        ..NOBODY
    },
    Person {
        id: "maximilian",
        given_name: Some("Maximilian Ferdinand Theodor Balthasar"),
        family_name: "von und zu Hohenstein-Wittgenstädt-Lobenthal",
        birthdate: "1955-12-24",
        title: Some("Prof. Dr."),
        place_of_birth: "Hofheim am Taunus",
        gender: "male",
        email: Some("maximilian@example.org"),
        address: Some(address(
            "Bürgermeister-Smidt-Straße 117 b, Hinterhaus",
            "27568",
            "Bremerhaven",
            "DE",
        )),
        ..NOBODY
    },
    Person {
        id: "suryani",
        family_name: "Suryani",
        birthdate: "1983-07-19",
        place_of_birth: "Yogyakarta",
        nationality: "IDN",
        email: Some("suryani@example.org"),
        address: Some(address("Hafenstraße 8", "20457", "Hamburg", "DE")),
        ..NOBODY
    },
    Person {
        id: "uwe",
        given_name: Some("Uwe"),
        family_name: "Umsteiger",
        birthdate: "1972-09-02",
        gender: "male",
        email: Some("uwe@example.org"),
        address: Some(address("Ringstraße 44", "04109", "Leipzig", "DE")),
        means: &[Kind::UserName],
        ..NOBODY
    },
    Person {
        id: "felix",
        given_name: Some("Felix"),
        family_name: "Gruber",
        birthdate: "1985-10-26",
        place_of_birth: "Wien",
        nationality: "AUT",
        gender: "male",
        email: Some("felix.gruber@example.org"),
        eidas: Some("AT"),
        means: &[Kind::Eidas],
        ..NOBODY
    },
    Person {
        id: "ana",
        given_name: Some("Ana María"),
        family_name: "García Núñez",
        birthdate: "1996-06-15",
        place_of_birth: "Sevilla",
        nationality: "ESP",
        eidas: Some("ES"),
        means: &[Kind::Eidas],
        ..NOBODY
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_person_is_one_and_can_sign_in() {
        for (at, person) in PERSONS.iter().enumerate() {
            let others = &PERSONS[at + 1..];
            assert!(others.iter().all(|it| it.id != person.id), "{}", person.id);
            assert!(!person.means.is_empty());
            let foreign = person.means.contains(&Kind::Eidas);
            assert_eq!(person.eidas.is_some(), foreign, "{}", person.id);
        }
    }
}
