//! Which texts there are, and the values in them.

use shared::articles::{Article, BuiltIn, Texts, Values};
use shared::settings::Faults;

use crate::settings::{Operator, Settings};

/// The texts that are compiled in: `de/anmeldung.md`.
#[derive(rust_embed::Embed)]
#[folder = "texts"]
#[include = "*/*.md"]
struct Embedded;

const fn article(path: &'static str, file: &'static str) -> Article {
    Article::new(path, file)
}

/// All of them.
pub(super) const ARTICLES: &[Article] = &[
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
    Article::easy("/leichte-sprache", "leichte-sprache"),
    article("/gebaerdensprache", "gebaerdensprache"),
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
    Texts::load(&built_in(), own, |language| {
        values(&settings.operator, language)
    })
}

/// The texts that are compiled in, with made-up values, for previews.
pub(super) fn sample() -> Texts {
    let values = Values::from([
        ("operator", "Jobcenter Musterstadt".to_owned()),
        ("operator_short", "Jobcenter".to_owned()),
        ("support_phone", "0800 000 00 00".to_owned()),
        ("support_hours", "Mo–Fr 8–18 Uhr".to_owned()),
        ("address", "Musterplatz 1, 12345 Musterstadt".to_owned()),
        ("email", "kontakt@jobcenter.example".to_owned()),
    ]);
    Texts::load(&built_in(), None, |_| values.clone()).unwrap_or_default()
}

fn values(operator: &Operator, language: &str) -> Values {
    let hours = operator.support_hours.text(language);
    Values::from([
        ("operator", operator.name.clone()),
        ("operator_short", operator.short_name.clone()),
        ("support_phone", operator.support_phone.clone()),
        ("support_hours", hours.to_owned()),
        ("address", operator.postal_address.join(", ")),
        ("email", operator.contact_email.as_str().to_owned()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_text_in_every_language() {
        assert_eq!(built_in().gaps(), Vec::<String>::new());
        assert_eq!(built_in().languages().len(), 2);
        assert_eq!(sample().everywhere("totp").len(), 2);
    }
}
