//! One template, one article a page: a lead and sections of paragraphs, all from translations.

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use serde::Serialize;
use shared::pages::{Page, Pages, PagesError};

use crate::app::{App, Parts};
use crate::error::page::PageError;
use crate::preview::{Preview, samples};
use crate::request::Cx;

/// A page of text. Keys: `help-NAME-title`, `-lead`, and `help-NAME-SECTION`, `-SECTION-text`.
#[derive(Debug, Clone, Copy)]
struct Article {
    path: &'static str,
    name: &'static str,
    sections: &'static [&'static str],
}

const ARTICLES: &[Article] = &[
    Article {
        path: "/hilfe/anmeldung",
        name: "sign_in",
        sections: &["password", "code", "passkey", "locked", "support"],
    },
    Article {
        path: "/hilfe/sichere-anmeldung",
        name: "secure",
        sections: &["why", "passkey", "totp", "both"],
    },
    Article {
        path: "/hilfe/mehr-faktor",
        name: "factors",
        sections: &["what", "which", "lost"],
    },
    Article {
        path: "/hilfe/passkeys",
        name: "passkeys",
        sections: &["what", "create", "use", "several", "lost"],
    },
    Article {
        path: "/hilfe/totp",
        name: "totp",
        sections: &["what", "install", "scan", "enter", "wrong", "lost"],
    },
    Article {
        path: "/hilfe/konto-finden",
        name: "find",
        sections: &["person", "organisation", "unsure"],
    },
    Article {
        path: "/nutzungsbedingungen",
        name: "terms",
        sections: &["scope", "account", "duties", "availability", "end"],
    },
    Article {
        path: "/datenschutz",
        name: "privacy",
        sections: &[
            "controller",
            "registrierungsdaten",
            "sign_in",
            "services",
            "widerruf",
            "rights",
        ],
    },
    Article {
        path: "/impressum",
        name: "imprint",
        sections: &["operator", "contact"],
    },
    Article {
        path: "/barrierefreiheit",
        name: "accessibility",
        sections: &["state", "limits", "feedback"],
    },
    Article {
        path: "/leichte-sprache",
        name: "easy",
        sections: &["what", "account", "safe", "help"],
    },
    Article {
        path: "/gebaerdensprache",
        name: "sign_language",
        sections: &["contact"],
    },
];

#[derive(Debug, Serialize)]
struct ArticlePage {
    name: &'static str,
    sections: &'static [&'static str],
    address: String,
    email: String,
}

impl Page for ArticlePage {
    const TEMPLATE: &'static str = "help/article.html";

    fn title(&self) -> Option<String> {
        Some(format!("help-{}-title", self.name))
    }

    fn samples() -> Vec<Self> {
        ARTICLES
            .iter()
            .map(|article| Self {
                name: article.name,
                sections: article.sections,
                address: "Musterplatz 1, 12345 Musterstadt".to_owned(),
                email: "kontakt@jobcenter.example".to_owned(),
            })
            .collect()
    }
}

impl ArticlePage {
    fn new(app: &Parts, article: Article) -> Self {
        let operator = &app.settings.operator;
        Self {
            name: article.name,
            sections: article.sections,
            address: operator.postal_address.join(", "),
            email: operator.contact_email.as_str().to_owned(),
        }
    }
}

pub(crate) fn routes() -> Router<App> {
    ARTICLES.iter().fold(Router::new(), |router, article| {
        router.route(article.path, get(async move |cx: Cx| show(&cx, *article)))
    })
}

fn show(cx: &Cx, article: Article) -> Result<Response, PageError> {
    cx.render(&ArticlePage::new(&cx.app, article))
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    let pages = [samples::<ArticlePage>(pages)];
    Ok(pages.into_iter().collect::<Result<Vec<_>, _>>()?.concat())
}
