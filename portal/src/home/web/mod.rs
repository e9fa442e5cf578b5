//! The pages behind `/start`.

mod later;
mod office;
mod start;

use shared::pages::{Pages, PagesError};

use crate::preview::{Preview, samples};
use crate::routes::{Access, Route};

pub(crate) fn routes() -> Vec<Route> {
    let signed_in = Access::SignedIn;
    let mut routes = vec![
        Route::get("/start", signed_in, start::show),
        Route::get("/jobcenter", signed_in, office::show),
    ];
    routes.extend(later::routes());
    routes
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<start::HomePage>(pages),
        samples::<later::LaterPage>(pages),
        samples::<office::OfficePage>(pages),
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
        let shown = |rendered: Vec<(String, usize, String)>| rendered.len() / languages;
        assert_eq!(
            shown(pages.render_samples::<start::HomePage>().expect("renders")),
            9
        );
        assert_eq!(
            shown(pages.render_samples::<later::LaterPage>().expect("renders")),
            5
        );
        assert_eq!(
            shown(
                pages
                    .render_samples::<office::OfficePage>()
                    .expect("renders")
            ),
            1
        );
    }
}
