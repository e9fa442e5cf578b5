//! „Profil bearbeiten“ in all its states.

use serde::Serialize;
use shared::forms::FormState;
use shared::pages::Page;

use crate::address::{Fault, Fields, Mistake};
use crate::cases::{Case, Kind};

/// Whose profile it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum As {
    /// A person's, open.
    Person,
    /// A person's; the office has closed the case.
    Closed,
    /// Its address is the register's.
    Organisation,
    /// The Standardprofil, or none: there is nothing on record.
    Locked,
}

/// What is on record.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Facts {
    name: String,
    number: String,
    address: Vec<String>,
    changed: i64,
    /// By the person themselves.
    own: bool,
}

impl Facts {
    fn of(case: &Case) -> Self {
        Self {
            name: case.record.name(),
            number: case.record.customer_number.to_string(),
            address: case.record.address.lines().to_vec(),
            changed: case.address_told.at.unix(),
            own: case.address_told.by.is_some(),
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct EditPage {
    pub(super) form: FormState,
    pub(super) here_as: As,
    pub(super) facts: Option<Facts>,
    pub(super) version: i64,
    /// The person has proven who they are.
    pub(super) proven: bool,
    /// What was typed before waits to be saved.
    pub(super) restored: bool,
    /// The office has changed the case meanwhile.
    pub(super) meanwhile: bool,
    /// A word of the texts `address-edit-told-…`.
    pub(super) told: Option<&'static str>,
    pub(super) phone: String,
}

impl EditPage {
    pub(super) fn new(case: Option<&Case>, form: FormState, phone: &str) -> Self {
        Self {
            form,
            here_as: match case {
                None => As::Locked,
                Some(case) if case.record.kind() != Kind::Person => As::Organisation,
                Some(case) if !case.is_open() => As::Closed,
                Some(_) => As::Person,
            },
            facts: case.map(Facts::of),
            version: case.map_or(0, |case| case.version),
            proven: false,
            restored: false,
            meanwhile: false,
            told: None,
            phone: phone.to_owned(),
        }
    }

    fn sample(here_as: As, form: FormState) -> Self {
        Self {
            form,
            here_as,
            facts: (here_as != As::Locked).then(|| Facts {
                name: if here_as == As::Organisation {
                    "Muster GmbH".to_owned()
                } else {
                    "Kim Klicker".to_owned()
                },
                number: "123A456789".to_owned(),
                address: vec!["Lindenweg 12".to_owned(), "12345 Musterstadt".to_owned()],
                changed: 1_795_000_000,
                own: false,
            }),
            version: 3,
            proven: false,
            restored: false,
            meanwhile: false,
            told: None,
            phone: "01234 5678-0".to_owned(),
        }
    }
}

/// A form that shows the fields with their mistakes.
pub(super) fn form(fields: &Fields, mistakes: &[Mistake]) -> FormState {
    let named = fields.named().into_iter();
    let kept = named.fold(FormState::new(), |form, (name, text)| form.keep(name, text));
    mistakes.iter().fold(kept, |form, mistake| {
        let Mistake { field, fault } = mistake;
        form.with_error(field, format!("address-edit-{field}-{}", fault.word()))
    })
}

impl Page for EditPage {
    const TEMPLATE: &'static str = "address/edit.html";

    fn samples() -> Vec<Self> {
        let fields = |street: &str| Fields {
            street: street.to_owned(),
            postal_code: "12345".to_owned(),
            place: "Musterstadt".to_owned(),
            ..Fields::default()
        };
        let mistakes = |wrong: &[(&'static str, Fault)]| {
            let mistake = |(field, fault): &(&'static str, Fault)| Mistake {
                field,
                fault: *fault,
            };
            wrong.iter().map(mistake).collect::<Vec<_>>()
        };
        let (kept, typed) = (fields("Lindenweg 12"), fields("Am Markt 1"));
        let person = |form| Self::sample(As::Person, form);
        let empty = mistakes(&[
            ("street", Fault::Empty),
            ("postal_code", Fault::Empty),
            ("place", Fault::Empty),
        ]);
        let wrong = mistakes(&[
            ("extra", Fault::Wrong),
            ("street", Fault::Wrong),
            ("postal_code", Fault::Wrong),
            ("place", Fault::Wrong),
            ("country", Fault::Wrong),
        ]);
        let told = |word| Self {
            told: Some(word),
            proven: true,
            ..person(form(&kept, &[]))
        };
        let mut own = told("saved");
        if let Some(facts) = &mut own.facts {
            facts.own = true;
        }
        vec![
            person(form(&kept, &[])),
            Self {
                proven: true,
                restored: true,
                ..person(form(&typed, &[]))
            },
            Self {
                restored: true,
                ..person(form(&typed, &[]))
            },
            Self {
                meanwhile: true,
                proven: true,
                ..person(form(&typed, &[]))
            },
            own,
            told("same"),
            person(form(&Fields::default(), &empty)),
            person(form(&typed, &wrong)),
            Self::sample(As::Closed, FormState::new()),
            Self::sample(As::Organisation, FormState::new()),
            Self::sample(As::Locked, FormState::new()),
        ]
    }
}
