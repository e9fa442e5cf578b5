//! What a server answered, read as a person reads it.

use http::{HeaderMap, StatusCode};
use scraper::{ElementRef, Html, Node, Selector};
use serde_json::Value;
use url::Url;

use super::{Form, Visitor};

/// An answer. Its assertions fail with the text of the page.
#[derive(Debug, Clone)]
pub struct Page {
    visitor: Visitor,
    url: Url,
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}

/// The text in and under an element, white space made single; not that of scripts.
pub(super) fn text_in(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        let Node::Text(part) = node.value() else {
            // Neighbours such as cells and list items do not run together.
            if matches!(node.value(), Node::Element(e) if !matches!(e.name(), "a" | "b" | "strong" | "em" | "span" | "bdi" | "wbr" | "abbr" | "code" | "small"))
            {
                text.push(' ');
            }
            continue;
        };
        let hidden = node.ancestors().any(|above| {
            matches!(above.value(), Node::Element(e)
                if matches!(e.name(), "script" | "style" | "template" | "svg" | "head"))
        });
        if !hidden {
            text.push_str(part);
        }
    }
    normal(&text)
}

/// Without soft hyphens and isolation marks, white space made single.
pub(super) fn normal(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{AD}' | '\u{2066}'..='\u{2069}'))
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Page {
    pub(super) fn new(
        visitor: Visitor,
        url: Url,
        (status, headers): (StatusCode, HeaderMap),
        body: Vec<u8>,
    ) -> Self {
        Self {
            visitor,
            url,
            status,
            headers,
            body,
        }
    }

    // --- what came

    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// A header's value; empty when it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.and_then(|value| value.to_str().ok()).unwrap_or("")
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The address that was asked.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The body as it came.
    #[must_use]
    pub fn body(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body's bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| self.fail(&format!("the body is no JSON: {error}")))
    }

    /// The text of the page as a person reads it, in one line.
    #[must_use]
    pub fn text(&self) -> String {
        let html = self.html();
        let body = html.select(&selector("body")).next();
        text_in(body.unwrap_or_else(|| html.root_element()))
    }

    /// The text of the first element of a CSS selector.
    #[must_use]
    pub fn text_of(&self, css: &str) -> Option<String> {
        self.html().select(&selector(css)).next().map(text_in)
    }

    /// The texts of all elements of a CSS selector.
    #[must_use]
    pub fn texts_of(&self, css: &str) -> Vec<String> {
        self.html().select(&selector(css)).map(text_in).collect()
    }

    /// An attribute of the first element of a CSS selector.
    #[must_use]
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let html = self.html();
        let element = html.select(&selector(css)).next()?;
        element.value().attr(name).map(str::to_owned)
    }

    /// Whether an element of the CSS selector is there.
    #[must_use]
    pub fn has(&self, css: &str) -> bool {
        self.html().select(&selector(css)).next().is_some()
    }

    /// The whole address of a link, by what it says (exactly, else by its beginning).
    ///
    /// # Panics
    /// When there is no such link.
    #[must_use]
    pub fn link(&self, text: &str) -> String {
        let html = self.html();
        let all = selector("a[href]");
        let name = |link: &ElementRef<'_>| {
            let label = link.value().attr("aria-label").map(normal);
            label.unwrap_or_else(|| text_in(*link))
        };
        let found = html
            .select(&all)
            .find(|link| name(link) == text)
            .or_else(|| html.select(&all).find(|link| name(link).starts_with(text)));
        let href = found.and_then(|link| link.value().attr("href"));
        let Some(href) = href else {
            let names: Vec<String> = html.select(&all).map(|link| name(&link)).collect();
            self.fail(&format!("no link {text:?}; there are {names:?}"))
        };
        self.url.join(href).expect("a link has an address").into()
    }

    /// A form by id, by `action` (its path or the path's end), or `""` for the only one in
    /// `main`.
    ///
    /// # Panics
    /// When there is no such form; the message names those that are there.
    #[must_use]
    pub fn form(&self, which: &str) -> Form {
        Form::read(&self.html(), which, (&self.visitor, &self.url))
            .unwrap_or_else(|what| self.fail(&what))
    }

    // --- where to next

    /// The whole address that a redirect leads to.
    ///
    /// # Panics
    /// When this is no redirect.
    #[must_use]
    pub fn redirect(&self) -> String {
        let location = self.header("location");
        if !self.status.is_redirection() || location.is_empty() {
            self.fail("a redirect was expected")
        }
        self.url
            .join(location)
            .expect("a redirect has an address")
            .into()
    }

    /// Follows one redirect.
    ///
    /// # Panics
    /// When this is none.
    pub async fn follow(&self) -> Self {
        let site = self.header("location");
        let same = self
            .url
            .join(site)
            .is_ok_and(|to| to.origin() == self.url.origin());
        self.visitor
            .ask(http::Method::GET, &self.redirect())
            .header(
                "sec-fetch-site",
                if same { "same-origin" } else { "same-site" },
            )
            .send()
            .await
    }

    /// Follows redirects until there is a page.
    ///
    /// # Panics
    /// When there are more than ten.
    pub async fn follow_all(self) -> Self {
        let mut page = self;
        let mut way = Vec::new();
        while page.status.is_redirection() {
            way.push(page.url.to_string());
            assert!(way.len() <= 10, "the redirects do not end: {way:#?}");
            page = page.follow().await;
        }
        page
    }

    /// Follows a link by what it says, and every redirect behind it.
    ///
    /// # Panics
    /// When there is no such link.
    pub async fn click(&self, text: &str) -> Self {
        let link = self.visitor.ask(http::Method::GET, &self.link(text));
        link.header("sec-fetch-site", "same-origin")
            .send()
            .await
            .follow_all()
            .await
    }

    // --- assertions, to be chained

    /// The status is this one.
    ///
    /// # Panics
    /// When it is another.
    #[must_use]
    pub fn expect(self, status: u16) -> Self {
        if self.status() != status {
            self.fail(&format!("status {status} was expected"))
        }
        self
    }

    /// The page shows the text.
    ///
    /// # Panics
    /// When it does not.
    pub fn shows(&self, text: &str) -> &Self {
        if !self.text().contains(&normal(text)) {
            self.fail(&format!("{text:?} was expected"))
        }
        self
    }

    /// The page does not show the text.
    ///
    /// # Panics
    /// When it does.
    pub fn hides(&self, text: &str) -> &Self {
        if self.text().contains(&normal(text)) {
            self.fail(&format!("{text:?} was not expected"))
        }
        self
    }

    fn html(&self) -> Html {
        Html::parse_document(&self.body())
    }

    fn fail(&self, what: &str) -> ! {
        let location = self.header("location");
        panic!(
            "{what}\n  {} answered {} {location}\n  {}",
            self.url,
            self.status,
            self.text()
        )
    }
}
