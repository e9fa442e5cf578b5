//! What surrounds every page: language, nonce, token, way back, who is signed in.

use axum::extract::FromRequestParts;
use http::StatusCode;
use http::request::Parts;
use serde::Serialize;
use url::form_urlencoded;

use super::language::{Choice, Wishes, direction, negotiate};
use super::{Language, NavLink};

/// A step of the breadcrumb; the last one is the page itself and needs no link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Crumb {
    /// Fluent key of its words.
    pub label: String,
    /// Where it leads.
    pub href: Option<String>,
}

/// This very page in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LanguageLink {
    /// The language's tag.
    pub code: String,
    /// Its own name.
    pub name: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The page's address with `lang` replaced, all other parameters kept.
    pub href: String,
    /// Whether the page is in it now.
    pub current: bool,
}

/// An area of a larger part of the house, such as the staff's side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Area {
    /// Fluent key of its words.
    pub label: String,
    /// Its first page.
    pub href: String,
    /// Whether this page is in it.
    pub current: bool,
}

/// The signed-in group of the header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignedIn {
    /// The name to show.
    pub name: String,
    /// A second line, such as a customer number.
    pub detail: Option<String>,
    /// How long the session lives if nothing happens.
    pub seconds_left: i64,
    /// Where a script posts to go on (S74).
    pub extend_url: String,
    /// Where the sign-out form posts.
    pub sign_out_url: String,
    /// Where to sign in again when time is over.
    pub sign_in_url: String,
    /// The profile menu.
    pub menu: Vec<NavLink>,
}

/// The frame of one response; a handler takes it as an argument.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// The language's tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// For the page's script elements.
    pub nonce: String,
    /// For the page's forms and scripts.
    pub csrf: Option<String>,
    /// Whom the page is shown to, sealed, for what they type into its forms (`forms::Author`).
    pub author: Option<String>,
    /// The page's path.
    pub path: String,
    /// The page's query.
    pub query: Option<String>,
    /// The same page in every language.
    pub languages: Vec<LanguageLink>,
    /// Key of the title; without one it follows from the template's name.
    pub title: Option<String>,
    /// The way here.
    pub breadcrumb: Vec<Crumb>,
    /// The areas of the part of the house in which the page is; empty outside of one.
    pub areas: Vec<Area>,
    /// Who is signed in.
    pub signed_in: Option<SignedIn>,
    /// Whether the header offers „Anmelden“ to who is signed out (not on the sign-in pages, S11).
    pub offer_sign_in: bool,
    /// Whether the visitor may leave by „Abmelden“ alone (profile choice, S11).
    pub menu: Option<Vec<NavLink>>,
    #[serde(skip)]
    pub(super) choice: Option<Choice>,
    #[serde(skip)]
    pub(super) present: Vec<Language>,
}

impl Frame {
    pub(super) fn new(present: &[Language], lang: &str, path: &str, query: Option<&str>) -> Self {
        let mut frame = Self {
            lang: lang.to_owned(),
            dir: direction(lang),
            nonce: String::new(),
            csrf: None,
            author: None,
            path: path.to_owned(),
            query: query.map(str::to_owned),
            languages: Vec::new(),
            title: None,
            breadcrumb: Vec::new(),
            areas: Vec::new(),
            signed_in: None,
            offer_sign_in: true,
            menu: None,
            choice: None,
            present: present.to_vec(),
        };
        frame.link_languages();
        frame
    }

    /// A frame for previews and tests, as a signed-out visitor sees it.
    #[must_use]
    pub fn sample(present: &[Language], lang: &str) -> Self {
        let mut frame = Self::new(present, lang, "/muster", Some("vorgang=abc"));
        "nonce".clone_into(&mut frame.nonce);
        frame.csrf = Some("csrf-token".to_owned());
        frame.breadcrumb = vec![Crumb {
            label: "frame-home".to_owned(),
            href: Some("/".to_owned()),
        }];
        frame
    }

    /// Sets the title's key where the template's name does not give it.
    #[must_use]
    pub fn titled(mut self, key: &str) -> Self {
        self.title = Some(key.to_owned());
        self
    }

    /// Adds a step to the breadcrumb.
    #[must_use]
    pub fn crumb(mut self, label: &str, href: &str) -> Self {
        self.breadcrumb.push(Crumb {
            label: label.to_owned(),
            href: Some(href.to_owned()),
        });
        self
    }

