//! An address as people type it, and as it stands on an envelope.

use serde::{Deserialize, Serialize};

use crate::cases::{Address, Name};

/// What stands in the fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Fields {
    /// „bei Müller“, „Hinterhaus“; may be empty.
    pub(crate) extra: String,
    pub(crate) street: String,
    pub(crate) postal_code: String,
    pub(crate) place: String,
    /// Empty: Germany.
    pub(crate) country: String,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Empty,
    Wrong,
}

impl Fault {
    /// The end of its text's key.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Wrong => "wrong",
        }
    }
}

/// A field with what is wrong there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mistake {
    pub(crate) field: &'static str,
    pub(crate) fault: Fault,
}

/// How people write that they mean this country.
const HOME: [&str; 5] = [
    "deutschland",
    "germany",
    "de",
    "d",
    "bundesrepublik deutschland",
];

/// The longest place: code and place share a line of an envelope.
const PLACE: usize = 80;

impl Fields {
    /// The fields in the order of the form.
    pub(crate) fn named(&self) -> [(&'static str, &str); 5] {
        [
            ("extra", &self.extra),
            ("street", &self.street),
            ("postal_code", &self.postal_code),
            ("place", &self.place),
            ("country", &self.country),
        ]
    }

    /// What an envelope says, as well as it can be told apart.
    pub(crate) fn of(address: &Address) -> Self {
        let lines = address.lines();
        let town = lines.iter().rposition(|line| !split(line).0.is_empty());
        let town = town.filter(|at| *at + 2 >= lines.len() && *at > 0);
        let Some((town, line)) = town.and_then(|at| Some((at, lines.get(at)?))) else {
            return Self {
                street: lines.first().cloned().unwrap_or_default(),
                place: lines.get(1..).unwrap_or_default().join(", "),
                ..Self::default()
            };
        };
        let (postal_code, place) = split(line);
        Self {
            extra: lines.get(..town - 1).unwrap_or_default().join(", "),
            street: lines.get(town - 1).cloned().unwrap_or_default(),
            postal_code,
            place,
            country: lines.get(town + 1).cloned().unwrap_or_default(),
        }
    }

    /// The lines of the envelope, or every mistake.
    pub(crate) fn read(&self) -> Result<Address, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let mut wrong = |field, fault| mistakes.push(Mistake { field, fault });
        let extra = optional(&self.extra);
        let country = optional(&self.country).map(|it| it.filter(|it| !is_home(it)));
        let street = required(&self.street);
        let place = required(&self.place);
        let code = required(&self.postal_code);
        let abroad = !matches!(country, Ok(None));
        if extra.is_err() {
            wrong("extra", Fault::Wrong);
        }
        match &street {
            Ok(street) if has_letter(street) => {}
            Ok(_) => wrong("street", Fault::Wrong),
            Err(fault) => wrong("street", *fault),
        }
        match &code {
            Ok(code) if is_postal_code(code, abroad) => {}
            Ok(_) => wrong("postal_code", Fault::Wrong),
            Err(fault) => wrong("postal_code", *fault),
        }
        match &place {
            Ok(place) if has_letter(place) && place.chars().count() <= PLACE => {}
            Ok(_) => wrong("place", Fault::Wrong),
            Err(fault) => wrong("place", *fault),
        }
        match &country {
            Ok(Some(country)) if !has_letter(country) => wrong("country", Fault::Wrong),
            Ok(_) => {}
            Err(fault) => wrong("country", *fault),
        }
        let (Ok(extra), Ok(street), Ok(code), Ok(place), Ok(country), true) =
            (extra, street, code, place, country, mistakes.is_empty())
        else {
            return Err(mistakes);
        };
        let lines = [
            extra,
            Some(street),
            Some(format!("{code} {place}")),
            country,
        ];
        let lines: Vec<String> = lines.into_iter().flatten().collect();
        let unfit = |_| {
            vec![Mistake {
                field: "street",
                fault: Fault::Wrong,
            }]
        };
        Address::new(&lines).map_err(unfit)
    }
}

/// One line, its spacing evened out.
fn optional(text: &str) -> Result<Option<String>, Fault> {
    match required(text) {
        Ok(line) => Ok(Some(line)),
        Err(Fault::Empty) => Ok(None),
        Err(Fault::Wrong) => Err(Fault::Wrong),
    }
}

