//! The parts together: a page through the layer, its texts, its headers.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::get;
use http::{Request, StatusCode, header};
use serde::Serialize;
use tower::ServiceExt as _;
use url::Url;

use super::*;
use crate::clock::SeededEntropy;
use crate::forms::{FormState, Guard, Visitor};

#[derive(Serialize)]
struct Sample {
    form: FormState,
    name: String,
}

impl Page for Sample {
    const TEMPLATE: &'static str = "sample/page.html";

    fn samples() -> Vec<Self> {
        let page = |form: FormState| Self {
            form,
            name: "<Kim>".to_owned(),
        };
        vec![
            page(FormState::new().keep("email", "a\"b")),
            page(FormState::new().with_error("email", "sample-page-wrong")),
        ]
    }
}

const TEMPLATE: &str = r#"{% extends "layout.html" %}{% block content %}
<p id="hello">{{ t(key="sample-page-hello", name=name) }}</p>
<p id="rules">{{ t_links(key="sample-page-rules", rules="/regeln", name=name) }}</p>
<p id="when">{{ date(unix=1738454400) }} | {{ date_long(unix=1738454400) }} | {{ date_time(unix=1738454400) }}</p>
<form method="post">{{ <csrf /> }}{{ <field form={form} name="email" label="E-Mail" /> }}</form>
{% endblock %}"#;

const GERMAN: &str = "sample-page-title = Muster\nsample-page-hello = Guten Tag { $name }, hier ist { $operator }\n\
sample-page-rules = { $name }: <rules>Regeln</rules>\nsample-page-wrong = Bitte prüfen\n";
const ENGLISH: &str = "sample-page-title = Sample\nsample-page-hello = Hello { $name }, this is { $operator }\n\
sample-page-rules = { $name }: <rules>rules</rules>\nsample-page-wrong = Please check\n";

fn files() -> Files {
    Files::default()
        .with("templates/sample/page.html", TEMPLATE)
        .with(
            "templates/sample/broken.html",
            "{{ t(key=\"sample-nobody-wrote-this\") }}",
        )
        .with(
            "templates/mail/hello/subject.txt",
            "{{ t(key=\"sample-page-hello\", name=name) }}\n",
        )
        .with(
            "templates/mail/hello/body.txt",
            "{{ t(key=\"sample-page-hello\", name=name) }}\n",
        )
        .with(
            "templates/mail/hello/body.html",
            "{% extends \"mail/layout.html\" %}{% block content %}<p>{{ name }}</p>{% endblock %}",
        )
        .with("translations/de/sample.ftl", GERMAN)
        .with("translations/en/sample.ftl", ENGLISH)
}

fn pages() -> Pages {
    Pages::load(&files(), Brand::default()).unwrap()
}

fn rendered(lang: &str, number: usize) -> String {
    let pages = pages();
    let frame = Frame::sample(pages.languages(), lang);
    pages.render(&Sample::samples()[number], &frame).unwrap()
}

#[test]
fn shared_texts_are_the_same_in_every_language() {
    let missing = pages().missing_texts();
    assert!(missing.is_empty(), "missing texts: {missing:?}");
}

#[test]
fn samples_render_in_every_language() {
    assert_eq!(pages().render_samples::<Sample>().unwrap().len(), 4);
}

#[test]
fn what_is_given_is_escaped() {
    let html = rendered("de", 0);
    assert!(
        html.contains("Guten Tag &lt;Kim&gt;, hier ist Jobcenter Musterstadt"),
        "{html}"
    );
    assert!(
        html.contains("<p id=\"rules\">&lt;Kim&gt;: <a href=\"/regeln\">Regeln</a></p>"),
        "{html}"
    );
    assert!(html.contains("value=\"a&quot;b\""), "{html}");
    assert!(
        html.contains("02.02.2025 | 2. Februar 2025 | 02.02.2025, 1:00 Uhr"),
        "{html}"
    );
}

#[test]
fn the_frame_speaks_the_pages_language() {
    let html = rendered("en", 0);
    assert!(html.contains("<html lang=\"en\" dir=\"ltr\">"));
    assert!(
        html.contains("<title>Sample – Jobcenter Musterstadt</title>"),
        "{html}"
    );
    assert!(html.contains("2 February 2025, 01:00"), "{html}");
    assert!(
        html.contains("href=\"/muster?vorgang=abc&amp;lang=de\""),
        "{html}"
    );
}

#[test]
fn mistakes_are_at_the_field_and_on_top() {
    let html = rendered("de", 1);
    assert!(html.contains("<title>Fehler: Muster"), "{html}");
    assert!(
        html.contains("<a href=\"#email\">Bitte prüfen</a>"),
        "{html}"
    );
    assert!(
        html.contains("aria-invalid=\"true\" aria-describedby=\"email-error \""),
        "{html}"
    );
}

#[test]
fn a_missing_text_is_an_error() {
    let pages = pages();
    let frame = Frame::sample(pages.languages(), "en");
    let answer = pages.render_template("sample/broken.html", &(), &frame);
    assert!(
        answer
            .unwrap_err()
            .to_string()
            .contains("sample-nobody-wrote-this")
    );
}

