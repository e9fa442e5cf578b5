//! What a chosen password must be (S29), and what is compared.

use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;

/// The composition that the operator asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Rule {
    /// S29: 12 to 128 characters of four kinds; these count as special.
    Seeds {
        /// The special characters.
        special: String,
    },
    /// 15 to 128 characters of any kind (NIST SP 800-63B).
    Length,
}

/// One line of the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Criterion {
    /// S29a.
    Length,
    /// S29b.
    Upper,
    /// S29c.
    Lower,
    /// S29d.
    Digit,
    /// S29e.
    Special,
    /// S29f: no control characters.
    Allowed,
    /// S29g: typed twice alike.
    Repeated,
}

impl Rule {
    /// The least number of characters.
    pub(crate) const fn shortest(&self) -> usize {
        match self {
            Self::Seeds { .. } => 12,
            Self::Length => 15,
        }
    }

    /// The greatest number of characters.
    pub(crate) const LONGEST: usize = 128;

    /// The lines of the checklist, in the order of S29.
    pub(crate) fn criteria(&self) -> Vec<Criterion> {
        use Criterion::{Allowed, Digit, Length, Lower, Repeated, Special, Upper};
        match self {
            Self::Seeds { .. } => vec![Length, Upper, Lower, Digit, Special, Allowed, Repeated],
            Self::Length => vec![Length, Allowed, Repeated],
        }
    }

    /// What `password`, typed again as `repeated`, does not meet; empty when it is good.
    pub(crate) fn unmet(&self, password: &SecretString, repeated: &SecretString) -> Vec<Criterion> {
        let text = password.expose_secret();
        let met = |criterion: &Criterion| match criterion {
            Criterion::Length => {
                let length = text.nfc().count();
                (self.shortest()..=Self::LONGEST).contains(&length)
            }
            Criterion::Upper => text.chars().any(|c| c.is_ascii_uppercase()),
            Criterion::Lower => text.chars().any(|c| c.is_ascii_lowercase()),
            Criterion::Digit => text.chars().any(|c| c.is_ascii_digit()),
            Criterion::Special => match self {
                Self::Seeds { special } => text.chars().any(|c| special.contains(c)),
                Self::Length => true,
            },
            Criterion::Allowed => !text.chars().any(char::is_control),
            Criterion::Repeated => !text.is_empty() && text == repeated.expose_secret(),
        };
        let mut criteria = self.criteria();
        criteria.retain(|criterion| !met(criterion));
        criteria
    }
}

/// The one form of a password in which it is hashed: the same letters typed on another device
/// may come in another Unicode form.
pub(crate) fn normalise(password: &SecretString) -> SecretString {
    SecretString::from(password.expose_secret().nfc().collect::<String>())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seeds() -> Rule {
        Rule::Seeds {
            special: "@#$%&*-_!=;:,?/\"()".into(),
        }
    }

    fn unmet(rule: &Rule, password: &str) -> Vec<Criterion> {
        let password = SecretString::from(password);
        rule.unmet(&password, &password)
    }

    #[test]
    fn each_line_of_the_checklist_is_told_apart() {
        let rule = seeds();
        assert_eq!(unmet(&rule, "Sommer-2026-Garten"), []);
        assert_eq!(unmet(&rule, "Sommer-2026"), [Criterion::Length]);
        assert_eq!(unmet(&rule, "sommer-2026-garten"), [Criterion::Upper]);
        assert_eq!(unmet(&rule, "SOMMER-2026-GARTEN"), [Criterion::Lower]);
        assert_eq!(unmet(&rule, "Sommer-im-Garten"), [Criterion::Digit]);
        assert_eq!(unmet(&rule, "Sommer2026Garten"), [Criterion::Special]);
        assert_eq!(unmet(&rule, "Sommer-2026\u{7}Garten"), [Criterion::Allowed]);
        assert_eq!(
            unmet(&rule, &format!("Aa1-{}", "x".repeat(125))),
            [Criterion::Length]
        );
        let differing = rule.unmet(
            &SecretString::from("Sommer-2026-Garten"),
            &SecretString::from("Sommer-2026-garten"),
        );
        assert_eq!(differing, [Criterion::Repeated]);
    }

    #[test]
    fn the_length_rule_asks_for_nothing_else() {
        assert_eq!(unmet(&Rule::Length, "ein langer satz"), []);
        assert_eq!(unmet(&Rule::Length, "ein kurzer"), [Criterion::Length]);
    }

    #[test]
    fn both_forms_of_an_umlaut_are_one_password() {
        let composed = normalise(&SecretString::from("\u{fc}"));
        let decomposed = normalise(&SecretString::from("u\u{308}"));
        assert_eq!(composed.expose_secret(), decomposed.expose_secret());
    }

    proptest! {
        #[test]
        fn any_text_gets_an_answer(text in ".{0,200}") {
            let missing = unmet(&seeds(), &text);
            prop_assert!(missing.len() <= 7);
        }
    }
}
