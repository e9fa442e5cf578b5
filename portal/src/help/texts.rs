//! Which texts there are, and the values in them.

use shared::articles::{Article, BuiltIn, Texts, Values};
use shared::settings::Faults;

use crate::settings::Settings;

/// The texts that are compiled in: `de/impressum.md`.
#[derive(rust_embed::Embed)]
#[folder = "texts"]
#[include = "*/*.md"]
struct Embedded;

/// The same addresses as at the provider, with the portal's own words.
pub(super) const ARTICLES: &[Article] = &[
    Article::new("/hilfe", "hilfe"),
    Article::new("/nutzungsbedingungen", "nutzungsbedingungen"),
    Article::new("/datenschutz", "datenschutz"),
    Article::new("/impressum", "impressum"),
    Article::new("/barrierefreiheit", "barrierefreiheit"),
    Article::easy("/leichte-sprache", "leichte-sprache"),
    Article::new("/gebaerdensprache", "gebaerdensprache"),
];

/// The texts that are compiled in.
pub(crate) fn built_in() -> BuiltIn {
    BuiltIn::embedded::<Embedded>(ARTICLES)
}

/// What is shown: the operator's texts in the place of those that are compiled in.
///
/// # Errors
/// Whatever is wrong with the operator's.
pub(crate) fn load(settings: &Settings) -> Result<Texts, Faults> {
    let own = settings.texts.directory.as_deref();
    Texts::load(&built_in(), own, |language| values(settings, language))
}

/// The texts that are compiled in, with made-up values, for previews.
pub(super) fn sample() -> Texts {
    let values = Values::from([
        ("operator", "Jobcenter Musterstadt".to_owned()),
        ("operator_short", "Jobcenter".to_owned()),
        ("support_phone", "0800 000 00 00".to_owned()),
        ("support_hours", "Mo–Fr 8–18 Uhr".to_owned()),
        ("address", "Musterstraße 1, 12345 Musterstadt".to_owned()),
        ("email", "kontakt@jobcenter.example".to_owned()),
        ("phone", "01234 5678-0".to_owned()),
        ("street", "Musterstraße 1".to_owned()),
        ("city", "12345 Musterstadt".to_owned()),
        ("provider", "https://konto.jobcenter.example".to_owned()),
        ("idle_minutes", "25".to_owned()),
        ("absolute_hours", "12".to_owned()),
    ]);
    Texts::load(&built_in(), None, |_| values.clone()).unwrap_or_default()
}

fn values(settings: &Settings, language: &str) -> Values {
    let (operator, sessions) = (&settings.operator, &settings.sessions);
    let hours = operator.support_hours.text(language);
    Values::from([
        ("operator", operator.name.clone()),
        ("operator_short", operator.short_name.clone()),
        ("support_phone", operator.support_phone.clone()),
        ("support_hours", hours.to_owned()),
        ("address", format!("{}, {}", operator.street, operator.city)),
        ("email", operator.contact_email.as_str().to_owned()),
        ("phone", operator.phone.clone()),
        ("street", operator.street.clone()),
        ("city", operator.city.clone()),
        ("provider", settings.provider.issuer.as_str().to_owned()),
        ("idle_minutes", (sessions.idle.as_secs() / 60).to_string()),
        (
            "absolute_hours",
            (sessions.absolute.as_secs() / 3600).to_string(),
        ),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_text_in_every_language() {
        assert_eq!(built_in().gaps(), Vec::<String>::new());
        assert_eq!(built_in().languages().len(), 2);
        assert_eq!(sample().everywhere("hilfe").len(), 2);
    }

    #[test]
    fn a_wrong_file_of_the_operator_is_told_in_one_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("de/impressum.md");
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        let own = format!("texts.directory = \"{}\"", folder.path().display());
        let test = include_str!("../../../config/portal.test.toml");
        let settings = Settings::from_toml(&[test, &own]).expect("the settings are good");
        for (text, reason) in [
            ("# A\n\n<img src=x>\n", "3: HTML is not understood here"),
            (
                "# A\n\nb {{sealing_key}}\n",
                "3: {{sealing_key}} is not known",
            ),
            (
                "# A\n\n[b](javascript:c)\n",
                "3: a link leads to an own page",
            ),
        ] {
            std::fs::write(&file, text).expect("writes");
            let told = load(&settings).expect_err("is wrong").to_string();
            assert_eq!(told.lines().count(), 1, "{told}");
            assert!(
                told.starts_with(&format!("{}:{reason}", file.display())),
                "{told}"
            );
        }
        let nowhere = "texts.directory = \"/nowhere/at/all\"";
        let told = Settings::from_toml(&[test, nowhere]).expect_err("is wrong");
        assert!(told.to_string().contains("no directory"), "{told}");
    }
}