#[test]
fn a_language_needs_both_layers() {
    let files = files().with("translations/fr/sample.ftl", GERMAN);
    let pages = Pages::load(&files, Brand::default()).unwrap();
    let codes: Vec<_> = pages
        .languages()
        .iter()
        .map(|it| it.code.as_str())
        .collect();
    assert_eq!(codes, ["de", "en"]);
}

#[test]
fn names_of_the_other_direction_are_isolated_on_pages_and_not_in_mails() {
    let pages = pages();
    let frame = Frame::sample(pages.languages(), "de");
    let page = Sample {
        form: FormState::new(),
        name: "ليلى".to_owned(),
    };
    assert!(
        pages
            .render(&page, &frame)
            .unwrap()
            .contains("Guten Tag \u{2068}ليلى\u{2069},")
    );
    let mail = pages.mail("hello", "de", &page).unwrap();
    assert_eq!(
        mail.text,
        "Guten Tag ليلى, hier ist Jobcenter Musterstadt\n"
    );
    assert_eq!(
        mail.subject,
        "Guten Tag ليلى, hier ist Jobcenter Musterstadt"
    );
    assert!(mail.html.contains("<p>ليلى</p>"));
}

#[test]
fn mail_text_is_plain() {
    let page = Sample {
        form: FormState::new(),
        name: "<Kim & Co>".to_owned(),
    };
    let mail = pages().mail("hello", "xx", &page).unwrap();
    assert!(
        mail.text.starts_with("Guten Tag <Kim & Co>,"),
        "{}",
        mail.text
    );
    assert!(mail.html.contains("&lt;Kim &amp; Co&gt;"));
}

async fn show(frame: Frame, _: Visitor, State(pages): State<Pages>) -> Response {
    pages.reply(&Sample::samples()[0], &frame).unwrap()
}

async fn asked(request: Request<Body>) -> (http::response::Parts, String) {
    let pages = pages();
    let guard = Guard::new(
        [1; 32],
        &Url::parse("http://localhost:8080").unwrap(),
        "idp",
    );
    let entropy = Arc::new(SeededEntropy::new(1));
    let framing = Framing {
        pages: pages.clone(),
        guard,
        entropy,
        policy: Policy::default(),
    };
    let app = Router::new()
        .route("/muster", get(show))
        .layer(from_fn_with_state(framing, frame))
        .with_state(pages.clone())
        .merge(assets_router(&pages));
    let (parts, body) = app.oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, 1 << 20).await.unwrap();
    (parts, String::from_utf8_lossy(&bytes).into_owned())
}

fn get_request(uri: &str) -> Request<Body> {
    Request::get(uri).body(Body::empty()).unwrap()
}

fn cookies(parts: &http::response::Parts) -> Vec<&str> {
    parts
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|it| it.to_str().unwrap())
        .collect()
}

#[tokio::test]
async fn the_layer_gives_nonce_token_language_and_headers() {
    let (parts, html) = asked(get_request("/muster?lang=en-GB&x=1")).await;
    let csp = parts.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap();
    let nonce = csp
        .split("'nonce-")
        .nth(1)
        .unwrap()
        .split('\'')
        .next()
        .unwrap();
    assert_eq!(
        html.matches("<script").count(),
        html.matches(&format!("nonce=\"{nonce}\"")).count()
    );
    assert!(html.contains("name=\"csrf\" value=\""));
    assert!(html.contains("<html lang=\"en\""));
    assert!(
        !html.contains("style="),
        "inline style is blocked by the policy"
    );
    assert_eq!(parts.headers[header::CACHE_CONTROL], "no-store");
    let cookies = cookies(&parts);
    assert!(cookies[0].starts_with("idp-8080-visitor="), "{cookies:?}");
    assert!(
        cookies[1].starts_with("idp-8080-language=en;"),
        "{cookies:?}"
    );
}

#[tokio::test]
async fn a_known_browser_gets_no_new_cookie() {
    let mut request = get_request("/muster?lang=xx");
    let cookie = format!("idp-8080-visitor={}; idp-8080-language=en", "A".repeat(43));
    request
        .headers_mut()
        .insert(header::COOKIE, cookie.parse().unwrap());
    let (parts, html) = asked(request).await;
    assert!(cookies(&parts).is_empty(), "{:?}", cookies(&parts));
    assert!(html.contains("<html lang=\"en\""));
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_unknown_ones_missing() {
    let url = pages().asset("base.css").unwrap().to_owned();
    let (parts, css) = asked(get_request(&url)).await;
    assert_eq!(
        parts.headers[header::CACHE_CONTROL],
        "public, max-age=31536000, immutable"
    );
    assert!(css.contains("--brand: #0b5563"));
    let (parts, _) = asked(get_request("/assets/base.0000.css")).await;
    assert_eq!(parts.status, StatusCode::NOT_FOUND);
}
