//! `/profil/bearbeiten`.

mod edit;
mod mismatch;
mod page;
mod tell;

use shared::pages::{Pages, PagesError};

use crate::preview::{Preview, samples};
use crate::routes::{Access, Route};

pub(crate) use tell::tell;

const PATH: &str = "/profil/bearbeiten";
const MISMATCH: &str = "/profil/bearbeiten/nachweis";

pub(crate) fn routes() -> Vec<Route> {
    let signed_in = Access::SignedIn;
    vec![
        Route::get("/profil/bearbeiten", signed_in, edit::show),
        Route::post("/profil/bearbeiten", signed_in, edit::send),
        Route::get("/profil/bearbeiten/nachweis", signed_in, mismatch::show),
        Route::post("/profil/bearbeiten/verwerfen", signed_in, edit::discard),
    ]
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<page::EditPage>(pages),
        samples::<mismatch::MismatchPage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[test]
    fn every_state_renders_in_every_language() {
        let settings = Settings::from_toml(&[include_str!("../../../../config/portal.test.toml")]);
        let pages = crate::app::pages(&settings.expect("the test settings")).expect("pages");
        assert!(!previews(&pages).expect("renders").is_empty());
        let mut mails = String::new();
        for language in pages.languages() {
            for client in ["", "Beispiel-Bildung gGmbH"] {
                let values = serde_json::json!({
                    "phone": "01234 5678-0", "url": "https://portal.example/verlauf",
                    "client": client,
                });
                let mail = pages.mail("address_changed", &language.code, &values);
                let mail = mail.expect("renders");
                mails = format!("{mails}# {}\n{}\n\n", mail.subject, mail.text);
            }
        }
        assert!(
            mails.contains("# Ihre Anschrift wurde geändert\n"),
            "{mails}"
        );
        assert!(mails.contains("# Your address was changed\n"), "{mails}");
        assert!(mails.contains("„Beispiel-Bildung gGmbH“"), "{mails}");
        assert_eq!(mails.matches("01234 5678-0").count(), 4, "{mails}");
        assert_eq!(pages.missing_texts(), []);
    }
}
