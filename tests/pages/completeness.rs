//! No page is forgotten: each template of a page has samples.

use std::collections::BTreeSet;
use std::path::Path;

/// Folders of templates that are parts of pages, or mails.
const NO_PAGES: [&str; 3] = ["components", "frame", "mail"];

fn templates(server: &str) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = root.join(server).join("templates");
    let mut found = BTreeSet::new();
    for capability in std::fs::read_dir(&folder).expect("the templates are there") {
        let capability = capability.expect("a folder is read");
        let name = capability.file_name().to_string_lossy().into_owned();
        if NO_PAGES.contains(&name.as_str()) || !capability.path().is_dir() {
            continue;
        }
        for template in std::fs::read_dir(capability.path()).expect("a folder is read") {
            let file = template.expect("a file is read").file_name();
            found.insert(format!("{name}/{}", file.to_string_lossy()));
        }
    }
    assert!(!found.is_empty(), "{} holds no template", folder.display());
    found
}

fn missing(server: &str, shown: &BTreeSet<(String, String)>) {
    let languages: BTreeSet<_> = shown.iter().map(|(_, language)| language.clone()).collect();
    assert!(languages.len() > 1, "{server} speaks only {languages:?}");
    for template in templates(server) {
        for language in &languages {
            assert!(
                shown.contains(&(template.clone(), language.clone())),
                "{server}: no sample of {template} in {language}: does its capability's \
                 `previews` name it, and `preview.rs` the capability?"
            );
        }
    }
}

#[test]
fn every_page_of_the_provider_has_samples() {
    let settings = idp::Settings::from_toml(&[include_str!("../../config/idp.test.toml")]);
    let previews = idp::preview(&settings.expect("the settings are good"));
    let previews = previews.expect("every page renders").into_iter();
    let shown = previews.map(|it| (it.template.to_owned(), it.language));
    missing("idp", &shown.collect());
}

#[test]
fn every_page_of_the_portal_has_samples() {
    let settings = portal::Settings::from_toml(&[include_str!("../../config/portal.test.toml")]);
    let previews = portal::preview(&settings.expect("the settings are good"));
    let previews = previews.expect("every page renders").into_iter();
    let shown = previews.map(|it| (it.template.to_owned(), it.language));
    missing("portal", &shown.collect());
}