fn required(text: &str) -> Result<String, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    let line: Result<Name, _> = text.parse();
    line.map(|line| line.as_str().to_owned())
        .map_err(|_| Fault::Wrong)
}

fn is_home(country: &str) -> bool {
    HOME.contains(&country.to_lowercase().as_str())
}

fn has_letter(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Five digits in Germany; elsewhere whatever is written before a place.
fn is_postal_code(code: &str, abroad: bool) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    if !abroad {
        return code.len() == 5 && code.chars().all(digit) && code != "00000";
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || c == ' ' || c == '-';
    (2..=12).contains(&code.len()) && code.chars().all(fits) && code.chars().any(digit)
}

/// The code before a place, and the place.
fn split(line: &str) -> (String, String) {
    let has_digit = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
    let words: Vec<&str> = line.split_whitespace().collect();
    let code = words.iter().take_while(|word| has_digit(word)).count();
    let (code, place) = words.split_at(code);
    if place.is_empty() {
        return (String::new(), line.to_owned());
    }
    (code.join(" "), place.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields([extra, street, postal_code, place, country]: [&str; 5]) -> Fields {
        Fields {
            extra: extra.to_owned(),
            street: street.to_owned(),
            postal_code: postal_code.to_owned(),
            place: place.to_owned(),
            country: country.to_owned(),
        }
    }

    fn lines(of: [&str; 5]) -> Vec<String> {
        fields(of).read().expect("an address").lines().to_vec()
    }

    #[test]
    fn an_address_stands_as_on_an_envelope() {
        let home = ["Lindenweg 12", "12345 Musterstadt"];
        assert_eq!(
            lines(["", " Lindenweg  12", "12345", "Musterstadt", ""]),
            home
        );
        assert_eq!(
            lines(["", "Lindenweg 12", "12345", "Musterstadt", "Germany"]),
            home
        );
        assert_eq!(
            lines(["bei Müller", "Ring 3a", "1010", "Wien", "Österreich"]),
            ["bei Müller", "Ring 3a", "1010 Wien", "Österreich"]
        );
    }

    #[test]
    fn what_was_written_is_told_apart_again() {
        for written in [
            ["", "Lindenweg 12", "12345", "Musterstadt", ""],
            ["bei Müller", "Lindenweg 12", "12345", "Bad Musterstadt", ""],
            ["", "1 High Street", "SW1A 1AA", "London", "England"],
        ] {
            let address = fields(written).read().expect("an address");
            assert_eq!(Fields::of(&address), fields(written));
        }
        let other = Address::new(&["Irgendwo".to_owned(), "Nirgends".to_owned()]);
        let read = Fields::of(&other.expect("an address"));
        assert_eq!(read, fields(["", "Irgendwo", "", "Nirgends", ""]));
    }

    #[test]
    fn each_mistake_stands_at_its_field() {
        let told = |of| {
            let mistakes = fields(of).read().expect_err("mistakes").into_iter();
            mistakes
                .map(|it| (it.field, it.fault.word()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            told(["", "", "", "", ""]),
            [
                ("street", "empty"),
                ("postal_code", "empty"),
                ("place", "empty")
            ]
        );
        let long = "x".repeat(101);
        assert_eq!(
            told([&long, "12", "1234", "12345", "1"]),
            [
                ("extra", "wrong"),
                ("street", "wrong"),
                ("place", "wrong"),
                ("country", "wrong")
            ]
        );
        for code in ["1234", "123456", "1234x", "00000", "１２３４５"] {
            assert_eq!(
                told(["", "Lindenweg 12", code, "Musterstadt", ""]),
                [("postal_code", "wrong")],
                "{code}"
            );
        }
        assert_eq!(
            told(["", "Linden\u{7}weg", "12345", "Musterstadt", ""]),
            [("street", "wrong")]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_answered(texts in proptest::array::uniform5(".{0,40}")) {
            let [extra, street, postal_code, place, country] = texts;
            let typed = Fields { extra, street, postal_code, place, country };
            if let Ok(address) = typed.read() {
                prop_assert!((2..=4).contains(&address.lines().len()));
                let _again = Fields::of(&address);
            }
        }
    }
}
