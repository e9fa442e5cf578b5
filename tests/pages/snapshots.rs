//! One file for a page and a language: title and `main` of each sample, and the frame once.

use std::collections::BTreeMap;

use crate::normal;

/// The pages of one server by name of the file: `idp-sign_up-register.de`.
fn collect(
    server: &str,
    previews: impl IntoIterator<Item = (&'static str, String, usize, String)>,
) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for (template, language, sample, html) in previews {
        let page = template.trim_end_matches(".html").replace('/', "-");
        let file = files
            .entry(format!("{server}-{page}.{language}"))
            .or_default();
        file.push_str(&format!("===== {sample}\n{}\n", normal::page(&html)));
    }
    files
}

/// Compares all files before it fails, so that one run tells every difference.
pub(crate) fn compare(files: BTreeMap<String, String>) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut different = Vec::new();
    for (name, text) in files {
        let compared = settings
            .bind(|| std::panic::catch_unwind(|| insta::assert_snapshot!(name.as_str(), text)));
        if compared.is_err() {
            different.push(name);
        }
    }
    assert!(
        different.is_empty(),
        "{} pages look different: {different:#?}",
        different.len()
    );
}

#[test]
fn of_the_provider() {
    let settings = idp::Settings::from_toml(&[include_str!("../../config/idp.test.toml")]);
    let previews = idp::preview(&settings.expect("the settings are good"));
    let previews = previews.expect("every page renders");
    compare(collect(
        "idp",
        previews
            .into_iter()
            .map(|it| (it.template, it.language, it.sample, it.html)),
    ));
}

#[test]
fn of_the_portal() {
    let settings = portal::Settings::from_toml(&[include_str!("../../config/portal.test.toml")]);
    let previews = portal::preview(&settings.expect("the settings are good"));
    let previews = previews.expect("every page renders");
    compare(collect(
        "portal",
        previews
            .into_iter()
            .map(|it| (it.template, it.language, it.sample, it.html)),
    ));
}

/// What surrounds every page is compared once for each server and language.
#[test]
fn of_the_frames() {
    let idp = idp::Settings::from_toml(&[include_str!("../../config/idp.test.toml")]);
    let portal = portal::Settings::from_toml(&[include_str!("../../config/portal.test.toml")]);
    let idp = idp::preview(&idp.expect("the settings are good")).expect("every page renders");
    let portal =
        portal::preview(&portal.expect("the settings are good")).expect("every page renders");
    let idp = idp
        .into_iter()
        .map(|it| ("idp", it.template, it.language, it.sample, it.html));
    let portal = portal
        .into_iter()
        .map(|it| ("portal", it.template, it.language, it.sample, it.html));
    let frames = idp
        .chain(portal)
        .filter(|(_, template, _, sample, _)| *template == "error/problem.html" && *sample == 0)
        .map(|(server, _, language, _, html)| {
            (format!("{server}-frame.{language}"), normal::frame(&html))
        });
    compare(frames.collect());
}
