//! Who runs the office and what leads where: the operator's values and the server's own paths.

use std::collections::BTreeMap;

use serde::Serialize;

/// A link of a menu or the footer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavLink {
    /// Fluent key of its words.
    pub label: String,
    /// Where it leads: an own path or a full address.
    pub href: String,
}

impl NavLink {
    /// A link with translated words.
    #[must_use]
    pub fn new(label: &str, href: &str) -> Self {
        Self {
            label: label.to_owned(),
            href: href.to_owned(),
        }
    }
}

/// The operator's own picture for the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// `svg` or `png`.
    pub extension: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Everything on a page that is the operator's or the server's, not the page's.
#[derive(Debug, Clone, Serialize)]
pub struct Brand {
    /// The operator's full name, `{ $operator }` in every text.
    pub name: String,
    /// The short name, `{ $operator_short }`.
    pub short_name: String,
    /// The support's telephone number, `{ $support_phone }`.
    pub support_phone: String,
    /// When the support answers, `{ $support_hours }`, by language; German where one is missing.
    pub support_hours: BTreeMap<String, String>,
    /// Where the logo leads.
    pub home_url: String,
    /// Where „Anmelden“ leads; `None` leaves the button out.
    pub sign_in_url: Option<String>,
    /// „Gebärdensprache“.
    pub sign_language_url: String,
    /// „Leichte Sprache“.
    pub easy_language_url: String,
    /// The menu.
    pub menu: Vec<NavLink>,
    /// The footer.
    pub footer: Vec<NavLink>,
    /// The offered languages in their order; empty offers all that are present.
    pub languages: Vec<String>,
    /// In which zone people read times.
    pub time_zone: String,
    /// CSS custom properties of the operator (`--brand` → `#0b5563`), light.
    #[serde(skip)]
    pub colours: BTreeMap<String, String>,
    /// The same for dark.
    #[serde(skip)]
    pub dark_colours: BTreeMap<String, String>,
    /// The operator's logo; without one a neutral mark stands there.
    #[serde(skip)]
    pub logo: Option<Logo>,
}

impl Default for Brand {
    fn default() -> Self {
        let link = NavLink::new;
        Self {
            name: "Jobcenter Musterstadt".to_owned(),
            short_name: "Jobcenter".to_owned(),
            support_phone: "0800 000 0000".to_owned(),
            support_hours: BTreeMap::from([("de".to_owned(), "Mo–Fr 8–18 Uhr".to_owned())]),
            home_url: "/".to_owned(),
            sign_in_url: Some("/anmelden".to_owned()),
            sign_language_url: "/gebaerdensprache".to_owned(),
            easy_language_url: "/leichte-sprache".to_owned(),
            menu: vec![
                link("frame-home", "/"),
                link("frame-help", "/hilfe/anmeldung"),
            ],
            footer: vec![
                link("frame-help", "/hilfe/anmeldung"),
                link("frame-accessibility", "/barrierefreiheit"),
                link("frame-privacy", "/datenschutz"),
                link("frame-imprint", "/impressum"),
            ],
            languages: Vec::new(),
            time_zone: "Europe/Berlin".to_owned(),
            colours: BTreeMap::new(),
            dark_colours: BTreeMap::new(),
            logo: None,
        }
    }
}

impl Brand {
    /// When the support answers, in `language` or in German.
    pub(super) fn support_hours_in(&self, language: &str) -> &str {
        let primary = language.split('-').next().unwrap_or_default();
        [language, primary, "de"]
            .into_iter()
            .find_map(|code| self.support_hours.get(code))
            .map_or("", String::as_str)
    }

    /// The stylesheet that carries the operator's colours (an inline style would need a hole in
    /// the content security policy). A name or value that could leave its declaration is left out.
    pub(super) fn stylesheet(&self) -> String {
        let fits = |text: &str| {
            text.chars()
                .all(|c| c.is_ascii_alphanumeric() || "-#(), .%/".contains(c))
        };
        let block = |colours: &BTreeMap<String, String>| -> String {
            colours
                .iter()
                .filter(|(name, value)| name.starts_with("--") && fits(name) && fits(value))
                .fold(String::new(), |css, (name, value)| {
                    format!("{css}{name}:{value};")
                })
        };
        format!(
            "@layer operator{{:root{{{}}}@media (prefers-color-scheme:dark){{:root{{{}}}}}}}\n",
            block(&self.colours),
            block(&self.dark_colours)
        )
    }
}
