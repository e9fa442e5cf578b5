//! One template, one text a page.

use std::collections::BTreeMap;

use axum::response::Response;
use serde::Serialize;
use shared::articles::{Article, Text};
use shared::pages::{Page, Pages, PagesError};

use super::texts::{ARTICLES, sample};
use crate::error::page::{PageError, Problem};
use crate::preview::{Preview, samples};
use crate::request::Cx;
use crate::routes::{Access, Route};

/// A page of text, in the language of the visit.
#[derive(Debug, Serialize)]
struct ArticlePage {
    texts: BTreeMap<String, Text>,
    easy: bool,
}

impl Page for ArticlePage {
    const TEMPLATE: &'static str = "help/article.html";

    fn samples() -> Vec<Self> {
        let texts = sample();
        let page = |article: &Article| Self {
            texts: texts.everywhere(article.file),
            easy: article.easy,
        };
        ARTICLES.iter().map(page).collect()
    }
}

pub(crate) fn routes() -> Vec<Route> {
    let page = |article: &Article| {
        let article = *article;
        let handler = async move |cx: Cx| show(cx, article);
        Route::get(article.path, Access::Public, handler)
    };
    ARTICLES.iter().map(page).collect()
}

fn show(cx: Cx, article: Article) -> Result<Response, PageError> {
    let text = cx.app.texts.get(cx.lang(), article.file);
    let text = text.ok_or_else(|| PageError::new(Problem::NotFound))?;
    let page = ArticlePage {
        texts: BTreeMap::from([(cx.lang().to_owned(), text.clone())]),
        easy: article.easy,
    };
    let cx = Cx {
        frame: cx.frame.crumb("frame-home", "/"),
        ..cx
    };
    cx.render(&page)
}

/// Samples of every page here.
pub(crate) fn previews(pages: &Pages) -> Result<Vec<Preview>, PagesError> {
    samples::<ArticlePage>(pages)
}
