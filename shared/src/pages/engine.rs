//! The engine: loads files once, renders pages and mails.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use axum::response::{Html, IntoResponse, Response};
use http::StatusCode;
use jiff::tz::TimeZone;
use serde::Serialize;
use tera::{Context, Tera, Value};
use thiserror::Error;

use super::assets::{Asset, Assets};
use super::functions::{self, Scope};
use super::plain;
use super::texts::{TextArgs, TextError, Texts};
use super::{Brand, Files, Frame, Language};

/// A page: a struct with what its template shows.
pub trait Page: Serialize {
    /// The template under `templates/`, e.g. `sign_up/register.html`.
    const TEMPLATE: &'static str;

    /// The page in its states (empty, full, with errors), for previews and tests.
    fn samples() -> Vec<Self>
    where
        Self: Sized;

    /// The title's key where one template serves several pages; else it follows from the path.
    fn title(&self) -> Option<String> {
        None
    }
}

/// Why a page cannot be shown.
#[derive(Debug, Error)]
pub enum PagesError {
    /// A text is missing or broken.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A template cannot be read.
    #[error("templates: {0}")]
    Templates(#[source] tera::Error),
    /// A page cannot be rendered.
    #[error("{template} ({language}): {source}")]
    Render {
        /// The template.
        template: String,
        /// The language.
        language: String,
        /// What the engine says.
        source: tera::Error,
    },
    /// The operator's time zone is not known.
    #[error("time zone {0} is not known")]
    TimeZone(String),
    /// No page can be shown in a language that is not there.
    #[error("no language {0}")]
    NoLanguage(String),
}

/// A mail ready for sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedMail {
    /// One line.
    pub subject: String,
    /// For programs that show plain text.
    pub text: String,
    /// For the others.
    pub html: String,
}

/// All pages of one server; clones share everything.
#[derive(Clone)]
pub struct Pages(Arc<Inner>);

struct Inner {
    engines: BTreeMap<String, Tera>,
    texts: Arc<Texts>,
    assets: Arc<Assets>,
    brand: Brand,
    logo: Option<String>,
}

impl fmt::Debug for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("texts", &self.0.texts)
            .finish_non_exhaustive()
    }
}

impl Pages {
    /// Loads the server's `files` on top of the shared ones.
    pub fn load(files: &Files, brand: Brand) -> Result<Self, PagesError> {
        let shared = Files::shared();
        let layers = [&shared, files];
        let zone = TimeZone::get(&brand.time_zone)
            .map_err(|_| PagesError::TimeZone(brand.time_zone.clone()))?;
        let texts = Arc::new(Texts::load(&layers, &brand)?);
        let assets = Arc::new(Assets::load(&layers, &brand));
        let mut engines = BTreeMap::new();
        for language in texts.languages() {
            let (texts, assets) = (Arc::clone(&texts), Arc::clone(&assets));
            let scope = Scope {
                code: language.code.clone(),
                texts,
                assets,
                zone: zone.clone(),
            };
            engines.insert(language.code.clone(), engine(&layers, &scope)?);
        }
        let logo = brand
            .logo
            .as_ref()
            .and_then(|it| assets.url(&format!("operator-logo.{}", it.extension)));
        let logo = logo.map(str::to_owned);
        Ok(Self(Arc::new(Inner {
            engines,
            texts,
            assets,
            brand,
            logo,
        })))
    }

    /// The page as HTML.
    pub fn render<P: Page>(&self, page: &P, frame: &Frame) -> Result<String, PagesError> {
        match page.title().filter(|_| frame.title.is_none()) {
            Some(key) => self.render_template(P::TEMPLATE, page, &frame.clone().titled(&key)),
            None => self.render_template(P::TEMPLATE, page, frame),
        }
    }

    /// Any template with any values, for pages that are only text.
    pub fn render_template<S: Serialize>(
        &self,
        template: &str,
        values: &S,
        frame: &Frame,
    ) -> Result<String, PagesError> {
        let title = frame.title.clone().unwrap_or_else(|| title_key(template));
        let mut context = self
            .context(values)
            .map_err(|it| failed(template, &frame.lang, it))?;
        context.insert("frame", frame);
        context.insert("title_key", &title);
        context.insert("logo_url", &self.0.logo);
        self.run(template, &frame.lang, &context)
    }

    /// The page as a response with status 200.
    pub fn reply<P: Page>(&self, page: &P, frame: &Frame) -> Result<Response, PagesError> {
        self.reply_with(StatusCode::OK, page, frame)
    }

    /// The page as a response with another status (422 for a form with mistakes).
    pub fn reply_with<P: Page>(
        &self,
        status: StatusCode,
        page: &P,
        frame: &Frame,
    ) -> Result<Response, PagesError> {
        Ok((status, Html(self.render(page, frame)?)).into_response())
    }

