//! A browser that knows forms and links alone: no scripts, and nothing said about where a request
//! comes from. It signs in and allows everything when it is asked to.

use std::collections::BTreeMap;

use http::Method;
use kit::{Page, Visitor};

use super::op::Person;

/// Where a walk ended.
#[derive(Debug, Clone)]
pub(crate) enum End {
    /// At the client: by which whole address, and what it was told.
    Client(String, BTreeMap<String, String>),
    /// On a page of the provider.
    Page(Box<Page>),
}

/// A walk from page to page.
#[derive(Debug, Clone)]
pub(crate) struct Walk {
    /// The sign-in forms that were shown.
    pub(crate) sign_ins: Vec<Page>,
    /// The questions what the client may.
    pub(crate) consents: Vec<Page>,
    pub(crate) end: End,
}

/// A browser of one person; clones share the cookies.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    pub(crate) visitor: Visitor,
    person: Person,
    /// Where clients are.
    rp: String,
}

/// Browsers look also at where a form leads in the end (CSP Level 3 §6.6.2.2).
fn admits(page: &Page, rp: &str) {
    let policy = page.header("content-security-policy");
    let mut directives = policy.split(';').map(str::trim);
    let forms = directives.find(|it| it.starts_with("form-action "));
    let forms = forms.unwrap_or_else(|| panic!("no form-action: {policy}"));
    let admitted = forms.split(' ').any(|source| source == rp);
    assert!(
        admitted,
        "{} keeps the form from {rp}: {policy}",
        page.url()
    );
}

fn pairs(query: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let before = all.insert(name.clone().into_owned(), value.into_owned());
        assert_eq!(before, None, "{name} is told twice");
    }
    all
}

/// The form that goes to the client (OAuth 2.0 Form Post Response Mode §2).
fn posted(page: &Page) -> End {
    let of = |name: &str| page.attribute("#form-post", name).unwrap_or_default();
    assert!(of("method").eq_ignore_ascii_case("post"));
    assert!(page.has("#form-post button[type=submit]"), "without script");
    let address = page.url().as_str();
    assert!(!address.contains("code=") && !address.contains("error="));
    let form = page.form("form-post");
    let mut all = BTreeMap::new();
    for name in form.names() {
        let value = form.value(name).expect("a hidden field").to_owned();
        let before = all.insert(name.to_owned(), value);
        assert_eq!(before, None, "{name} is told twice");
    }
    End::Client(of("action"), all)
}

impl Browser {
    /// A browser without cookies, in which `person` sits; addresses under `rp` are clients'.
    pub(crate) fn new(visitor: &Visitor, person: &Person, rp: &str) -> Self {
        Self {
            visitor: visitor.without_origin(),
            person: person.clone(),
            rp: rp.to_owned(),
        }
    }

    /// Opens an address.
    pub(crate) async fn open(&self, address: &str) -> Walk {
        self.walk(self.visitor.get(address).await).await
    }

    /// Sends a form of another site.
    pub(crate) async fn post(&self, address: &str, fields: &[(String, String)]) -> Walk {
        let ask = self.visitor.ask(Method::POST, address).form(fields);
        self.walk(ask.send().await).await
    }

    /// Goes on from `page` until there is nothing that this browser knows to do.
    pub(crate) async fn walk(&self, page: Page) -> Walk {
        let mut walk = Walk {
            sign_ins: Vec::new(),
            consents: Vec::new(),
            end: End::Page(Box::new(page.clone())),
        };
        let mut page = page;
        for _ in 0..20 {
            page = match self.step(&mut walk, &page).await {
                Ok(next) => next,
                Err(end) => return Walk { end, ..walk },
            };
        }
        panic!("the walk does not end: {}", page.url())
    }

    async fn step(&self, walk: &mut Walk, page: &Page) -> Result<Page, End> {
        if (300..400).contains(&page.status()) {
            let to = page.redirect();
            return match to.strip_prefix(&self.rp) {
                Some(_) => Err(redirected(&to)),
                None => Ok(self.visitor.get(&to).await),
            };
        }
        if page.status() != 200 {
            return Err(End::Page(Box::new(page.clone())));
        }
        if page.has("#form-post") {
            admits(page, &self.rp);
            return Err(posted(page));
        }
        if page.has("form#sign-in-form") {
            assert!(walk.sign_ins.len() < 3, "asked again and again");
            admits(page, &self.rp);
            walk.sign_ins.push(page.clone());
            let form = page.form("sign-in-form");
            let form = form.fill("email", &self.person.email);
            return Ok(form.fill("password", &self.person.password).submit().await);
        }
        if let Some(link) = page.attribute("a#sign-in", "href") {
            return Ok(self.visitor.get(&link).await);
        }
        if page.has("form#consent-form") {
            admits(page, &self.rp);
            walk.consents.push(page.clone());
            let allow = page.text_of("#consent-form #submit").expect("a button");
            return Ok(page.form("consent-form").press(&allow).submit().await);
        }
        Err(End::Page(Box::new(page.clone())))
    }
}

/// An answer in the query, with whatever query the address has itself.
fn redirected(to: &str) -> End {
    let query = to.split_once('?').map_or("", |(_, query)| query);
    End::Client(to.to_owned(), pairs(query))
}

impl Walk {
    /// What the client was told.
    pub(crate) fn told(&self) -> (&str, &BTreeMap<String, String>) {
        match &self.end {
            End::Client(address, told) => (address, told),
            End::Page(page) => panic!(
                "nobody was told: {} {}\n{}",
                page.status(),
                page.url(),
                page.text()
            ),
        }
    }

    /// The page on which the person was left.
    pub(crate) fn page(&self) -> &Page {
        match &self.end {
            End::Page(page) => page,
            End::Client(address, told) => panic!("sent to {address} with {told:?}"),
        }
    }

    /// The person was left on a page that says what is wrong, in words.
    pub(crate) fn is_stuck(&self) {
        let page = self.page();
        assert!((400..500).contains(&page.status()), "{}", page.text());
        assert!(page.header("content-type").starts_with("text/html"));
        assert!(page.has("main h1") && page.has("main #home"), "a way on");
    }
}
