//! Texts by language and key (Fluent). A missing text is an error, never German by stealth.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use thiserror::Error;
use unic_langid::LanguageIdentifier;

use super::language::{FALLBACK, Language, direction};
use super::{Brand, Files};

/// Arguments of a text.
pub type TextArgs<'a> = FluentArgs<'a>;

/// Why there is no text.
#[derive(Debug, Error)]
pub enum TextError {
    /// Nobody wrote it.
    #[error("no text {key} in {language}")]
    Missing {
        /// The Fluent key.
        key: String,
        /// The language asked for.
        language: String,
    },
    /// It needs an argument that was not given, or refers to a term that does not exist.
    #[error("text {key} in {language}: {reason}")]
    Broken {
        /// The Fluent key.
        key: String,
        /// The language asked for.
        language: String,
        /// What Fluent says.
        reason: String,
    },
    /// A file cannot be read as Fluent.
    #[error("{path}: {reason}")]
    File {
        /// Its path.
        path: String,
        /// What Fluent says.
        reason: String,
    },
}

type Bundle = FluentBundle<Arc<FluentResource>>;

struct Speech {
    plain: Bundle,
    isolating: Bundle,
    keys: BTreeSet<String>,
}

/// All texts in all present languages.
pub(super) struct Texts {
    languages: Vec<Language>,
    speeches: BTreeMap<String, Speech>,
    brand: Brand,
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts")
            .field("languages", &self.languages)
            .finish_non_exhaustive()
    }
}

impl Texts {
    /// Reads the translations; a language counts as present if every layer has it.
    pub(super) fn load(layers: &[&Files], brand: &Brand) -> Result<Self, TextError> {
        let mut speeches = BTreeMap::new();
        let mut languages = Vec::new();
        for code in offered(layers, brand) {
            let speech = Speech::load(layers, &code)?;
            let name = plain(&speech.plain, "language-name", None, &code)?;
            let dir = direction(&code);
            languages.push(Language {
                code: code.clone(),
                name,
                dir,
            });
            speeches.insert(code, speech);
        }
        Ok(Self {
            languages,
            speeches,
            brand: brand.clone(),
        })
    }

    pub(super) fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// The text for reading on a page. Arguments are isolated from the sentence's direction
    /// where the two can differ; elsewhere the marks would only be in the way.
    pub(super) fn text(
        &self,
        code: &str,
        key: &str,
        args: &FluentArgs<'_>,
    ) -> Result<String, TextError> {
        let speech = self.speech(code, key)?;
        let turned =
            |value: &FluentValue<'_>| matches!(value, FluentValue::String(text) if has_rtl(text));
        let isolate = direction(code) == "rtl" || args.iter().any(|(_, value)| turned(value));
        let bundle = if isolate {
            &speech.isolating
        } else {
            &speech.plain
        };
        plain(bundle, key, Some(&self.with_operator(code, args)), code)
    }

    /// The text without any invisible mark: mails, attributes, scripts.
    pub(super) fn bare(
        &self,
        code: &str,
        key: &str,
        args: &FluentArgs<'_>,
    ) -> Result<String, TextError> {
        let speech = self.speech(code, key)?;
        plain(
            &speech.plain,
            key,
            Some(&self.with_operator(code, args)),
            code,
        )
    }

    fn with_operator<'a>(&'a self, code: &str, args: &'a FluentArgs<'a>) -> FluentArgs<'a> {
        let mut all = FluentArgs::new();
        for (name, value) in [
            ("operator", self.brand.name.as_str()),
            ("operator_short", &self.brand.short_name),
            ("support_phone", &self.brand.support_phone),
            ("support_hours", self.brand.support_hours_in(code)),
        ] {
            all.set(name, value);
        }
        for (name, value) in args.iter() {
            all.set(name.to_owned(), value.clone());
        }
        all
    }

    fn speech(&self, code: &str, key: &str) -> Result<&Speech, TextError> {
        let missing = || TextError::Missing {
            key: key.to_owned(),
            language: code.to_owned(),
        };
        self.speeches.get(code).ok_or_else(missing)
    }

    /// Every text that one language has and another lacks, as (language, key).
    pub(super) fn missing(&self) -> Vec<(String, String)> {
        let all: BTreeSet<&String> = self.speeches.values().flat_map(|it| &it.keys).collect();
        let lacks = |(code, speech): (&String, &Speech)| {
            all.iter()
                .filter(|key| !speech.keys.contains(**key))
                .map(|key| (code.clone(), (*key).clone()))
                .collect::<Vec<_>>()
        };
        self.speeches.iter().flat_map(lacks).collect()
    }
}