    /// Shows the areas of this part of the house; the page is in the one whose address begins its
    /// own, the longest if there are several.
    #[must_use]
    pub fn with_areas(mut self, links: Vec<NavLink>) -> Self {
        let within = |href: &str| {
            let rest = self.path.strip_prefix(href);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let hits = links.iter().map(|link| link.href.as_str());
        let here = hits
            .filter(|href| within(href))
            .max_by_key(|href| href.len());
        let here = here.map(str::to_owned);
        let area = |link: NavLink| Area {
            current: here.as_deref() == Some(&link.href),
            label: link.label,
            href: link.href,
        };
        self.areas = links.into_iter().map(area).collect();
        self
    }

    /// Says who is signed in.
    #[must_use]
    pub fn for_person(mut self, person: SignedIn) -> Self {
        self.signed_in = Some(person);
        self
    }

    /// Seals into each form whom it was shown to.
    #[must_use]
    pub fn authored(mut self, author: String) -> Self {
        self.author = Some(author);
        self
    }

    /// Leaves „Anmelden“ out of the header, as on the sign-in pages themselves.
    #[must_use]
    pub fn without_sign_in(mut self) -> Self {
        self.offer_sign_in = false;
        self
    }

    /// The address of this page for links that stay here, if it is not the request's own
    /// (a page shown in answer to a post to another path).
    #[must_use]
    pub fn at(mut self, path_and_query: &str) -> Self {
        let (path, query) = path_and_query
            .split_once('?')
            .map_or((path_and_query, None), |(p, q)| (p, Some(q)));
        path.clone_into(&mut self.path);
        self.query = query.map(str::to_owned);
        self.link_languages();
        self
    }

    /// Speaks the account's language unless this request asked for one itself.
    #[must_use]
    pub fn in_account_language(mut self, account: Option<&str>) -> Self {
        let wishes = Wishes {
            account,
            ..Wishes::default()
        };
        self.wish(&wishes);
        self
    }

    /// Speaks the first present language of OpenID Connect's `ui_locales`, unless `?lang=` did.
    #[must_use]
    pub fn in_ui_locales(mut self, ui_locales: Option<&str>) -> Self {
        let wishes = Wishes {
            ui_locales,
            ..Wishes::default()
        };
        self.wish(&wishes);
        self
    }

    fn wish(&mut self, wishes: &Wishes<'_>) {
        let (language, choice) = negotiate(&self.present, wishes);
        if choice > self.choice.unwrap_or(Choice::Fallback)
            && let Some(language) = language
        {
            self.lang = language.code.clone();
            self.dir = language.dir;
            self.choice = Some(choice);
            self.link_languages();
        }
    }

    fn link_languages(&mut self) {
        let link = |language: &Language| {
            let others =
                form_urlencoded::parse(self.query.as_deref().unwrap_or_default().as_bytes())
                    .filter(|(name, _)| name != "lang");
            let query = form_urlencoded::Serializer::new(String::new())
                .extend_pairs(others)
                .append_pair("lang", &language.code)
                .finish();
            LanguageLink {
                code: language.code.clone(),
                name: language.name.clone(),
                dir: language.dir,
                href: format!("{}?{query}", self.path),
                current: language.code == self.lang,
            }
        };
        self.languages = self.present.iter().map(link).collect();
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Frame {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let frame = parts.extensions.get::<Self>().cloned();
        frame.ok_or_else(|| {
            tracing::error!("the route is not inside the pages layer");
            StatusCode::INTERNAL_SERVER_ERROR
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn present() -> Vec<Language> {
        ["de", "en"]
            .map(|code| Language {
                code: code.into(),
                name: code.into(),
                dir: "ltr",
            })
            .to_vec()
    }

    #[test]
    fn the_language_switch_keeps_all_other_parameters() {
        let frame = Frame::new(
            &present(),
            "de",
            "/anmelden",
            Some("vorgang=a%20b&lang=de&x=1"),
        );
        assert_eq!(frame.languages[1].href, "/anmelden?vorgang=a+b&x=1&lang=en");
        assert!(frame.languages[0].current);
        let moved = frame.at("/registrieren?vorgang=z");
        assert_eq!(moved.languages[1].href, "/registrieren?vorgang=z&lang=en");
    }

    #[test]
    fn the_page_is_in_the_nearest_area() {
        let links = ["/office", "/office/cases", "/office/case"];
        let links = links.map(|href| NavLink::new("key", href)).to_vec();
        let current = |path: &str| {
            let frame = Frame::new(&present(), "de", path, None).with_areas(links.clone());
            let here = frame.areas.into_iter().filter(|area| area.current);
            here.map(|area| area.href).collect::<Vec<_>>()
        };
        assert_eq!(current("/office"), ["/office"]);
        assert_eq!(current("/office/cases/7"), ["/office/cases"]);
        assert_eq!(current("/office/caseload"), ["/office"]);
        assert!(current("/elsewhere").is_empty());
    }

    #[test]
    fn the_account_does_not_overrule_the_request() {
        let mut frame = Frame::new(&present(), "de", "/", None);
        frame.choice = Some(Choice::Request);
        assert_eq!(frame.clone().in_account_language(Some("en")).lang, "de");
        frame.choice = Some(Choice::Cookie);
        assert_eq!(frame.in_account_language(Some("en")).lang, "en");
    }
}
