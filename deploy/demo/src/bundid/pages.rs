//! BundID's own pages on the way from a request to the release.

use serde::Serialize;
use shared::pages::Page;

/// One kind of means on the first page.
#[derive(Debug, Serialize)]
pub(super) struct Offer {
    pub(super) kind: &'static str,
    /// The highest level that it reaches.
    pub(super) level: &'static str,
    pub(super) icon: &'static str,
}

/// „Womit möchten Sie sich anmelden?“
#[derive(Debug, Serialize)]
pub(super) struct MeansPage {
    pub(super) vorgang: String,
    pub(super) client: String,
    /// The requested level, if it is not the lowest.
    pub(super) minimum: Option<&'static str>,
    pub(super) offers: Vec<Offer>,
    /// Whether one may go on without an account.
    pub(super) temporary: bool,
}

impl Page for MeansPage {
    const TEMPLATE: &'static str = "bundid/means.html";

    fn samples() -> Vec<Self> {
        let sample = |minimum, kinds: &[(&'static str, &'static str)], temporary| Self {
            vorgang: "v".into(),
            client: "Schlüsselbund".into(),
            minimum,
            temporary,
            offers: kinds
                .iter()
                .map(|(kind, level)| Offer {
                    kind,
                    level,
                    icon: "person",
                })
                .collect(),
        };
        let all = [
            ("eid", "STORK-QAA-Level-4"),
            ("elster", "STORK-QAA-Level-3"),
            ("eidas", "STORK-QAA-Level-4"),
            ("benutzername", "STORK-QAA-Level-1"),
        ];
        vec![
            sample(None, &all, true),
            sample(Some("STORK-QAA-Level-4"), &[all[0]], false),
        ]
    }
}

/// Which foreign eID.
#[derive(Debug, Serialize)]
pub(super) struct EidasPage {
    pub(super) vorgang: String,
    pub(super) temporary: bool,
    pub(super) countries: Vec<&'static str>,
    /// Only those that reach the requested level.
    pub(super) levels: Vec<&'static str>,
}

impl Page for EidasPage {
    const TEMPLATE: &'static str = "bundid/eidas.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            vorgang: "v".into(),
            temporary: true,
            countries: vec!["AT", "ES"],
            levels: vec!["LOW", "SUBSTANTIAL", "HIGH"],
        }]
    }
}

/// With a second factor or without.
#[derive(Debug, Serialize)]
pub(super) struct UserNamePage {
    pub(super) vorgang: String,
}

impl Page for UserNamePage {
    const TEMPLATE: &'static str = "bundid/user_name.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            vorgang: "v".into(),
        }]
    }
}

/// A test person on the list.
#[derive(Debug, Serialize)]
pub(super) struct Somebody {
    pub(super) id: &'static str,
    pub(super) name: String,
    /// Year, month, day.
    pub(super) birthdate: Vec<String>,
    pub(super) href: String,
}

/// „Wer meldet sich an?“
#[derive(Debug, Serialize)]
pub(super) struct PersonsPage {
    pub(super) vorgang: String,
    pub(super) kind: &'static str,
    pub(super) level: &'static str,
    pub(super) temporary: bool,
    pub(super) persons: Vec<Somebody>,
}

impl Page for PersonsPage {
    const TEMPLATE: &'static str = "bundid/persons.html";

    fn samples() -> Vec<Self> {
        let somebody = |id, name: &str| Somebody {
            id,
            name: name.into(),
            birthdate: crate::stand_in::day("1964-08-12"),
            href: "/freigeben?vorgang=v".into(),
        };
        let persons = vec![
            somebody("kim", "Kim Klicker"),
            somebody("erika", "ERIKA MUSTERMANN"),
        ];
        let sample = |persons, temporary| Self {
            vorgang: "v".into(),
            kind: "eid",
            level: "STORK-QAA-Level-4",
            temporary,
            persons,
        };
        vec![sample(persons, false), sample(Vec::new(), true)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_renders_in_every_language() {
        let pages = crate::look::pages("bundid").expect("loads");
        pages.render_samples::<MeansPage>().expect("means");
        pages.render_samples::<EidasPage>().expect("eIDAS");
        pages.render_samples::<UserNamePage>().expect("user name");
        pages.render_samples::<PersonsPage>().expect("persons");
    }
}
