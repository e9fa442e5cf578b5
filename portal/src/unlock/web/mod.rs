//! The pages of the unlock code.

mod form;
mod land;
mod send;

use shared::pages::{Pages, PagesError};

use crate::preview::{Preview, samples};
use crate::routes::{Access, Route};

pub(crate) fn routes() -> Vec<Route> {
    let signed_in = Access::SignedIn;
    vec![
        Route::get("/freischaltcode", signed_in, form::show),
        Route::post("/freischaltcode", signed_in, send::send),
        Route::get("/freischaltcode/erfolg", signed_in, form::done),
        Route::get("/freischaltcode/{code}", Access::Public, land::land),
    ]
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<form::CodePage>(pages),
        samples::<form::DonePage>(pages),
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
        let languages = pages.languages().len();
        let code = pages.render_samples::<form::CodePage>().expect("renders");
        assert_eq!(code.len() / languages, 19);
        let done = pages.render_samples::<form::DonePage>().expect("renders");
        assert_eq!(done.len() / languages, 3);
        for name in ["profile_moved_away", "profile_moved_here"] {
            let values =
                serde_json::json!({ "phone": "01234 5678-0", "url": "https://x.example/" });
            for language in pages.languages() {
                pages.mail(name, &language.code, &values).expect("renders");
            }
        }
    }
}
