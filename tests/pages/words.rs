//! No page shows the key of a text in place of the text.

use std::collections::BTreeSet;
use std::path::Path;

use regex::Regex;
use scraper::Html;

/// The keys of all texts of both servers.
fn keys() -> BTreeSet<String> {
    let key = Regex::new(r"(?m)^([a-z][\w-]*-[\w-]+) *=").expect("a regular expression");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut keys = BTreeSet::new();
    for package in ["idp", "portal", "shared"] {
        let folder = root.join(package).join("translations/de");
        for file in std::fs::read_dir(&folder).expect("the texts are there") {
            let file = file.expect("a file").path();
            let text = std::fs::read_to_string(&file).expect("a text");
            keys.extend(key.captures_iter(&text).map(|it| it[1].to_owned()));
        }
    }
    assert!(keys.contains("passwords-rule-length"), "the keys are found");
    keys
}

/// The words of a page that are keys.
fn bare<'k>(keys: &'k BTreeSet<String>, html: &str) -> BTreeSet<&'k String> {
    let page = Html::parse_document(html);
    let texts = page.root_element().text().flat_map(str::split_whitespace);
    let word = |text: &str| keys.get(text.trim_matches(['.', ',', ':', '„', '“', '"']));
    texts.filter_map(word).collect()
}

fn none_is_bare(previews: impl Iterator<Item = (&'static str, String, String)>) {
    let keys = keys();
    let shown = previews.filter_map(|(template, language, html)| {
        let bare = bare(&keys, &html);
        (!bare.is_empty()).then(|| format!("{template} ({language}): {bare:?}"))
    });
    let shown: Vec<_> = shown.collect();
    assert!(shown.is_empty(), "keys in place of texts: {shown:#?}");
}

#[test]
fn the_provider_shows_texts() {
    let settings = idp::Settings::from_toml(&[include_str!("../../config/idp.test.toml")]);
    let previews = idp::preview(&settings.expect("the settings are good"));
    let previews = previews.expect("every page renders").into_iter();
    none_is_bare(previews.map(|it| (it.template, it.language, it.html)));
}

#[test]
fn the_portal_shows_texts() {
    let settings = portal::Settings::from_toml(&[include_str!("../../config/portal.test.toml")]);
    let previews = portal::preview(&settings.expect("the settings are good"));
    let previews = previews.expect("every page renders").into_iter();
    none_is_bare(previews.map(|it| (it.template, it.language, it.html)));
}
