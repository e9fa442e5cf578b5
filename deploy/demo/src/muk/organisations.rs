//! The test organisations and who acts for them. All are made up but for the form of their data.

/// A company, association or trader that does not exist.
#[derive(Debug)]
pub(super) struct Organisation {
    /// In addresses, and what pseudonyms are made of.
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    /// A person in business, not a legal person.
    pub(super) natural: bool,
    /// Code and words; only 310 is known from a public example, the other codes are made up.
    pub(super) legal_form: (&'static str, &'static str),
    pub(super) occupation: (&'static str, &'static str),
    pub(super) register: Option<Register>,
    pub(super) street: &'static str,
    pub(super) building: &'static str,
    pub(super) zip_code: &'static str,
    pub(super) city: &'static str,
    pub(super) actors: [Actor; 2],
}

/// An entry in a public register.
#[derive(Debug)]
pub(super) struct Register {
    pub(super) kind: &'static str,
    pub(super) number: &'static str,
    pub(super) court: &'static str,
}

/// Somebody with an ELSTER account of the organisation.
#[derive(Debug)]
pub(super) struct Actor {
    pub(super) id: &'static str,
    pub(super) title: Option<&'static str>,
    pub(super) given_name: &'static str,
    pub(super) family_name: &'static str,
    pub(super) birthdate: &'static str,
}

impl Actor {
    const fn new(
        id: &'static str,
        given_name: &'static str,
        family_name: &'static str,
        birthdate: &'static str,
    ) -> Self {
        Self {
            id,
            title: None,
            given_name,
            family_name,
            birthdate,
        }
    }

    pub(super) fn name(&self) -> String {
        let parts = [self.title, Some(self.given_name), Some(self.family_name)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

impl Organisation {
    /// Name and place of the register entry in one line.
    pub(super) fn entry(&self) -> String {
        let entry = self.register.as_ref();
        entry.map_or_else(String::new, |it| {
            format!("{} {}, {}", it.kind, it.number, it.court)
        })
    }

    pub(super) fn actor(&self, id: &str) -> Option<&Actor> {
        self.actors.iter().find(|actor| actor.id == id)
    }
}

pub(super) fn find(id: &str) -> Option<&'static Organisation> {
    ORGANISATIONS
        .iter()
        .find(|organisation| organisation.id == id)
}

pub(super) const ORGANISATIONS: &[Organisation] = &[
    Organisation {
        id: "lernwerk",
        name: "Lernwerk Musterstadt gGmbH",
        natural: false,
        legal_form: ("350", "Gesellschaft mit beschränkter Haftung"),
        occupation: ("855", "Sonstiger Unterricht"),
        register: Some(Register {
            kind: "HRB",
            number: "204711",
            court: "Musterstadt",
        }),
        street: "Schulstraße",
        building: "7",
        zip_code: "12345",
        city: "Musterstadt",
        actors: [
            Actor {
                title: Some("Dr."),
                ..Actor::new("leyla", "Leyla", "Lernfeld", "1976-04-02")
            },
            Actor::new("bernd", "Bernd", "Bildung", "1988-10-11"),
        ],
    },
    Organisation {
        id: "nachbarn",
        name: "Nachbarschaftshilfe Musterstadt e. V.",
        natural: false,
        legal_form: ("510", "Eingetragener Verein"),
        occupation: ("889", "Sonstiges Sozialwesen"),
        register: Some(Register {
            kind: "VR",
            number: "4711",
            court: "Musterstadt",
        }),
        street: "Lindenweg",
        building: "1 a",
        zip_code: "12345",
        city: "Musterstadt",
        actors: [
            Actor::new("vera", "Vera", "Verein", "1959-01-31"),
            Actor::new("kemal", "Kemal", "Kassenwart", "1993-08-08"),
        ],
    },
    Organisation {
        id: "holz",
        name: "Tischlerei Tara Holz",
        natural: true,
        legal_form: ("110", "Sonstige Einzelgewerbetreibende"),
        occupation: ("433", "Sonstiger Ausbau"),
        register: None,
        street: "Werkhof",
        building: "3",
        zip_code: "01067",
        city: "Dresden",
        actors: [
            Actor::new("tara", "Tara", "Holz", "1990-06-21"),
            Actor::new("simon", "Simon", "Span", "1984-02-29"),
        ],
    },
    Organisation {
        id: "grandiere",
        name: "Firma Grandierè AG",
        natural: false,
        legal_form: ("310", "Aktiengesellschaft"),
        occupation: ("701", "Verwaltung und Führung von Unternehmen"),
        register: Some(Register {
            kind: "HRB",
            number: "36936",
            court: "Berlin",
        }),
        street: "Straße der Pariser Kommune",
        building: "100",
        zip_code: "10243",
        city: "Berlin",
        actors: [
            Actor::new("gesine", "Gesine", "Grandierè", "1968-12-05"),
            Actor::new("paul", "Paul", "Prokura", "1981-03-17"),
        ],
    },
];
