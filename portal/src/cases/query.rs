//! What staff type into the search box: names in any order, a birth date in the usual ways, numbers
//! with or without their spaces and slashes, all in one line.

use super::fold::{bare, fold};
use super::{BirthDate, CommunityNumber, CustomerNumber, RegisterNumber};

/// Nobody types more words; more would only cost time.
const MOST_WORDS: usize = 8;

/// What is looked for; all of it at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Query {
    /// Folded words of names, of two letters and more.
    pub(crate) words: Vec<String>,
    /// Single letters: they only put who fits first.
    pub(crate) initials: Vec<String>,
    /// Numbers without punctuation, or their beginnings.
    pub(crate) numbers: Vec<String>,
    /// First and last day of what the birth date may be, `YYYY-MM-DD`; one of them must fit.
    pub(crate) born: Vec<(String, String)>,
}

impl Query {
    /// Reads a line; `None` when there is nothing to look for in it.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.replace([',', ';'], " ");
        let tokens: Vec<&str> = text.split_whitespace().collect();
        let mut query = Self::default();
        let mut rest = &tokens[..];
        while !rest.is_empty() {
            let taken = query.take(rest);
            rest = rest.get(taken..).unwrap_or_default();
        }
        query.words.truncate(MOST_WORDS);
        query.numbers.truncate(MOST_WORDS);
        let nothing = query.words.is_empty() && query.numbers.is_empty() && query.born.is_empty();
        (!nothing).then_some(query)
    }

    /// How many things must fit.
    pub(crate) const fn parts(&self) -> usize {
        let born = if self.born.is_empty() { 0 } else { 1 };
        self.words.len() + self.numbers.len() + born
    }

    /// Takes what the line begins with; how many tokens it was.
    fn take(&mut self, rest: &[&str]) -> usize {
        for several in (1..=rest.len().min(5)).rev() {
            let Some(some) = rest.get(..several) else {
                continue;
            };
            let days = days(&some.join(" "));
            if !days.is_empty() {
                self.born.extend(days);
                return several;
            }
            if let Some(number) = known_number(some) {
                self.numbers.push(number);
                return several;
            }
        }
        let Some(token) = rest.first() else { return 1 };
        if token.contains(|c: char| c.is_ascii_digit()) {
            self.numbers.push(bare(token));
        } else {
            for word in fold(token) {
                let short = word.chars().count() < 2;
                let list = if short {
                    &mut self.initials
                } else {
                    &mut self.words
                };
                list.push(word);
            }
        }
        1
    }
}

/// A birth date, with two digits of the year in either century; or a year.
fn days(text: &str) -> Vec<(String, String)> {
    if let Ok(date) = text.parse::<BirthDate>() {
        return vec![(date.to_string(), date.to_string())];
    }
    let whole_year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    if whole_year && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return vec![(format!("{text}-01-01"), format!("{text}-12-31"))];
    }
    let Some((day, year)) = text.trim_end_matches('.').rsplit_once(['.', '/', ' ']) else {
        return Vec::new();
    };
    if year.len() != 2 || !day.contains(['.', '/', ' ']) {
        return Vec::new();
    }
    let dates = ["19", "20"].map(|century| format!("{day}.{century}{year}").parse::<BirthDate>());
    let dates = dates.into_iter().flatten().map(|date| date.to_string());
    dates.map(|date| (date.clone(), date)).collect()
}

/// A number that is told by its form, even if it was typed in pieces.
fn known_number(tokens: &[&str]) -> Option<String> {
    let whole = tokens.concat();
    if let Ok(number) = whole.parse::<CustomerNumber>() {
        return Some(number.as_str().to_owned());
    }
    if let Ok(number) = whole.parse::<CommunityNumber>() {
        return Some(bare(number.as_str()));
    }
    let digits = bare(&whole);
    let community = whole.chars().all(|c| c.is_ascii_digit() || c == '/') && digits.len() == 12;
    if community {
        return Some(digits);
    }
    // HRB 12345
    match tokens {
        [register, number]
            if REGISTERS.contains(&register.to_lowercase().as_str())
                && number.starts_with(|c: char| c.is_ascii_digit())
                && whole.parse::<RegisterNumber>().is_ok() =>
        {
            Some(digits)
        }
        _ => None,
    }
}

/// How German registers are called before the number.
const REGISTERS: [&str; 7] = ["hra", "hrb", "gnr", "gsr", "gür", "pr", "vr"];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<String> {
        Query::read(text).expect("a query").words
    }

    fn numbers(text: &str) -> Vec<String> {
        let query = Query::read(text).expect("a query");
        assert!(query.words.is_empty() && query.born.is_empty(), "{query:?}");
        query.numbers
    }

    #[test]
    fn names_are_words() {
        assert_eq!(words("Klicker, Kim"), ["klicker", "kim"]);
        assert_eq!(words("K. Müller"), ["muller"]);
        assert_eq!(Query::read("K. Müller").expect("a query").initials, ["k"]);
        assert_eq!(words("Schmidt-Rottluff"), ["schmidt", "rottluff"]);
    }

    #[test]
    fn a_birth_date_stands_anywhere() {
        for text in [
            "Kim 14.03.1987 Klicker",
            "Kim Klicker 14. 3. 1987",
            "14 3 1987 Kim Klicker",
            "Kim Klicker 1987-03-14",
            "Kim Klicker 14031987",
        ] {
            let query = Query::read(text).expect("a query");
            assert_eq!(query.words, ["kim", "klicker"], "{text}");
            let day = "1987-03-14".to_owned();
            assert_eq!(query.born, [(day.clone(), day)], "{text}");
            assert_eq!(query.parts(), 3);
        }
        let short = Query::read("14.3.87").expect("a query");
        let days: Vec<_> = short.born.iter().map(|(day, _)| day.as_str()).collect();
        assert_eq!(days, ["1987-03-14", "2087-03-14"]);
        let year = Query::read("Klicker 1987").expect("a query");
        assert_eq!(year.born.len(), 1);
    }

    #[test]
    fn numbers_may_lack_or_have_spaces() {
        for text in ["123A456789", "123a 456789", "123 A 456 789", "123a456789 "] {
            assert_eq!(numbers(text), ["123A456789"], "{text}");
        }
        for text in [
            "97122//0000004",
            "97122 // 0000004",
            "971220000004",
            "97122/0000004",
        ] {
            assert_eq!(numbers(text), ["971220000004"], "{text}");
        }
        for text in ["HRB 12345", "hrb12345", "HRB12345"] {
            assert_eq!(numbers(text), ["HRB12345"], "{text}");
        }
    }

    #[test]
    fn nothing_is_nothing() {
        for text in ["", "  ", " - ", "k"] {
            assert_eq!(Query::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_line_is_looked_for_or_empty(text in "[A-Za-zäß0-9 /.,-]{0,60}|\\PC{0,200}") {
            if let Some(query) = Query::read(&text) {
                prop_assert!(query.words.len() <= MOST_WORDS && query.numbers.len() <= MOST_WORDS);
                prop_assert!(query.parts() > 0);
                let all = query.words.iter().chain(&query.numbers);
                prop_assert!(all.into_iter().all(|it| !it.contains('\0')));
            }
        }
    }
}
