//! A visitor without a browser: HTTP, a cookie jar, forms as the pages offer them.
//!
//! Redirects are followed only when asked. Cookies belong to the host, whatever its port, as
//! in a browser. Requests carry what a browser sends (`Origin`, `Sec-Fetch-…`).

mod form;
mod jar;
mod page;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use serde::Serialize;
use url::Url;

use crate::world::Authority;
pub use form::Form;
use jar::Jar;
pub use page::Page;

/// A person (or a program) that asks a server by HTTP; clones share the cookies.
#[derive(Debug, Clone)]
pub struct Visitor {
    base: Url,
    client: reqwest::Client,
    jar: Arc<Mutex<Jar>>,
    language: String,
    /// Whether it tells from where a request comes.
    tells_origin: bool,
    /// Everything that was answered, if somebody wants to read it.
    record: Option<Arc<Mutex<Vec<Page>>>>,
}

/// What browsers tell about where a request comes from.
const ORIGIN_HEADERS: [&str; 4] = [
    "origin",
    "sec-fetch-site",
    "sec-fetch-mode",
    "sec-fetch-dest",
];

/// A client that follows no redirect; one for https knows the tests' own authority.
pub fn client(https: bool) -> reqwest::ClientBuilder {
    // A second call is refused; the first one has done it.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .tls_built_in_root_certs(false)
        .timeout(Duration::from_mins(1))
        // Before the servers close it: a request sent at that moment would be lost.
        .pool_idle_timeout(Duration::from_secs(10));
    if !https {
        return client;
    }
    let pem = Authority::get().pem.as_bytes();
    let authority = reqwest::Certificate::from_pem(pem).expect("a certificate");
    let here = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
    let client = client.add_root_certificate(authority);
    let known = crate::world::HOSTS.into_iter();
    known.fold(client, |client, host| client.resolve(host, here))
}

impl Visitor {
    /// A visitor without cookies; paths are those of the server at `base`.
    ///
    /// # Panics
    /// When `base` is no address.
    #[must_use]
    pub fn at(base: &str) -> Self {
        Self {
            base: Url::parse(base).expect("the base is an address"),
            client: client(base.starts_with("https:"))
                .build()
                .expect("an HTTP client"),
            jar: Arc::default(),
            language: "de".to_owned(),
            tells_origin: true,
            record: None,
        }
    }

    /// The same person at another machine: requests come from this address (of the loopback
    /// network).
    ///
    /// # Panics
    /// When there is no such address.
    #[must_use]
    pub fn from(&self, address: std::net::IpAddr) -> Self {
        let client = client(self.base.scheme() == "https").local_address(address);
        Self {
            client: client.build().expect("an HTTP client"),
            ..self.clone()
        }
    }

    /// The same person, whose answers are kept from now on, in every clone.
    #[must_use]
    pub fn recording(&self) -> Self {
        Self {
            record: Some(Arc::default()),
            ..self.clone()
        }
    }

    /// What was answered since [`Visitor::recording`].
    #[must_use]
    pub fn recorded(&self) -> Vec<Page> {
        let record = self.record.as_ref();
        let pages = record.map(|it| it.lock().unwrap_or_else(PoisonError::into_inner).clone());
        pages.unwrap_or_default()
    }

    /// The same person (same cookies) at another server.
    ///
    /// # Panics
    /// When `base` is no address.
    #[must_use]
    pub fn and_at(&self, base: &str) -> Self {
        Self {
            base: Url::parse(base).expect("the base is an address"),
            ..self.clone()
        }
    }

    /// The same person with another `Accept-Language`.
    #[must_use]
    pub fn speaking(&self, language: &str) -> Self {
        Self {
            language: language.to_owned(),
            ..self.clone()
        }
    }

    /// The same person with a browser that sends neither `Origin` nor `Sec-Fetch-…`.
    #[must_use]
    pub fn without_origin(&self) -> Self {
        Self {
            tells_origin: false,
            ..self.clone()
        }
    }

