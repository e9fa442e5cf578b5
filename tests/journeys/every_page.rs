//! Every page that a server can show, as its samples show it: anybody can use it (WCAG 2.2 AA in
//! light and dark), it fits a narrow screen, and its scripts and styles keep to the policy.
//!
//! The samples lie behind a small server that sends them with the real server's headers and
//! fetches its styles and scripts.

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use futures::FutureExt;
use kit::world::{Wishes, World};
use kit::{Database, Journey, Tab, Theme, Visitor};

/// One sample.
struct Sample {
    template: &'static str,
    language: String,
    number: usize,
    html: String,
}

struct Shelf {
    pages: BTreeMap<String, String>,
    headers: HeaderMap,
    real: String,
}

impl Sample {
    fn name(&self) -> String {
        let page = self.template.trim_end_matches(".html").replace('/', "-");
        format!("{page}-{}-{}", self.number, self.language)
    }
}

async fn show(State(shelf): State<Arc<Shelf>>, Path(name): Path<String>) -> Response {
    match shelf.pages.get(&name) {
        Some(html) => (shelf.headers.clone(), Html(html.clone())).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn asset(State(shelf): State<Arc<Shelf>>, request: Request) -> Response {
    let answer = reqwest::get(format!("{}{}", shelf.real, request.uri())).await;
    let answer = answer.expect("the real server answers");
    let headers = answer.headers().clone();
    let status = answer.status();
    let body = answer.bytes().await.expect("an asset arrives whole");
    (status, headers, body).into_response()
}

/// What a page's script asks for: nothing works here, and the page says so.
async fn refuse() -> Response {
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// The security headers of a real page, for the nonce of the samples.
async fn headers(real: &Visitor, page: &str) -> HeaderMap {
    let page = real.get(page).await;
    let policy = page.header("content-security-policy");
    let (before, rest) = policy.split_once("'nonce-").expect("a nonce");
    let (_, after) = rest.split_once('\'').expect("the nonce ends");
    let policy = format!("{before}'nonce-nonce'{after}");
    let mut headers = HeaderMap::new();
    let value = policy.parse().expect("a header");
    headers.insert(header::CONTENT_SECURITY_POLICY, value);
    for name in [
        "permissions-policy",
        "x-content-type-options",
        "referrer-policy",
    ] {
        let value = page.header(name).parse().expect("a header");
        headers.insert(HeaderName::from_static(name), value);
    }
    headers
}

async fn shelf(base: &str, page: &str, samples: &[Sample]) -> String {
    // Forms stay to be looked at; form_post.rs lets one send itself.
    let html = |it: &Sample| it.html.replace(" data-submit", "");
    let pages = samples.iter().map(|it| (it.name(), html(it)));
    let shelf = Shelf {
        pages: pages.collect(),
        headers: headers(&Visitor::at(base), page).await,
        real: base.to_owned(),
    };
    let router = Router::new()
        .route("/sample/{name}", get(show))
        .route("/assets/{*name}", get(asset))
        .fallback(refuse)
        .with_state(Arc::new(shelf));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await;
    let listener = listener.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://localhost:{port}/sample/")
}

/// Looks at each sample; German ones are photographed as well. Tells all faults at the end.
async fn look(tab: &Tab, address: &str, server: &str, samples: &[Sample]) {
    let mut faults = Vec::new();
    for sample in samples {
        let name = format!("{server}-{}", sample.name());
        tab.goto(&format!("{address}{}", sample.name())).await;
        let checked = AssertUnwindSafe(check(tab, sample, &name))
            .catch_unwind()
            .await;
        if let Err(fault) = checked {
            let said = fault
                .downcast::<String>()
                .map_or_else(|_| String::new(), |it| *it);
            faults.push(format!("{name}: {said}"));
        }
    }
    assert!(
        faults.is_empty(),
        "{} pages:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

async fn check(tab: &Tab, sample: &Sample, name: &str) {
    let german = sample.language == "de";
    if sample.number == 0 && german {
        tab.pictures(name).await;
    }
    tab.check_narrow().await;
    tab.theme(Theme::Light).await;
    tab.check_accessible().await;
    // Another language has the same colours.
    if german {
        tab.theme(Theme::Dark).await;
        tab.check_colours().await;
    }
}

pub(crate) async fn of_the_provider(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let settings = idp::Settings::from_toml(&[include_str!("../../config/idp.test.toml")]);
    let previews = idp::preview(&settings.expect("the settings are good"));
    let samples: Vec<Sample> = previews
        .expect("every page renders")
        .into_iter()
        .map(|it| Sample {
            template: it.template,
            language: it.language,
            number: it.sample,
            html: it.html,
        })
        .collect();
    let address = shelf(&world.idp.base(), "/anmelden", &samples).await;
    let tab = journey.tab().await;
    // The autofill of the sign-in page asks the server for options; there is none here.
    tab.allow("503");
    look(&tab, &address, "idp", &samples).await;
}

pub(crate) async fn of_the_portal(journey: Journey) {
    let world = World::start(Database::Sqlite).await;
    let settings = portal::Settings::from_toml(&[include_str!("../../config/portal.test.toml")]);
    let previews = portal::preview(&settings.expect("the settings are good"));
    let samples: Vec<Sample> = previews
        .expect("every page renders")
        .into_iter()
        .map(|it| Sample {
            template: it.template,
            language: it.language,
            number: it.sample,
            html: it.html,
        })
        .collect();
    let address = shelf(&world.portal.base(), "/", &samples).await;
    let tab = journey.tab().await;
    look(&tab, &address, "portal", &samples).await;
}

pub(crate) async fn of_the_education_provider(journey: Journey) {
    let wishes = Wishes {
        education: true,
        ..Wishes::default()
    };
    let world = World::with(Database::Sqlite, wishes).await;
    let samples: Vec<Sample> = demo::education::preview()
        .expect("every page renders")
        .into_iter()
        .map(|it| Sample {
            template: it.template,
            language: it.language,
            number: it.sample,
            html: it.html,
        })
        .collect();
    let education = world.education.as_ref().expect("it was wished for");
    let address = shelf(education.base(), "/", &samples).await;
    let tab = journey.tab().await;
    look(&tab, &address, "demo", &samples).await;
}
