//! The words of the letters: one file per language in `texts/`, all with the same keys.
//!
//! A new language is a new file. The tag of the file's name is the language (`uk.toml`). A letter
//! in another language than German ends in a note in German (`note.txt`), for whoever in the office
//! or at home has to know what it is.

use std::collections::BTreeMap;

use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::model::Day;

/// The language for who has none of ours.
pub(crate) const FALLBACK: &str = "de";

#[derive(RustEmbed)]
#[folder = "texts/"]
#[include = "*.toml"]
struct Files;

/// What stands in German under a letter in another language.
pub(crate) const NOTE: &str = include_str!("../texts/note.txt");
/// The same under a letter with a recovery code.
pub(crate) const RECOVERY_NOTE: &str = include_str!("../texts/note_recovery.txt");

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Direction {
    Ltr,
    Rtl,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Texts {
    pub(crate) direction: Direction,
    /// Fonts of which the press needs one, where those that it has will not do.
    #[serde(default)]
    pub(crate) fonts: Vec<String>,
    pub(crate) date: String,
    pub(crate) months: [String; 12],
    pub(crate) letter: FrameTexts,
    pub(crate) unlock_code: UnlockCodeTexts,
    pub(crate) recovery_code: RecoveryCodeTexts,
}

/// The words every letter shares.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrameTexts {
    pub(crate) reference: String,
    pub(crate) date: String,
    pub(crate) phone: String,
    pub(crate) hours: String,
    pub(crate) salutation: String,
    pub(crate) salutation_without_name: String,
    pub(crate) closing: String,
    pub(crate) unsigned: String,
    pub(crate) page: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnlockCodeTexts {
    pub(crate) subject: String,
    pub(crate) intro: String,
    pub(crate) code: String,
    pub(crate) validity: String,
    pub(crate) steps: String,
    pub(crate) step_open: String,
    pub(crate) step_sign_in: String,
    pub(crate) step_birth_date: String,
    pub(crate) step_register_number: String,
    pub(crate) typing: String,
    pub(crate) qr_note: String,
    pub(crate) qr_alt: String,
    pub(crate) notes: String,
    pub(crate) note_secret: String,
    pub(crate) note_unexpected: String,
    pub(crate) note_lost: String,
}

/// Beside them it has some of the unlock code's.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecoveryCodeTexts {
    pub(crate) subject: String,
    pub(crate) intro: String,
    pub(crate) code: String,
    pub(crate) validity: String,
    pub(crate) step_open: String,
    pub(crate) step_first: String,
    pub(crate) step_code: String,
    pub(crate) note_secret: String,
    pub(crate) note_unexpected: String,
    pub(crate) note_again: String,
}

/// The words of one letter.
#[derive(Debug)]
pub(crate) struct Words<'a> {
    /// The language that was found.
    pub(crate) language: &'a str,
    pub(crate) texts: &'a Texts,
    pub(crate) german: &'a Texts,
    /// Families that draw it, beside the built-in ones.
    pub(crate) fonts: Vec<String>,
}

/// The languages that letters have texts for, German first.
#[must_use]
pub fn languages() -> Vec<String> {
    let names = Files::iter();
    let tags = names.filter_map(|name| name.strip_suffix(".toml").map(str::to_owned));
    let mut tags: Vec<String> = tags.collect();
    tags.sort_by_key(|tag| (tag != FALLBACK, tag.clone()));
    tags
}

/// All languages that have a file.
#[derive(Debug)]
pub(crate) struct Library(BTreeMap<String, Texts>);

impl Library {
    pub(crate) fn embedded() -> Result<Self, String> {
        let mut languages = BTreeMap::new();
        for name in Files::iter() {
            let file = Files::get(&name).ok_or_else(|| format!("texts/{name} is gone"))?;
            let source = str::from_utf8(&file.data).map_err(|e| format!("texts/{name}: {e}"))?;
            let texts = toml::from_str(source).map_err(|e| format!("texts/{name}: {e}"))?;
            languages.insert(name.trim_end_matches(".toml").to_owned(), texts);
        }
        Self::of(languages)
    }

    pub(crate) fn of(languages: BTreeMap<String, Texts>) -> Result<Self, String> {
        if languages.contains_key(FALLBACK) {
            Ok(Self(languages))
        } else {
            Err(format!("texts/{FALLBACK}.toml is missing"))
        }
    }

    /// Every language with its texts.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &Texts)> {
        self.0.iter().map(|(tag, texts)| (tag.as_str(), texts))
    }

    /// Takes out the languages that cannot be printed. German stays.
    pub(crate) fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.0.retain(|tag, _| tag == FALLBACK || keep(tag));
    }

    pub(crate) fn german(&self) -> &Texts {
        self.find(FALLBACK).1
    }

    /// The texts for a language tag: the whole tag, else its first part, else German.
    pub(crate) fn find(&self, tag: &str) -> (&str, &Texts) {
        let tag = tag.to_ascii_lowercase().replace('_', "-");
        let first = tag.split('-').next().unwrap_or_default();
        [tag.as_str(), first, FALLBACK]
            .into_iter()
            .find_map(|key| self.0.get_key_value(key))
            .map(|(key, texts)| (key.as_str(), texts))
            .expect("German is there since the library was made")
    }
}

impl Texts {
    /// A day as people write it in this language.
    pub(crate) fn day(&self, (year, month, day): Day) -> String {
        let name = usize::try_from(month - 1)
            .ok()
            .and_then(|i| self.months.get(i));
        let (day, year) = (day.to_string(), year.to_string());
        let parts = [
            ("day", day.as_str()),
            ("month", name.map_or("", String::as_str)),
            ("year", &year),
        ];
        fill(&self.date, &parts)
    }

    /// Keeps a code, number or address in its own order within right-to-left text.
    pub(crate) fn isolated(&self, value: &str) -> String {
        match self.direction {
            Direction::Ltr => value.to_owned(),
            Direction::Rtl => format!("\u{2066}{value}\u{2069}"),
        }
    }

    /// Keeps a name from turning the text around it, whichever way either is written.
    pub(crate) fn isolated_name(&self, name: &str) -> String {
        if self.direction == Direction::Rtl || name.chars().any(is_rtl) {
            format!("\u{2068}{name}\u{2069}")
        } else {
            name.to_owned()
        }
    }
}

/// Replaces `{name}` by its value in one pass, so that braces within values stay what they are.
pub(crate) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        rest = &rest[open..];
        let known = values.iter().find_map(|(name, value)| {
            Some((rest[1..].strip_prefix(name)?.strip_prefix('}')?, value))
        });
        rest = if let Some((after, value)) = known {
            filled.push_str(value);
            after
        } else {
            filled.push('{');
            &rest[1..]
        };
    }
    filled + rest
}

/// One line of text from outside: no control characters, nothing that turns the reading direction.
pub(crate) fn clean(value: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let line: String = value
        .chars()
        .filter(|&c| !turns(c))
        .map(|c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .collect();
    line.split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The lines that say something, each cleaned.
pub(crate) fn filled<'a>(lines: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    lines
        .into_iter()
        .map(|line| clean(line))
        .filter(|line| !line.is_empty())
        .collect()
}

// Hebrew, Arabic, Syriac, Thaana, N'Ko … and the presentation forms.
fn is_rtl(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
