//! Which texts there are, where they come from: compiled in, or the operator's file in its place.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use shared::settings::{Fault, Faults, Origin};

use super::markdown;
use super::model::{Text, Values};
use crate::settings::{Operator, Settings};

/// The texts that are compiled in: `de/anmeldung.md`.
#[derive(rust_embed::Embed)]
#[folder = "texts"]
#[include = "*/*.md"]
struct BuiltIn;

/// A page of text: its address and its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Article {
    pub(super) path: &'static str,
    /// Without the ending.
    pub(super) file: &'static str,
}

const fn article(path: &'static str, file: &'static str) -> Article {
    Article { path, file }
}

/// All of them.
pub(super) const ARTICLES: [Article; 23] = [
    article("/hilfe", "hilfe"),
    article("/hilfe/anmeldung", "anmeldung"),
    article("/hilfe/sichere-anmeldung", "sichere-anmeldung"),
    article("/hilfe/mehr-faktor", "mehr-faktor"),
    article("/hilfe/passkeys", "passkeys"),
    article("/hilfe/totp", "totp"),
    article("/hilfe/zugang-verloren", "zugang-verloren"),
    article("/hilfe/konto-finden", "konto-finden"),
    article("/hilfe/konto-finden/person", "konto-finden-person"),
    article("/hilfe/konto-finden/person-ja", "konto-finden-person-ja"),
    article(
        "/hilfe/konto-finden/person-nein",
        "konto-finden-person-nein",
    ),
    article(
        "/hilfe/konto-finden/person-unsicher",
        "konto-finden-person-unsicher",
    ),
    article(
        "/hilfe/konto-finden/organisation",
        "konto-finden-organisation",
    ),
    article(
        "/hilfe/konto-finden/organisation-elster",
        "konto-finden-organisation-elster",
    ),
    article(
        "/hilfe/konto-finden/organisation-konto",
        "konto-finden-organisation-konto",
    ),
    article("/hilfe/konto-finden/vertretung", "konto-finden-vertretung"),
    article(
        "/hilfe/konto-finden/beschaeftigte",
        "konto-finden-beschaeftigte",
    ),
    article("/nutzungsbedingungen", "nutzungsbedingungen"),
    article("/datenschutz", "datenschutz"),
    article("/impressum", "impressum"),
    article("/barrierefreiheit", "barrierefreiheit"),
    article("/leichte-sprache", "leichte-sprache"),
    article("/gebaerdensprache", "gebaerdensprache"),
];