    /// Asks for a path (or a whole address) as by a typed address; follows no redirect.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn get(&self, path: &str) -> Page {
        self.ask(Method::GET, path).send().await
    }

    /// Asks for a path and follows every redirect.
    ///
    /// # Panics
    /// When nothing answers, or the redirects do not end.
    pub async fn browse(&self, path: &str) -> Page {
        self.get(path).await.follow_all().await
    }

    /// A request to be completed: [`Ask::header`], [`Ask::form`], [`Ask::json`], [`Ask::send`].
    ///
    /// # Panics
    /// When the path is none.
    #[must_use]
    pub fn ask(&self, method: Method, path: &str) -> Ask {
        let url = self.base.join(path).expect("a path or an address");
        let mut headers = HeaderMap::new();
        let mut put = |name: &'static str, value: &str| {
            let value = HeaderValue::from_str(value).expect("a header's value");
            headers.insert(HeaderName::from_static(name), value);
        };
        put("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        put("accept-language", &self.language);
        if method == Method::GET {
            put("sec-fetch-site", "none");
        } else {
            put("sec-fetch-site", "same-origin");
            put("origin", &url.origin().ascii_serialization());
        }
        put("sec-fetch-mode", "navigate");
        put("sec-fetch-dest", "document");
        Ask {
            visitor: self.clone(),
            method,
            url,
            headers,
            body: Vec::new(),
        }
    }

    /// The value of a cookie for the server at hand.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar().value(&self.base, name)
    }

    /// The names of all cookies for the server at hand.
    #[must_use]
    pub fn cookies(&self) -> Vec<String> {
        self.jar().names(&self.base)
    }

    /// Puts a cookie into the jar, as a thief or a fixed session would.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.jar()
            .store(&self.base, &format!("{name}={value}; Path=/"));
    }

    /// Throws all cookies away.
    pub fn forget_cookies(&self) {
        *self.jar() = Jar::default();
    }

    fn jar(&self) -> std::sync::MutexGuard<'_, Jar> {
        self.jar.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request that is not sent yet.
#[derive(Debug, Clone)]
pub struct Ask {
    visitor: Visitor,
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Ask {
    /// Sets a header; an empty value takes it away.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).expect("a header's name");
        if value.is_empty() {
            self.headers.remove(name);
        } else {
            let value = HeaderValue::from_str(value).expect("a header's value");
            self.headers.insert(name, value);
        }
        self
    }

    /// Adds a header beside others of its name, of whatever bytes.
    ///
    /// # Panics
    /// When no header can hold them.
    #[must_use]
    pub fn another(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        let name = HeaderName::try_from(name).expect("a header's name");
        let value = HeaderValue::from_bytes(value.as_ref()).expect("a header's value");
        self.headers.append(name, value);
        self
    }

    /// A body of whatever bytes; says what it is if `kind` is not empty.
    #[must_use]
    pub fn body(mut self, kind: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.body = bytes.into();
        self.header("content-type", kind)
    }

    /// `Authorization: Bearer …`.
    #[must_use]
    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// As a program asks: without what only browsers send.
    #[must_use]
    pub fn as_program(mut self) -> Self {
        self.forget_origin();
        self.header("accept", "application/json")
    }

    fn forget_origin(&mut self) {
        for name in ORIGIN_HEADERS {
            self.headers.remove(name);
        }
    }

    /// A body as forms send it.
    #[must_use]
    pub fn form<K: AsRef<str>, V: AsRef<str>>(mut self, fields: &[(K, V)]) -> Self {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        self.body = body.finish().into_bytes();
        self.header("content-type", "application/x-www-form-urlencoded")
    }

    /// A body in JSON, asked for by a script of the page.
    ///
    /// # Panics
    /// When it cannot be written.
    #[must_use]
    pub fn json(mut self, body: &impl Serialize) -> Self {
        self.body = serde_json::to_vec(body).expect("it can be JSON");
        self.header("content-type", "application/json")
            .header("accept", "application/json")
            .header("sec-fetch-mode", "cors")
            .header("sec-fetch-dest", "empty")
    }

    /// Sends it; follows no redirect.
    ///
    /// # Panics
    /// When nothing answers.
    pub async fn send(mut self) -> Page {
        if !self.visitor.tells_origin {
            self.forget_origin();
        }
        let cookies = self.visitor.jar().header(&self.url);
        let mut request = self
            .visitor
            .client
            .request(self.method.clone(), self.url.clone())
            .headers(self.headers)
            .body(self.body);
        if let Some(cookies) = cookies {
            request = request.header("cookie", cookies);
        }
        let answer = request.send().await;
        let answer =
            answer.unwrap_or_else(|error| panic!("{} {}: {error:?}", self.method, self.url));
        let status: StatusCode = answer.status();
        let headers = answer.headers().clone();
        for cookie in headers.get_all("set-cookie") {
            if let Ok(cookie) = cookie.to_str() {
                self.visitor.jar().store(&self.url, cookie);
            }
        }
        let body = answer.bytes().await.expect("the body arrives");
        let record = self.visitor.record.clone();
        let page = Page::new(self.visitor, self.url, (status, headers), body.to_vec());
        if let Some(record) = record {
            let mut pages = record.lock().unwrap_or_else(PoisonError::into_inner);
            pages.push(page.clone());
        }
        page
    }
}
