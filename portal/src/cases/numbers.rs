//! Numbers and dates as the office writes them; each type holds only what it parsed.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use shared::secret::{ct_eq, sha256};

/// The text is not what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NumberFault {
    #[error("a customer number has 3 digits, a letter and 6 digits, like 123A456789")]
    CustomerNumber,
    #[error("a community number has 5 digits, two slashes and 7 digits, like 97122//0000004")]
    CommunityNumber,
    #[error("a birth date is a day of the calendar since 1900, like 1987-03-14")]
    BirthDate,
    #[error("a register number has letters and digits, at most 40, like HRB 12345")]
    RegisterNumber,
}

/// Kundennummer (S75): `123A456789`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct CustomerNumber(String);

impl CustomerNumber {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CustomerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for CustomerNumber {
    type Err = NumberFault;

    /// Spaces and small letters are forgiven.
    fn from_str(text: &str) -> Result<Self, NumberFault> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let fits = text.len() == 10
            && text.bytes().enumerate().all(|(place, byte)| match place {
                3 => byte.is_ascii_alphabetic(),
                _ => byte.is_ascii_digit(),
            });
        fits.then(|| Self(text.to_ascii_uppercase()))
            .ok_or(NumberFault::CustomerNumber)
    }
}

/// Number of the Bedarfsgemeinschaft (S108): `97122//0000004`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CommunityNumber(String);

impl CommunityNumber {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CommunityNumber {
    type Err = NumberFault;

    fn from_str(text: &str) -> Result<Self, NumberFault> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let digits =
            |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
        let fits = text
            .split_once("//")
            .is_some_and(|(office, number)| digits(office, 5) && digits(number, 7));
        fits.then_some(Self(text))
            .ok_or(NumberFault::CommunityNumber)
    }
}

/// A birth date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BirthDate(Date);

impl BirthDate {
    /// The day itself.
    pub(crate) const fn day(self) -> Date {
        self.0
    }
}

/// `1987-03-14`.
impl fmt::Display for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for BirthDate {
    type Err = NumberFault;

    /// `14.03.1987`, `14.3.1987`, `14/3/1987`, `14 3 1987`, `14031987`, `1987-03-14`.
    fn from_str(text: &str) -> Result<Self, NumberFault> {
        const FAULT: NumberFault = NumberFault::BirthDate;
        let text = text.trim().trim_end_matches('.');
        let parts: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, '.' | '/' | '-'))
            .filter(|part| !part.is_empty())
            .collect();
        let (year, month, day) = match parts[..] {
            [year, month, day] if year.len() == 4 => (year, month, day),
            [day, month, year] => (year, month, day),
            [whole] if whole.len() == 8 && whole.is_ascii() => {
                (&whole[4..], &whole[2..4], &whole[..2])
            }
            _ => return Err(FAULT),
        };
        let digits =
            |part: &str, most| part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return Err(FAULT);
        }
        let number = |part: &str| part.parse::<i16>().map_err(|_| FAULT);
        let small = |part: &str| part.parse::<i8>().map_err(|_| FAULT);
        let date = Date::new(number(year)?, small(month)?, small(day)?).map_err(|_| FAULT)?;
        if date.year() < 1900 {
            Err(FAULT)
        } else {
            Ok(Self(date))
        }
    }
}

/// Number in a public register (`HRB 12345`), as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RegisterNumber(String);

impl RegisterNumber {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Spacing, punctuation and case do not tell two numbers apart.
    fn canonical(&self) -> String {
        self.0
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_uppercase)
            .collect()
    }

    /// Whether it names a register that a court keeps: a sole trader stands in none.
    pub(crate) fn is_a_courts(&self) -> bool {
        const REGISTERS: [&str; 8] = ["HRA", "HRB", "GNR", "GSR", "GÜR", "VR", "GR", "PR"];
        let number = self.canonical();
        REGISTERS.iter().any(|register| {
            let rest = number.strip_prefix(register);
            rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        })
    }

    /// Whether both mean the same number, in time that tells nothing of either.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        let digest = |number: &Self| sha256(number.canonical().as_bytes());
        ct_eq(&digest(self), &digest(other))
    }
}

impl FromStr for RegisterNumber {
    type Err = NumberFault;

    fn from_str(text: &str) -> Result<Self, NumberFault> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let known = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '.' | '(' | ')');
        let fits = text.chars().count() <= 40
            && text.chars().all(known)
            && text.chars().any(|c| c.is_ascii_digit());
        fits.then_some(Self(text))
            .ok_or(NumberFault::RegisterNumber)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_birth_date_may_be_written_in_the_usual_ways() {
        let kim: BirthDate = "1987-03-14".parse().expect("a date");
        for text in [
            "14.03.1987",
            "14.3.1987",
            " 14. 3. 1987 ",
            "14/03/1987",
            "14 3 1987",
            "14031987",
            "14-03-1987",
            "14.03.1987.",
        ] {
            assert_eq!(text.parse(), Ok(kim), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "14.03.87",
            "31.02.1987",
            "29.02.1900",
            "14.03.1899",
            "14.13.1987",
            "heute",
            "14.03",
            "+1.03.1987",
            "14.03.1987.5",
            "١٤.٠٣.١٩٨٧",
            "1403198",
        ] {
            assert_eq!(
                text.parse::<BirthDate>(),
                Err(NumberFault::BirthDate),
                "{text}"
            );
        }
    }

    #[test]
    fn register_numbers_are_compared_without_their_dress() {
        let number = |text: &str| text.parse::<RegisterNumber>().expect("a number");
        assert!(number("HRB 12345 B").same_as(&number("hrb12345-b")));
        assert!(!number("HRB 12345").same_as(&number("HRA 12345")));
        for text in ["", "HRB", "12345;", &"1".repeat(41)] {
            assert!(text.parse::<RegisterNumber>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_customer_number_survives_spacing_and_case(text in "[0-9]{3}[A-Z][0-9]{6}", at in 0usize..10) {
            let mut dressed = text.to_lowercase();
            dressed.insert(at, ' ');
            let read: CustomerNumber = dressed.parse().expect("a number");
            prop_assert_eq!(read.as_str(), &text);
        }

        #[test]
        fn only_the_form_counts(text in "[0-9A-Za-z/ ]{0,16}") {
            if let Ok(number) = text.parse::<CustomerNumber>() {
                let bytes = number.as_str().as_bytes();
                prop_assert_eq!(bytes.len(), 10);
                prop_assert!(bytes[3].is_ascii_uppercase());
            }
            if let Ok(number) = text.parse::<CommunityNumber>() {
                prop_assert_eq!(number.as_str().len(), 14);
            }
        }

        #[test]
        fn any_day_is_read_back(year in 1900i16..2100, month in 1i8..=12, day in 1i8..=28) {
            let date = BirthDate(Date::new(year, month, day).expect("a day"));
            prop_assert_eq!(date.to_string().parse::<BirthDate>(), Ok(date));
            prop_assert_eq!(format!("{day}.{month}.{year}").parse::<BirthDate>(), Ok(date));
        }

        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            let _ = (text.parse::<BirthDate>(), text.parse::<CustomerNumber>(), text.parse::<CommunityNumber>(), text.parse::<RegisterNumber>());
        }
    }
}
