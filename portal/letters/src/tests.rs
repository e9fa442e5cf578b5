//! What only the inside can show: the language files, filling in, a right-to-left language.

#[path = "../tests/kit/mod.rs"]
mod kit;

use std::collections::{BTreeMap, BTreeSet};

use crate::press::Press;
use crate::texts::{Library, Texts, clean, fill};

const HEBREW: &str = include_str!("../tests/he.toml");

fn library_with_hebrew() -> Library {
    let texts = |source| toml::from_str::<Texts>(source).expect("the texts are whole");
    let german = include_str!("../texts/de.toml");
    let languages = [("de", texts(german)), ("he", texts(HEBREW))];
    let languages: BTreeMap<_, _> = languages.map(|(tag, texts)| (tag.to_owned(), texts)).into();
    Library::of(languages).expect("German is there")
}

/// Every text of a file by its key.
fn flat(table: &toml::Table, prefix: &str, into: &mut BTreeMap<String, String>) {
    for (key, value) in table {
        let key = format!("{prefix}{key}");
        match value {
            toml::Value::Table(inner) => flat(inner, &format!("{key}."), into),
            toml::Value::Array(items) => {
                for (n, item) in items.iter().enumerate() {
                    into.insert(
                        format!("{key}.{n}"),
                        item.as_str().unwrap_or_default().to_owned(),
                    );
                }
            }
            other => {
                into.insert(key, other.as_str().unwrap_or_default().to_owned());
            }
        }
    }
}

fn slots(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(slot, _)| slot)
        .collect()
}

#[test]
fn every_language_has_the_same_keys_and_slots() {
    let read = |source: &str| {
        let mut texts = BTreeMap::new();
        flat(&source.parse().expect("valid TOML"), "", &mut texts);
        // Only some languages need fonts of their own.
        texts.retain(|key, _| !key.starts_with("fonts"));
        texts
    };
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/texts");
    let german = read(&std::fs::read_to_string(format!("{dir}/de.toml")).expect("readable"));
    let mut files = 0;
    for entry in std::fs::read_dir(dir).expect("the folder is there") {
        let path = entry.expect("readable").path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let texts = read(&std::fs::read_to_string(&path).expect("readable"));
        let keys = |texts: &BTreeMap<String, String>| texts.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&texts), keys(&german), "{}", path.display());
        for (key, text) in &texts {
            assert!(
                !text.trim().is_empty(),
                "{}: {key} is empty",
                path.display()
            );
            assert_eq!(
                slots(text),
                slots(&german[key]),
                "{}: {key}",
                path.display()
            );
        }
        files += 1;
    }
    assert_eq!(files, letters::languages().len());
    assert_eq!(letters::languages()[0], "de");
}

#[test]
fn a_language_tag_finds_the_nearest_texts() {
    let library = Library::embedded().expect("the texts are whole");
    for (tag, found) in [
        ("de", "de"),
        ("en", "en"),
        ("de-AT", "de"),
        ("EN_gb", "en"),
        ("xx", "de"),
        ("", "de"),
    ] {
        assert_eq!(library.find(tag).0, found, "{tag}");
    }
}

#[test]
fn filling_in_happens_once() {
    assert_eq!(
        fill("{a} und {b}", &[("a", "{b}"), ("b", "{a}")]),
        "{b} und {a}"
    );
    assert_eq!(fill("{c} {a", &[("a", "x")]), "{c} {a");
    assert_eq!(fill("{ü}{a}", &[("a", "ß")]), "{ü}ß");
}

#[test]
fn cleaning_leaves_one_plain_line() {
    assert_eq!(clean("  Kim\n\tKlicker\u{0} "), "Kim Klicker");
    assert_eq!(clean("Kim\u{202e}rekcilK\u{2066}\u{2028}x"), "KimrekcilK x");
    assert_eq!(clean("Łukasz Ğüler-Nguyễn"), "Łukasz Ğüler-Nguyễn");
}

#[test]
fn codes_keep_their_order_in_a_right_to_left_letter() {
    let press = Press::with_texts(None, library_with_hebrew()).expect("a press");
    let printed = press.unlock_code(&kit::letter("he")).expect("a letter");
    assert!(
        printed
            .text
            .contains(&format!("\n\u{2066}{}\u{2069}\n", kit::CODE))
    );
    // Within a sentence, isolates keep neighbours from turning the address and the number.
    assert!(
        printed
            .text
            .contains(&format!("\u{2066}{}\u{2069}", kit::URL))
    );
    assert!(printed.text.contains("\u{2066}123A456789\u{2069}"));
    assert!(
        String::from_utf8_lossy(&printed.pdf).contains("(he)"),
        "the language is set"
    );
    let Some(text) = kit::text_of(&printed.pdf) else {
        return;
    };
    assert!(text.contains(kit::CODE), "{text}");
    assert!(text.contains(kit::URL), "{text}");
}

#[test]
fn a_right_to_left_name_does_not_turn_a_german_sentence() {
    let press = Press::new(None).expect("a press");
    let mut letter = kit::letter("de");
    "דנה כהן".clone_into(&mut letter.salutation_name);
    let printed = press.unlock_code(&letter).expect("a letter");
    assert!(printed.text.contains("Guten Tag \u{2068}דנה כהן\u{2069},"));
}