impl Speech {
    fn load(layers: &[&Files], code: &str) -> Result<Self, TextError> {
        let fault = |path: &str, reason: String| TextError::File {
            path: path.to_owned(),
            reason,
        };
        let id: LanguageIdentifier = code
            .parse()
            .map_err(|_| fault(code, "no language tag".to_owned()))?;
        let mut speech = Self {
            plain: Bundle::new_concurrent(vec![id.clone()]),
            isolating: Bundle::new_concurrent(vec![id]),
            keys: BTreeSet::new(),
        };
        speech.plain.set_use_isolating(false);
        let folder = format!("translations/{code}/");
        for (path, bytes) in layers.iter().flat_map(|files| files.under(&folder)) {
            let path = format!("{folder}{path}");
            let text =
                String::from_utf8(bytes.to_vec()).map_err(|it| fault(&path, it.to_string()))?;
            let read = |(_, errors): (_, Vec<_>)| fault(&path, format!("{errors:?}"));
            let resource = Arc::new(FluentResource::try_new(text).map_err(read)?);
            let twice = |errors| fault(&path, format!("{errors:?}"));
            speech.keys.extend(keys(&resource));
            speech
                .plain
                .add_resource(Arc::clone(&resource))
                .map_err(twice)?;
            speech.isolating.add_resource(resource).map_err(twice)?;
        }
        Ok(speech)
    }
}

fn keys(resource: &FluentResource) -> Vec<String> {
    resource
        .source()
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('='))
        .map(|(key, _)| key.trim().to_owned())
        .collect()
}

fn plain(
    bundle: &Bundle,
    key: &str,
    args: Option<&FluentArgs<'_>>,
    code: &str,
) -> Result<String, TextError> {
    let (id, attribute) = key
        .split_once('.')
        .map_or((key, None), |(id, name)| (id, Some(name)));
    let message = bundle.get_message(id);
    let pattern = match attribute {
        Some(name) => message
            .and_then(|it| it.get_attribute(name))
            .map(|it| it.value()),
        None => message.and_then(|it| it.value()),
    };
    let (key, language) = (key.to_owned(), code.to_owned());
    let Some(pattern) = pattern else {
        return Err(TextError::Missing { key, language });
    };
    let mut errors = Vec::new();
    let text = bundle
        .format_pattern(pattern, args, &mut errors)
        .into_owned();
    match errors.first() {
        None => Ok(text),
        Some(error) => Err(TextError::Broken {
            key,
            language,
            reason: error.to_string(),
        }),
    }
}

/// The codes present in every layer that has translations at all, German first, in the
/// operator's order if there is one.
fn offered(layers: &[&Files], brand: &Brand) -> Vec<String> {
    let codes = |files: &&Files| -> BTreeSet<String> {
        files
            .under("translations/")
            .filter_map(|(path, _)| path.split_once('/'))
            .map(|(code, _)| code.to_owned())
            .collect()
    };
    let mut sets = layers.iter().map(codes).filter(|set| !set.is_empty());
    let first = sets.next().unwrap_or_default();
    let mut present: Vec<String> = sets
        .fold(first, |all, set| &all & &set)
        .into_iter()
        .collect();
    if !brand.languages.is_empty() {
        present.retain(|code| code == FALLBACK || brand.languages.contains(code));
    }
    let place = |code: &String| {
        let wanted = brand.languages.iter().position(|it| it == code);
        (
            wanted.unwrap_or(usize::from(code != FALLBACK) * 100),
            code.clone(),
        )
    };
    present.sort_by_key(place);
    present
}

fn has_rtl(text: &str) -> bool {
    text.chars().any(
        |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'),
    )
}
