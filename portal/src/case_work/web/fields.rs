//! The fields of a case: read with a sentence for each mistake, shown again as they were typed.

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use shared::forms::FormState;

use crate::cases::{Address, BirthDate, Kind, Record, Register, Whom};

/// Fewer lines reach nobody: street and town.
const ADDRESS_LINES: usize = 2;

/// What stands in the fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    pub(super) given_name: String,
    #[serde(default)]
    pub(super) family_name: String,
    #[serde(default)]
    pub(super) birth_date: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) register_number: String,
    #[serde(default)]
    pub(super) register_court: String,
    #[serde(default)]
    pub(super) customer_number: String,
    #[serde(default)]
    pub(super) community: String,
    #[serde(default)]
    pub(super) address: String,
    #[serde(default)]
    pub(super) language: String,
}

/// Each field with its name, in the order of the form.
type Named<'a> = [(&'static str, &'a mut String); 10];

impl Fields {
    fn named(&mut self) -> Named<'_> {
        [
            ("given_name", &mut self.given_name),
            ("family_name", &mut self.family_name),
            ("birth_date", &mut self.birth_date),
            ("name", &mut self.name),
            ("register_number", &mut self.register_number),
            ("register_court", &mut self.register_court),
            ("customer_number", &mut self.customer_number),
            ("community", &mut self.community),
            ("address", &mut self.address),
            ("language", &mut self.language),
        ]
    }

    /// As they come from a browser.
    pub(super) fn tidy(mut self) -> Self {
        for (_, text) in self.named() {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            *text = lines.collect::<Vec<_>>().join("\n");
        }
        self
    }

    /// What a case says.
    pub(super) fn of(record: &Record) -> Self {
        let mut fields = Self {
            customer_number: record.customer_number.to_string(),
            address: record.address.lines().join("\n"),
            language: record.language.clone(),
            ..Self::default()
        };
        match &record.whom {
            Whom::Person {
                given_name,
                family_name,
                birth_date,
                community,
            } => {
                given_name.as_str().clone_into(&mut fields.given_name);
                family_name.as_str().clone_into(&mut fields.family_name);
                fields.birth_date = birth_date.day().strftime("%d.%m.%Y").to_string();
                fields.community = community
                    .as_ref()
                    .map(|it| it.as_str().to_owned())
                    .unwrap_or_default();
            }
            Whom::Organisation { name, register, .. } => {
                name.as_str().clone_into(&mut fields.name);
                register
                    .number
                    .as_str()
                    .clone_into(&mut fields.register_number);
                register
                    .court
                    .as_str()
                    .clone_into(&mut fields.register_court);
            }
        }
        fields
    }

    /// A form that shows them.
    pub(super) fn form(&self) -> FormState {
        let mut fields = self.clone();
        let named = fields.named().into_iter();
        named.fold(FormState::new(), |form, (name, text)| {
            form.keep(name, text.as_str())
        })
    }

    /// The case has changed since this person saw it (`seen`): what they did not touch takes what
    /// is there now; each difference is told.
    pub(super) fn merge(mut self, mut seen: Self, mut now: Self) -> (Self, Vec<Difference>) {
        let mut differences = Vec::new();
        let all = self.named().into_iter().zip(seen.named()).zip(now.named());
        for (((field, mine), (_, seen)), (_, now)) in all {
            if seen == now || mine == now {
                continue;
            }
            let touched = mine != seen;
            differences.push(Difference {
                field,
                now: now.clone(),
                typed: touched.then(|| mine.clone()),
            });
            if !touched {
                mine.clone_from(now);
            }
        }
        (self, differences)
    }

    /// Reads the record of a case of this kind; mistakes stand in the form.
    pub(super) fn read(
        &self,
        kind: Kind,
        today: Date,
        languages: &[String],
    ) -> (Option<Record>, FormState) {
        let mut reading = Reading { form: self.form() };
        let whom = match kind {
            Kind::Person => self.person(&mut reading, today),
            Kind::Company | Kind::Institution => self.organisation(&mut reading, kind),
        };
        let number = reading.required("customer_number", &self.customer_number);
        let community = if kind == Kind::Person {
            reading.optional("community", &self.community)
        } else {
            None
        };
        let address = self.read_address(&mut reading);
        let language = languages.contains(&self.language);
        if !language {
            reading
                .form
                .wrong("language", "case-work-edit-language-empty");
        }
        let fine = reading.form.is_fine();
        let record = whom.zip(number).zip(address);
        let record = record
            .filter(|_| fine)
            .map(|((whom, customer_number), address)| Record {
                customer_number,
                whom: with_community(whom, community),
                address,
                language: self.language.clone(),
            });
        (record, reading.form)
    }

    fn person(&self, reading: &mut Reading, today: Date) -> Option<Whom> {
        let given_name = reading.required("given_name", &self.given_name);
        let family_name = reading.required("family_name", &self.family_name);
        let birth_date = reading.required::<BirthDate>("birth_date", &self.birth_date);
        if birth_date.is_some_and(|date| date.day() > today) {
            reading
                .form
                .wrong("birth_date", "case-work-edit-birth_date-future");
        }
        Some(Whom::Person {
            given_name: given_name?,
            family_name: family_name?,
            birth_date: birth_date?,
            community: None,
        })
    }

    fn organisation(&self, reading: &mut Reading, kind: Kind) -> Option<Whom> {
        let name = reading.required("name", &self.name);
        let number = reading.required("register_number", &self.register_number);
        let court = reading.required("register_court", &self.register_court);
        Some(Whom::Organisation {
            kind,
            name: name?,
            register: Register {
                number: number?,
                court: court?,
            },
        })
    }

    fn read_address(&self, reading: &mut Reading) -> Option<Address> {
        if self.address.is_empty() {
            reading
                .form
                .wrong("address", "case-work-edit-address-empty");
            return None;
        }
        let lines: Vec<String> = self.address.lines().map(str::to_owned).collect();
        let address = Address::new(&lines).ok();
        let address = address.filter(|address| address.lines().len() >= ADDRESS_LINES);
        if address.is_none() {
            reading
                .form
                .wrong("address", "case-work-edit-address-wrong");
        }
        address
    }
}