    /// One text without invisible marks (scripts, JSON, logs for people).
    pub fn text(&self, lang: &str, key: &str, args: &[(&str, &str)]) -> Result<String, PagesError> {
        let mut all = TextArgs::new();
        for (name, value) in args {
            all.set(*name, *value);
        }
        Ok(self.0.texts.bare(lang, key, &all)?)
    }

    /// The mail in `templates/mail/<folder>/`. Unlike a page it never fails for want of a
    /// language: a person whose language has gone since then gets it in German.
    pub fn mail<S: Serialize>(
        &self,
        folder: &str,
        lang: &str,
        values: &S,
    ) -> Result<RenderedMail, PagesError> {
        let lang = if self.0.engines.contains_key(lang) {
            lang
        } else {
            super::language::FALLBACK
        };
        let part = |file: &str| self.standalone(&format!("mail/{folder}/{file}"), lang, values);
        Ok(RenderedMail {
            subject: plain::line(&part("subject.txt")?),
            text: plain::text(&part("body.txt")?),
            html: plain::without_overrides(&part("body.html")?),
        })
    }

    /// A document of `templates/documents/` that stands by itself: it is saved and read later,
    /// without the server.
    pub fn document<S: Serialize>(
        &self,
        name: &str,
        lang: &str,
        values: &S,
    ) -> Result<String, PagesError> {
        self.standalone(&format!("documents/{name}.html"), lang, values)
    }

    fn standalone<S: Serialize>(
        &self,
        template: &str,
        lang: &str,
        values: &S,
    ) -> Result<String, PagesError> {
        let mut context = self
            .context(values)
            .map_err(|it| failed(template, lang, it))?;
        context.insert("lang", lang);
        context.insert("dir", super::direction(lang));
        self.run(template, lang, &context)
    }

    /// The present languages in their order, German first unless the operator says otherwise.
    #[must_use]
    pub fn languages(&self) -> &[Language] {
        self.0.texts.languages()
    }

    /// The address of an asset with its fingerprint.
    #[must_use]
    pub fn asset(&self, path: &str) -> Option<&str> {
        self.0.assets.url(path)
    }

    /// The operator's values.
    #[must_use]
    pub fn brand(&self) -> &Brand {
        &self.0.brand
    }

    /// Texts that one language has and another lacks, as (language, key); empty in a release.
    #[must_use]
    pub fn missing_texts(&self) -> Vec<(String, String)> {
        self.0.texts.missing()
    }

    /// Every sample of a page in every language, rendered strictly: (language, number, HTML).
    pub fn render_samples<P: Page>(&self) -> Result<Vec<(String, usize, String)>, PagesError> {
        let mut rendered = Vec::new();
        for language in self.languages() {
            let frame = Frame::sample(self.languages(), &language.code);
            for (number, page) in P::samples().iter().enumerate() {
                rendered.push((language.code.clone(), number, self.render(page, &frame)?));
            }
        }
        Ok(rendered)
    }

    /// The asset at an address with fingerprint.
    #[must_use]
    pub fn served(&self, url: &str) -> Option<&Asset> {
        self.0.assets.at(url)
    }

    fn context<S: Serialize>(&self, values: &S) -> tera::TeraResult<Context> {
        let value = Value::try_from_serializable(values)?;
        let mut context = match value.into_map() {
            Some(map) => Context::from_serialize(&map)?,
            None => Context::new(),
        };
        context.insert("brand", &self.0.brand);
        Ok(context)
    }

    fn run(&self, template: &str, lang: &str, context: &Context) -> Result<String, PagesError> {
        let engine = self
            .0
            .engines
            .get(lang)
            .ok_or_else(|| PagesError::NoLanguage(lang.to_owned()))?;
        engine
            .render(template, context)
            .map_err(|source| failed(template, lang, source))
    }
}

fn failed(template: &str, language: &str, source: tera::Error) -> PagesError {
    PagesError::Render {
        template: template.to_owned(),
        language: language.to_owned(),
        source,
    }
}

fn engine(layers: &[&Files], scope: &Scope) -> Result<Tera, PagesError> {
    let mut sources: BTreeMap<&str, String> = BTreeMap::new();
    for (path, bytes) in layers.iter().flat_map(|files| files.under("templates/")) {
        sources.insert(path, String::from_utf8_lossy(bytes).into_owned());
    }
    let mut tera = Tera::new();
    functions::register(&mut tera, scope);
    tera.add_raw_templates(sources)
        .map_err(PagesError::Templates)?;
    Ok(tera)
}

/// `sign_up/register.html` → `sign-up-register-title`.
fn title_key(template: &str) -> String {
    let stem = template.strip_suffix(".html").unwrap_or(template);
    format!("{}-title", stem.replace(['/', '_'], "-"))
}
