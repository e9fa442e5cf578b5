//! The pages on which a person says as whom they act.

mod another;
mod choose;
mod create;
mod frame;
mod manage;
mod row;

use shared::pages::{Pages, PagesError};

use crate::preview::{Preview, samples};
use crate::routes::{Access, Route};

pub(crate) use frame::in_frame;

pub(crate) fn routes() -> Vec<Route> {
    let signed_in = Access::SignedIn;
    vec![
        Route::get("/profil-auswaehlen", signed_in, choose::show_first),
        Route::get("/profil-wechseln", signed_in, choose::show_switch),
        Route::post("/profil-wechseln", signed_in, choose::choose),
        Route::get("/profil-anlegen", signed_in, create::show),
        Route::post("/profil-anlegen", signed_in, create::create),
        Route::get("/profil-anlegen/unternehmen", signed_in, create::company),
        Route::get(
            "/profil-anlegen/institution",
            signed_in,
            create::institution,
        ),
        Route::get("/profile-verwalten", signed_in, manage::show),
        Route::get("/profile-verwalten/{id}/entfernen", signed_in, manage::ask),
        Route::post(
            "/profile-verwalten/{id}/entfernen",
            signed_in,
            manage::remove,
        ),
    ]
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<another::AnotherPage>(pages),
        samples::<choose::ChoosePage>(pages),
        samples::<create::CreatePage>(pages),
        samples::<create::OrganisationPage>(pages),
        samples::<manage::ManagePage>(pages),
        samples::<manage::RemovePage>(pages),
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
        assert_eq!(pages.missing_texts(), []);
    }
}
