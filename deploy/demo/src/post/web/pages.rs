//! The pages: overview, a mail, a letter.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use shared::pages::{Frame, Page};

use super::Office;
use super::json::Wanted;
use super::links::{Piece, pieces};
use crate::post::{Letter, Mail};

#[derive(Debug, Serialize)]
struct Row {
    id: String,
    name: String,
    to: String,
    unix: i64,
}

#[derive(Debug, Serialize)]
struct Index {
    to: String,
    letters: Vec<Row>,
    mails: Vec<Row>,
}

impl Page for Index {
    const TEMPLATE: &'static str = "post/index.html";

    fn samples() -> Vec<Self> {
        let row = |name: &str| Row {
            id: "000001-1795000000".into(),
            name: name.into(),
            to: "kim@example.org".into(),
            unix: 1_795_000_000,
        };
        let empty = Self {
            to: String::new(),
            letters: Vec::new(),
            mails: Vec::new(),
        };
        let full = Self {
            to: "kim".into(),
            letters: vec![row("Kim Klicker")],
            mails: vec![row("Bestätigung Ihrer E-Mail-Adresse"), row("")],
        };
        vec![empty, full]
    }
}

#[derive(Debug, Serialize)]
struct MailPage {
    id: String,
    from: String,
    to: String,
    subject: String,
    unix: i64,
    pieces: Vec<Piece>,
    html: bool,
}

impl MailPage {
    fn of(mail: &Mail) -> Self {
        Self {
            id: mail.id.clone(),
            from: mail.from.clone(),
            to: mail.to.clone(),
            subject: mail.subject.clone(),
            unix: mail.received_at.unix(),
            pieces: pieces(&mail.text),
            html: !mail.html.is_empty(),
        }
    }
}

impl Page for MailPage {
    const TEMPLATE: &'static str = "post/mail.html";

    fn samples() -> Vec<Self> {
        let sample = |subject: &str, html| Self {
            id: "000001-1795000000".into(),
            from: "Jobcenter Musterstadt <post@jobcenter.example>".into(),
            to: "kim@example.org".into(),
            subject: subject.into(),
            unix: 1_795_000_000,
            pieces: pieces("Guten Tag,\n\nhttps://konto.example/registrieren?id=1&lang=de\n"),
            html,
        };
        vec![sample("Bestätigung", true), sample("", false)]
    }
}

#[derive(Debug, Serialize)]
struct LetterPage {
    name: String,
    to: String,
    unix: i64,
    pdf: String,
    pieces: Vec<Piece>,
}

impl LetterPage {
    fn of(letter: &Letter) -> Self {
        Self {
            name: addressee(letter),
            to: letter.to.clone(),
            unix: letter.received_at.unix(),
            pdf: letter.pdf.clone(),
            pieces: pieces(&letter.text),
        }
    }
}

impl Page for LetterPage {
    const TEMPLATE: &'static str = "post/letter.html";

    fn samples() -> Vec<Self> {
        vec![Self {
            name: "Kim Klicker".into(),
            to: "Kim Klicker\nMusterweg 1\n30159 Musterstadt".into(),
            unix: 1_795_000_000,
            pdf: "/briefe/b1/brief.pdf".into(),
            pieces: pieces("Ihr Freischaltcode"),
        }]
    }
}

#[derive(Debug, Serialize)]
struct Missing {}

impl Page for Missing {
    const TEMPLATE: &'static str = "post/missing.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}

pub(super) async fn index(
    State(office): State<Office>,
    Query(wanted): Query<Wanted>,
    frame: Frame,
) -> Response {
    let letters = match office.post.letters.to(&wanted.to) {
        Ok(letters) => letters,
        Err(error) => {
            return (StatusCode::SERVICE_UNAVAILABLE, error.to_string()).into_response();
        }
    };
    let letters = letters.into_iter().map(|letter| Row {
        name: addressee(&letter),
        unix: letter.received_at.unix(),
        to: letter.to,
        id: letter.id,
    });
    let mails = office.post.mails.to(&wanted.to);
    let mails = mails.iter().map(|mail| Row {
        id: mail.id.clone(),
        name: mail.subject.clone(),
        to: mail.to.clone(),
        unix: mail.received_at.unix(),
    });
    let page = Index {
        letters: letters.collect(),
        mails: mails.collect(),
        to: wanted.to,
    };
    show(&office, StatusCode::OK, &page, &frame)
}

pub(super) async fn mail(
    State(office): State<Office>,
    Path(id): Path<String>,
    frame: Frame,
) -> Response {
    let frame = frame.crumb("post-index-title", "/");
    match office.post.mails.find(&id) {
        Some(mail) => {
            let mut response = show(&office, StatusCode::OK, &MailPage::of(&mail), &frame);
            // The same as every page's, and the one frame beside it.
            let policy = format!(
                "default-src 'none'; script-src 'nonce-{}'; style-src 'self'; img-src 'self' \
                 data:; connect-src 'self'; frame-src 'self'; form-action 'self'; \
                 frame-ancestors 'none'; base-uri 'none'",
                frame.nonce
            );
            if let Ok(policy) = HeaderValue::from_str(&policy) {
                let headers = response.headers_mut();
                headers.insert(header::CONTENT_SECURITY_POLICY, policy);
            }
            response
        }
        None => missing(&office, &frame),
    }
}

pub(super) async fn letter(
    State(office): State<Office>,
    Path(id): Path<String>,
    frame: Frame,
) -> Response {
    let frame = frame.crumb("post-index-title", "/");
    match office.post.letters.find(&id) {
        Some(letter) => show(&office, StatusCode::OK, &LetterPage::of(&letter), &frame),
        None => missing(&office, &frame),
    }
}

pub(super) async fn nothing(State(office): State<Office>, frame: Frame) -> Response {
    missing(&office, &frame)
}

fn missing(office: &Office, frame: &Frame) -> Response {
    show(office, StatusCode::NOT_FOUND, &Missing {}, frame)
}

fn show<P: Page>(office: &Office, status: StatusCode, page: &P, frame: &Frame) -> Response {
    office
        .pages
        .reply_with(status, page, frame)
        .unwrap_or_else(|error| {
            tracing::error!(%error, "a page cannot be shown");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        })
}

/// The first line of the address is the name.
fn addressee(letter: &Letter) -> String {
    letter.to.lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_renders_in_every_language_and_no_text_is_missing() {
        let pages = crate::look::pages("post").expect("loads");
        assert_eq!(pages.missing_texts(), []);
        pages.render_samples::<Index>().expect("index");
        pages.render_samples::<MailPage>().expect("mail");
        pages.render_samples::<LetterPage>().expect("letter");
        pages.render_samples::<Missing>().expect("missing");
    }
}
