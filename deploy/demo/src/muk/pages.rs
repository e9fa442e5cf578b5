//! Mein Unternehmenskonto's own pages on the way from a request to the release.

use serde::Serialize;
use shared::pages::Page;

/// An organisation to choose.
#[derive(Debug, Serialize)]
pub(super) struct Choice {
    pub(super) name: String,
    /// Register entry.
    pub(super) detail: String,
    pub(super) href: String,
}

/// „Für welche Organisation melden Sie sich an?“
#[derive(Debug, Serialize)]
pub(super) struct OrganisationsPage {
    pub(super) vorgang: String,
    pub(super) client: String,
    pub(super) organisations: Vec<Choice>,
}

impl Page for OrganisationsPage {
    const TEMPLATE: &'static str = "muk/organisations.html";

    fn samples() -> Vec<Self> {
        let choice = |name: &str, detail: &str| Choice {
            name: name.into(),
            detail: detail.into(),
            href: "/personen?vorgang=v".into(),
        };
        vec![Self {
            vorgang: "v".into(),
            client: "Schlüsselbund".into(),
            organisations: vec![
                choice("Lernwerk Musterstadt gGmbH", "HRB 204711, Musterstadt"),
                choice("Tischlerei Tara Holz", ""),
            ],
        }]
    }
}

/// Somebody who acts for it.
#[derive(Debug, Serialize)]
pub(super) struct Acting {
    pub(super) name: String,
    /// Year, month, day.
    pub(super) birthdate: Vec<String>,
    pub(super) href: String,
}

/// „Wer handelt für die Organisation?“
#[derive(Debug, Serialize)]
pub(super) struct ActorsPage {
    pub(super) vorgang: String,
    pub(super) organisation: &'static str,
    pub(super) actors: Vec<Acting>,
}

impl Page for ActorsPage {
    const TEMPLATE: &'static str = "muk/actors.html";

    fn samples() -> Vec<Self> {
        let actor = Acting {
            name: "Dr. Leyla Lernfeld".into(),
            birthdate: crate::stand_in::day("1976-04-02"),
            href: "/freigeben?vorgang=v".into(),
        };
        vec![Self {
            vorgang: "v".into(),
            organisation: "Lernwerk Musterstadt gGmbH",
            actors: vec![actor],
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_renders_in_every_language() {
        let pages = crate::look::pages("muk").expect("loads");
        pages
            .render_samples::<OrganisationsPage>()
            .expect("organisations");
        pages.render_samples::<ActorsPage>().expect("actors");
    }
}
