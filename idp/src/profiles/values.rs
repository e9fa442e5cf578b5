//! What a standard claim can be: never empty, never with control characters.

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use url::Url;

const LONGEST: usize = 255;

macro_rules! values {
    ($($(#[$about:meta])* $name:ident by $rule:ident, else $shape:literal;)*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "String")]
        pub(super) struct $name(String);

        impl FromStr for $name {
            type Err = &'static str;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let fits = text.chars().count() <= LONGEST && $rule(text);
                if fits { Ok(Self(text.to_owned())) } else { Err($shape) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }
    )*};
}

values! {
    /// A name, a town.
    Line by is_line, else "must be 1 to 255 characters in one line";
    /// A street, a whole address.
    Lines by is_lines, else "must be 1 to 255 characters, lines parted by line breaks";
    /// A page or a picture.
    WebAddress by is_web_address, else "must be an https address";
    /// `YYYY-MM-DD`, `0000-MM-DD` without the year, or `YYYY` alone.
    Birthdate by is_birthdate, else "must be a day like 1987-03-14, or a year like 1987";
    /// A time zone of the IANA database.
    Zone by is_zone, else "must be the name of a time zone like Europe/Berlin";
    /// E.164.
    PhoneNumber by is_phone_number, else "must be a number like +4930123456, without spaces";
}

fn is_line(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.chars().any(char::is_control)
}

/// Line breaks as OpenID Connect Core §5.1.1 allows them.
fn is_lines(text: &str) -> bool {
    text.replace("\r\n", "\n").split('\n').all(is_line)
}

fn is_web_address(text: &str) -> bool {
    let plain = is_line(text) && !text.contains(char::is_whitespace);
    plain
        && Url::parse(text).is_ok_and(|url| {
            url.scheme() == "https" && url.username().is_empty() && url.password().is_none()
        })
}

fn is_birthdate(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match text.len() {
        4 => digits(text) && text != "0000",
        10 => digits(&text.replacen('-', "", 2)) && text.parse::<Date>().is_ok(),
        _ => false,
    }
}

fn is_zone(text: &str) -> bool {
    is_line(text) && jiff::tz::TimeZone::get(text).is_ok()
}

fn is_phone_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or_default();
    (7..=15).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_are_what_the_standard_names() {
        for (rule, good, bad) in [
            (
                is_line as fn(&str) -> bool,
                vec!["Kim", "Jane Ö. Doe", "日本"],
                vec!["", " ", " Kim", "a\nb", "\u{7}"],
            ),
            (
                is_lines,
                vec![
                    "Musterstraße 1",
                    "Musterstraße 1\n12345 Musterstadt",
                    "a\r\nb",
                ],
                vec!["", "\n", "a\n", "a\rb"],
            ),
            (
                is_web_address,
                vec!["https://kim.example/", "https://kim.example/me.jpg?x=1"],
                vec![
                    "",
                    "http://kim.example/",
                    "javascript:alert(1)",
                    "https://a:b@c.example/",
                    "https://",
                    "https://a b.example/",
                ],
            ),
            (
                is_birthdate,
                vec!["1987-03-14", "0000-03-14", "1987", "2000-02-29"],
                vec![
                    "",
                    "0000",
                    "1987-3-14",
                    "14.03.1987",
                    "1987-02-29",
                    "19870314",
                    "1987-03-14T00:00",
                    "-987-03-14",
                    "198é",
                ],
            ),
            (
                is_zone,
                vec!["Europe/Berlin", "UTC"],
                vec!["", "Mars/Olympus", "+01:00"],
            ),
            (
                is_phone_number,
                vec!["+4930123456", "+14255551212"],
                vec![
                    "",
                    "+",
                    "030123456",
                    "+0301234567",
                    "+49 30 123456",
                    "+4930",
                    "+1234567890123456",
                    "+49301234٣٤",
                ],
            ),
        ] {
            for text in good {
                assert!(rule(text), "{text:?}");
            }
            for text in bad {
                assert!(!rule(text), "{text:?}");
            }
        }
        assert!("x".repeat(256).parse::<Line>().is_err());
    }

    proptest! {
        #[test]
        fn no_text_breaks_a_rule(text in ".{0,60}") {
            for rule in [is_line, is_lines, is_web_address, is_birthdate, is_zone, is_phone_number] {
                let _ = rule(&text);
            }
        }
    }
}
