//! The same paths as at the provider, with the portal's own words.

use axum::response::Response;
use serde::Serialize;
use shared::pages::{Page, Pages, PagesError};

use crate::app::Parts;
use crate::error::page::PageError;
use crate::preview::{Preview, samples};
use crate::request::Cx;
use crate::routes::{Access, Route};

pub(crate) fn routes() -> Vec<Route> {
    let public = Access::Public;
    vec![
        Route::get("/hilfe", public, async |cx: Cx| show::<Help>(cx)),
        Route::get("/impressum", public, async |cx: Cx| show::<Imprint>(cx)),
        Route::get("/datenschutz", public, async |cx: Cx| show::<Privacy>(cx)),
        Route::get("/nutzungsbedingungen", public, async |cx: Cx| {
            show::<Terms>(cx)
        }),
        Route::get("/barrierefreiheit", public, async |cx: Cx| {
            show::<Accessibility>(cx)
        }),
        Route::get("/leichte-sprache", public, async |cx: Cx| {
            show::<EasyLanguage>(cx)
        }),
        Route::get("/gebaerdensprache", public, async |cx: Cx| {
            show::<SignLanguage>(cx)
        }),
    ]
}

/// What the texts tell of the operator, as the settings have it.
#[derive(Debug, Serialize)]
struct Facts {
    phone: String,
    street: String,
    city: String,
    email: String,
    /// The provider, where sign-in has its own help.
    provider: String,
    idle_minutes: u64,
    absolute_hours: u64,
    is_german: bool,
}

impl Facts {
    fn new(app: &Parts, lang: &str) -> Self {
        let operator = &app.settings.operator;
        Self {
            phone: operator.phone.clone(),
            street: operator.street.clone(),
            city: operator.city.clone(),
            email: operator.contact_email.as_str().to_owned(),
            provider: app.settings.provider.issuer.as_str().to_owned(),
            idle_minutes: app.settings.sessions.idle.as_secs() / 60,
            absolute_hours: app.settings.sessions.absolute.as_secs() / 3600,
            is_german: lang.starts_with("de"),
        }
    }

    fn sample() -> Self {
        Self {
            phone: "01234 5678-0".to_owned(),
            street: "Musterstraße 1".to_owned(),
            city: "12345 Musterstadt".to_owned(),
            email: "kontakt@jobcenter.example".to_owned(),
            provider: "https://konto.jobcenter.example".to_owned(),
            idle_minutes: 25,
            absolute_hours: 12,
            is_german: true,
        }
    }
}

macro_rules! pages {
    ($($name:ident $template:literal $about:literal)*) => {$(
        #[doc = $about]
        #[derive(Debug, Serialize)]
        struct $name {
            facts: Facts,
        }

        impl From<Facts> for $name {
            fn from(facts: Facts) -> Self {
                Self { facts }
            }
        }

        impl Page for $name {
            const TEMPLATE: &'static str = $template;

            fn samples() -> Vec<Self> {
                vec![Facts::sample().into()]
            }
        }
    )*};
}

pages! {
    Help "help/help.html" "From the first account to the unlocked profile (S145, S146)."
    Imprint "help/imprint.html" "Who answers for the portal."
    Privacy "help/privacy.html" "Which data, why, how long."
    Terms "help/terms.html" "What holds between the person and the office."
    Accessibility "help/accessibility.html" "The declaration, and how to tell of a barrier."
    EasyLanguage "help/easy_language.html" "What the portal is, in easy language."
    SignLanguage "help/sign_language.html" "How who signs reaches the office."
}

fn show<P: Page + From<Facts>>(cx: Cx) -> Result<Response, PageError> {
    let facts = Facts::new(&cx.app, cx.lang());
    let cx = Cx {
        frame: cx.frame.crumb("frame-home", "/"),
        ..cx
    };
    cx.render(&P::from(facts))
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [
        samples::<Help>(pages),
        samples::<Imprint>(pages),
        samples::<Privacy>(pages),
        samples::<Terms>(pages),
        samples::<Accessibility>(pages),
        samples::<EasyLanguage>(pages),
        samples::<SignLanguage>(pages),
    ];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
