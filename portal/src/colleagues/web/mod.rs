//! The pages on which an organisation's admin manages who acts for it, and the deed of the office.

mod admin;
mod code;
mod last_admin;
mod leave;
mod list;
mod member;
mod office;
mod tell;

use shared::claims::Action;
use shared::pages::{Pages, PagesError};

use crate::preview::{Preview, samples};
use crate::routes::{Access, Route};

/// Where the admin's pages begin.
const HOME: &str = "/unternehmen/zugaenge";

pub(crate) fn routes() -> Vec<Route> {
    let signed_in = Access::SignedIn;
    vec![
        Route::get(HOME, signed_in, list::show),
        Route::get("/unternehmen/zugaenge/neu", signed_in, code::show),
        Route::post("/unternehmen/zugaenge/neu", signed_in, code::issue),
        Route::post(
            "/unternehmen/zugaenge/codes/{code}/widerrufen",
            signed_in,
            code::revoke,
        ),
        Route::get("/unternehmen/zugaenge/{member}", signed_in, member::show),
        Route::post(
            "/unternehmen/zugaenge/{member}/rolle",
            signed_in,
            member::set_role,
        ),
        Route::post(
            "/unternehmen/zugaenge/{member}/entziehen",
            signed_in,
            member::withdraw,
        ),
        Route::get("/profile-verwalten/{id}/verlassen", signed_in, leave::ask),
        Route::post("/profile-verwalten/{id}/verlassen", signed_in, leave::leave),
        Route::post(
            "/sachbearbeitung/faelle/{case}/mitglieder/{member}/entziehen",
            Access::Staff(Action::IssueOrganisationCode),
            office::withdraw,
        ),
    ]
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<admin::NotAdminPage>(pages),
        samples::<code::WishPage>(pages),
        samples::<code::CodePage>(pages),
        samples::<code::ShownPage>(pages),
        samples::<last_admin::LastAdminPage>(pages),
        samples::<leave::LeavePage>(pages),
        samples::<list::ListPage>(pages),
        samples::<member::MemberPage>(pages),
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
        for name in [
            "company_access_withdrawn",
            "company_role_changed",
            "company_colleague_joined",
        ] {
            for language in pages.languages() {
                let values = serde_json::json!({
                    "organisation": "Muster GmbH", "label": "Robin", "code": "7K3M9",
                    "admin": true, "phone": "01234 5678-0", "url": "https://x.example/",
                });
                pages.mail(name, &language.code, &values).expect("renders");
            }
        }
    }
}