/// All texts in all languages.
#[derive(Debug, Clone)]
pub(crate) struct Texts(Arc<BTreeMap<(String, &'static str), Text>>);

impl Texts {
    /// Reads the texts that are compiled in, and those of `texts.directory` in their place.
    ///
    /// # Errors
    /// [`Faults`], one for each thing to mend, with file and line.
    pub(crate) fn load(settings: &Settings) -> Result<Self, Faults> {
        let (mut texts, mut faults) = (BTreeMap::new(), Vec::new());
        let own = match settings.texts.directory.as_deref() {
            Some(directory) => own_files(directory, &mut faults),
            None => BTreeMap::new(),
        };
        for language in languages() {
            let values = values(&settings.operator, &language);
            for Article { file, .. } in ARTICLES {
                let path = format!("{language}/{file}.md");
                let (name, source) = match own.get(&path) {
                    Some((name, source)) => (name.display().to_string(), source.clone()),
                    None => (path.clone(), built_in(&path)),
                };
                match markdown::read(&source, &values) {
                    Ok(text) => {
                        texts.insert((language.clone(), file), text);
                    }
                    Err(mistakes) => faults.extend(mistakes.into_iter().map(|it| Fault {
                        origin: Origin::Line {
                            name: name.clone(),
                            line: it.line,
                        },
                        key: String::new(),
                        reason: it.reason,
                    })),
                }
            }
        }
        if faults.is_empty() {
            Ok(Self(Arc::new(texts)))
        } else {
            Err(Faults::from(faults))
        }
    }

    /// The texts that are compiled in, with made-up values, for previews.
    pub(super) fn sample() -> Self {
        let mut texts = BTreeMap::new();
        let values = Values::from([
            ("operator", "Jobcenter Musterstadt".to_owned()),
            ("operator_short", "Jobcenter".to_owned()),
            ("support_phone", "0800 000 00 00".to_owned()),
            ("support_hours", "Mo–Fr 8–18 Uhr".to_owned()),
            ("address", "Musterplatz 1, 12345 Musterstadt".to_owned()),
            ("email", "kontakt@jobcenter.example".to_owned()),
        ]);
        for language in languages() {
            for Article { file, .. } in ARTICLES {
                let text = markdown::read(&built_in(&format!("{language}/{file}.md")), &values);
                if let Ok(text) = text {
                    texts.insert((language.clone(), file), text);
                }
            }
        }
        Self(Arc::new(texts))
    }

    /// The text in `language`, or in German.
    pub(super) fn get(&self, language: &str, file: &'static str) -> Option<&Text> {
        let at = |language: &str| self.0.get(&(language.to_owned(), file));
        at(language).or_else(|| at("de"))
    }
}

/// Writes the texts that are compiled in to `directory`, for an operator who wants to change them;
/// a file that is there already is left alone and told.
///
/// # Errors
/// The first file that cannot be written.
pub(crate) fn export(directory: &Path) -> Result<Vec<PathBuf>, (PathBuf, std::io::Error)> {
    let mut there = Vec::new();
    for path in BuiltIn::iter() {
        let file = directory.join(path.as_ref());
        if file.exists() {
            there.push(file);
            continue;
        }
        let written = || {
            std::fs::create_dir_all(file.parent().unwrap_or(directory))?;
            std::fs::write(&file, built_in(&path))
        };
        written().map_err(|error| (file.clone(), error))?;
    }
    Ok(there)
}

fn built_in(path: &str) -> String {
    let file = BuiltIn::get(path);
    file.map(|file| String::from_utf8_lossy(&file.data).into_owned())
        .unwrap_or_default()
}

/// The languages in which texts are compiled in.
pub(super) fn languages() -> BTreeSet<String> {
    let paths = BuiltIn::iter();
    let first = paths.filter_map(|path| Some(path.split_once('/')?.0.to_owned()));
    first.collect()
}

/// The operator's files, by `de/anmeldung.md`; a file that would never be shown is a fault.
fn own_files(directory: &Path, faults: &mut Vec<Fault>) -> BTreeMap<String, (PathBuf, String)> {
    let mut own = BTreeMap::new();
    let mut refuse = |file: &Path, reason: String| {
        faults.push(Fault {
            origin: Origin::File(file.display().to_string()),
            key: String::new(),
            reason,
        });
    };
    let languages = languages();
    for language in entries(directory, &mut refuse) {
        let code = name(&language);
        if !language.is_dir() || code.starts_with('.') {
            continue;
        }
        if !languages.contains(&code) {
            let known: Vec<_> = languages.iter().map(String::as_str).collect();
            refuse(
                &language,
                format!("there are texts in {} alone", known.join(", ")),
            );
            continue;
        }
        for file in entries(&language, &mut refuse) {
            let Some(stem) = name(&file).strip_suffix(".md").map(str::to_owned) else {
                continue;
            };
            if !ARTICLES.iter().any(|article| article.file == stem) {
                let known: Vec<_> = ARTICLES.iter().map(|article| article.file).collect();
                refuse(
                    &file,
                    format!("there is no such page; there are {}", known.join(", ")),
                );
                continue;
            }
            match std::fs::read_to_string(&file) {
                Ok(text) => {
                    own.insert(format!("{code}/{stem}.md"), (file, text));
                }
                Err(error) => refuse(&file, error.to_string()),
            }
        }
    }
    own
}

fn entries(directory: &Path, refuse: &mut impl FnMut(&Path, String)) -> Vec<PathBuf> {
    let read = || {
        std::fs::read_dir(directory)?
            .map(|entry| Ok(entry?.path()))
            .collect()
    };
    let read: Result<Vec<PathBuf>, std::io::Error> = read();
    read.unwrap_or_else(|error| {
        refuse(directory, error.to_string());
        Vec::new()
    })
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn values(operator: &Operator, language: &str) -> Values {
    let hours = operator.support_hours.all();
    let hours = hours.get(language).or_else(|| hours.get("de")).cloned();
    Values::from([
        ("operator", operator.name.clone()),
        ("operator_short", operator.short_name.clone()),
        ("support_phone", operator.support_phone.clone()),
        ("support_hours", hours.unwrap_or_default()),
        ("address", operator.postal_address.join(", ")),
        ("email", operator.contact_email.as_str().to_owned()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEST: &str = include_str!("../../../config/idp.test.toml");

    fn with(directory: &Path) -> Result<Texts, Faults> {
        let own = format!("texts.directory = \"{}\"", directory.display());
        Texts::load(&Settings::from_toml(&[TEST, &own]).expect("the settings are good"))
    }

    #[test]
    fn every_page_has_a_text_in_every_language() {
        for Article { file, .. } in ARTICLES {
            for language in languages() {
                assert!(
                    !built_in(&format!("{language}/{file}.md")).is_empty(),
                    "{language} {file}"
                );
            }
        }
        assert_eq!(BuiltIn::iter().count(), ARTICLES.len() * languages().len());
    }

    #[test]
    fn what_was_written_out_reads_back() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(
            export(folder.path()).expect("writes"),
            Vec::<PathBuf>::new()
        );
        let file = folder.path().join("de/impressum.md");
        std::fs::write(&file, "# Wer wir sind\n\nDas {{operator}}.\n").expect("writes");
        let left = export(folder.path()).expect("writes");
        assert_eq!(left.len(), ARTICLES.len() * languages().len());
        let texts = with(folder.path()).expect("is right");
        assert_eq!(
            texts.get("de", "impressum").expect("is there").title,
            "Wer wir sind"
        );
        assert_ne!(
            texts.get("en", "impressum").expect("is there").title,
            "Wer wir sind"
        );
    }

    #[test]
    fn a_file_that_would_not_be_shown_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        for (file, text) in [
            ("de/impresum.md", "# A\n"),
            ("xx/impressum.md", "# A\n"),
            ("en/totp.md", "# A\n\n<b>\n"),
        ] {
            let file = folder.path().join(file);
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("writes");
            std::fs::write(file, text).expect("writes");
        }
        let told = with(folder.path()).expect_err("is wrong").to_string();
        assert_eq!(told.lines().count(), 3, "{told}");
        assert!(
            told.contains("en/totp.md:3: HTML is not understood here"),
            "{told}"
        );
        assert!(
            told.contains("impresum.md: there is no such page"),
            "{told}"
        );
        let nowhere = "texts.directory = \"/nowhere/at/all\"";
        let told = Settings::from_toml(&[TEST, nowhere]).expect_err("is wrong");
        assert!(told.to_string().contains("no directory"), "{told}");
    }
}