fn with_community(whom: Whom, community: Option<crate::cases::CommunityNumber>) -> Whom {
    match whom {
        Whom::Person {
            given_name,
            family_name,
            birth_date,
            ..
        } => Whom::Person {
            given_name,
            family_name,
            birth_date,
            community,
        },
        organisation @ Whom::Organisation { .. } => organisation,
    }
}

/// A form that is being read.
struct Reading {
    form: FormState,
}

impl Reading {
    fn required<T: FromStr>(&mut self, field: &str, text: &str) -> Option<T> {
        if text.is_empty() {
            self.form
                .wrong(field, format!("case-work-edit-{field}-empty"));
            return None;
        }
        self.optional(field, text)
    }

    fn optional<T: FromStr>(&mut self, field: &str, text: &str) -> Option<T> {
        if text.is_empty() {
            return None;
        }
        let read = text.parse().ok();
        if read.is_none() {
            self.form
                .wrong(field, format!("case-work-edit-{field}-wrong"));
        }
        read
    }
}

/// A field that somebody else has changed meanwhile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Difference {
    pub(super) field: &'static str,
    /// What is there now.
    pub(super) now: String,
    /// What this person typed instead.
    pub(super) typed: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Fields {
        Fields {
            given_name: "Kim".to_owned(),
            family_name: "Klicker".to_owned(),
            birth_date: "14.03.1987".to_owned(),
            customer_number: "123A456789".to_owned(),
            address: "Lindenweg 12\n12345 Musterstadt".to_owned(),
            language: "de".to_owned(),
            ..Fields::default()
        }
    }

    fn read(fields: &Fields, kind: Kind) -> (Option<Record>, FormState) {
        fields.read(kind, jiff::civil::date(2026, 11, 22), &["de".to_owned()])
    }

    #[test]
    fn what_was_shown_reads_back() {
        let (record, form) = read(&fields(), Kind::Person);
        assert!(form.is_fine(), "{form:?}");
        assert_eq!(Fields::of(&record.expect("a record")), fields());
    }

    #[test]
    fn each_mistake_has_its_sentence_at_its_field() {
        let wrong = Fields {
            birth_date: "14.03.2087".to_owned(),
            customer_number: "123".to_owned(),
            community: "97122".to_owned(),
            address: "Lindenweg 12".to_owned(),
            ..Fields::default()
        };
        let (record, form) = read(&wrong, Kind::Person);
        assert!(record.is_none());
        let keys: Vec<_> = form.errors.iter().map(|error| error.key.as_str()).collect();
        assert_eq!(
            keys,
            [
                "case-work-edit-given_name-empty",
                "case-work-edit-family_name-empty",
                "case-work-edit-birth_date-future",
                "case-work-edit-customer_number-wrong",
                "case-work-edit-community-wrong",
                "case-work-edit-address-wrong",
                "case-work-edit-language-empty",
            ]
        );
        assert_eq!(form.values["customer_number"], "123");
    }

    #[test]
    fn a_browser_s_line_ends_do_not_matter() {
        let typed = Fields {
            address: " Lindenweg 12 \r\n\r\n12345 Musterstadt\r\n".to_owned(),
            ..fields()
        };
        assert_eq!(typed.tidy(), fields());
    }

    #[test]
    fn what_was_not_touched_takes_what_is_there_now() {
        let now = Fields {
            family_name: "Klick".to_owned(),
            address: "Am Markt 1\n12345 Musterstadt".to_owned(),
            ..fields()
        };
        let mine = Fields {
            given_name: "Kimberly".to_owned(),
            address: "Gasse 3\n12345 Musterstadt".to_owned(),
            ..fields()
        };
        let (merged, differences) = mine.clone().merge(fields(), now.clone());
        assert_eq!(merged.given_name, "Kimberly");
        assert_eq!(merged.family_name, "Klick");
        assert_eq!(merged.address, mine.address);
        let told: Vec<_> = differences
            .iter()
            .map(|it| (it.field, it.typed.is_some()))
            .collect();
        assert_eq!(told, [("family_name", false), ("address", true)]);
    }
}
