//! `[operator]` and `[languages]`: whose house this is.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::tz::TimeZone;
use letters::{Day, Letterhead};
use serde::Deserialize;
use shared::clock::Timestamp;
use shared::settings::{Check, Colour, EmailAddress, Localised, optional};

/// Whose house this is.
#[derive(Debug, Clone, Deserialize)]
pub struct Operator {
    /// In full.
    pub name: String,
    /// In short.
    pub short_name: String,
    /// The support's telephone number.
    pub support_phone: String,
    /// When the support answers.
    pub support_hours: Localised,
    /// The office's own telephone number.
    pub phone: String,
    /// Street and number.
    pub street: String,
    /// Postal code and town.
    pub city: String,
    /// The small line over a letter's address.
    pub return_line: String,
    /// For the imprint.
    pub contact_email: EmailAddress,
    /// Who signs.
    pub sender: Localised,
    /// A picture for the header, SVG or PNG.
    #[serde(deserialize_with = "optional")]
    pub logo: Option<PathBuf>,
    /// In which zone people read times.
    pub time_zone: String,
    /// Ours unless set.
    pub colours: Colours,
}

/// The operator's colours.
#[derive(Debug, Clone, Deserialize)]
pub struct Colours {
    #[serde(deserialize_with = "optional")]
    brand: Option<Colour>,
    #[serde(deserialize_with = "optional")]
    on_brand: Option<Colour>,
    #[serde(deserialize_with = "optional")]
    brand_dark: Option<Colour>,
    #[serde(deserialize_with = "optional")]
    on_brand_dark: Option<Colour>,
}

impl Colours {
    /// CSS custom properties for light (`--brand` → `#0b5563`).
    #[must_use]
    pub fn light(&self) -> BTreeMap<String, String> {
        properties(self.brand.as_ref(), self.on_brand.as_ref())
    }

    /// The same for dark.
    #[must_use]
    pub fn dark(&self) -> BTreeMap<String, String> {
        properties(self.brand_dark.as_ref(), self.on_brand_dark.as_ref())
    }
}

fn properties(brand: Option<&Colour>, on_brand: Option<&Colour>) -> BTreeMap<String, String> {
    [("--brand", brand), ("--on-brand", on_brand)]
        .into_iter()
        .filter_map(|(name, colour)| Some((name.to_owned(), colour?.as_str().to_owned())))
        .collect()
}

impl Operator {
    /// What stands around a letter in this language.
    #[must_use]
    pub fn letterhead(&self, language: &str) -> Letterhead {
        Letterhead {
            operator: self.name.clone(),
            return_line: self.return_line.clone(),
            street: self.street.clone(),
            city: self.city.clone(),
            phone: self.phone.clone(),
            hours: self.support_hours.text(language).to_owned(),
            more: vec![self.contact_email.as_str().to_owned()],
        }
    }

    /// The day that people read on a calendar here.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> Day {
        let zone = TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC);
        let day = jiff::Timestamp::from_second(at.unix()).unwrap_or_default();
        let day = day.to_zoned(zone).date();
        (day.year(), day.month(), day.day())
    }

    pub(super) fn validate(&self, check: &mut Check) {
        for (key, text) in [
            ("operator.name", &self.name),
            ("operator.short_name", &self.short_name),
            ("operator.support_phone", &self.support_phone),
        ] {
            check.refuse_if(text.trim().is_empty(), key, "must not be empty");
        }
        if let Some(logo) = &self.logo {
            let kind = logo.extension().and_then(|kind| kind.to_str());
            check.refuse_if(
                !matches!(kind, Some("svg" | "png")),
                "operator.logo",
                "must be a file that ends in .svg or .png",
            );
            check.refuse_if(
                !logo.is_file(),
                "operator.logo",
                "is no file that can be read",
            );
        }
        check.refuse_if(
            jiff::tz::TimeZone::get(&self.time_zone).is_err(),
            "operator.time_zone",
            "must be the name of a time zone like Europe/Berlin",
        );
    }
}

/// In which languages the pages speak.
#[derive(Debug, Clone, Deserialize)]
pub struct Languages {
    /// In this order; empty: all that are translated.
    pub offered: Vec<String>,
    /// For who asks for none of them.
    pub default: String,
}

impl Languages {
    pub(super) fn validate(&self, check: &mut Check) {
        check.refuse_if(
            self.default.is_empty(),
            "languages.default",
            "must not be empty",
        );
        check.refuse_if(
            !self.offered.is_empty() && !self.offered.contains(&self.default),
            "languages.default",
            "must be one of languages.offered",
        );
    }
}
