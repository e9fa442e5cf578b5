//! Parts as they came: a mail's HTML for the sandboxed frame, the whole mail, a letter's PDF.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::post::Post;

/// A foreign document: no script, no form, nothing fetched. Its links may open a new tab,
/// which is an ordinary one again.
const FOREIGN: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; \
    style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'self'";

/// `base-uri 'none'` refuses a `<base href>` of the mail; a `<base target>` is no URL.
const NEW_TAB: &str = "<base target=\"_blank\">";

pub(super) async fn html(State(post): State<Post>, Path(id): Path<String>) -> Response {
    match post.mails.find(&id) {
        Some(mail) if !mail.html.is_empty() => {
            let headers = [
                (header::CONTENT_TYPE, "text/html; charset=utf-8"),
                (header::CONTENT_SECURITY_POLICY, FOREIGN),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
                (header::REFERRER_POLICY, "no-referrer"),
            ];
            (headers, with_new_tabs(&mail.html)).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Behind the doctype, so that the mail does not fall into quirks mode.
fn with_new_tabs(html: &str) -> String {
    let start = html.trim_start();
    let doctype = start
        .get(..9)
        .filter(|opening| opening.eq_ignore_ascii_case("<!doctype"))
        .and_then(|_| start.find('>'))
        .map_or(0, |end| end + 1);
    let (doctype, rest) = start.split_at(doctype);
    format!("{doctype}{NEW_TAB}{rest}")
}

pub(super) async fn original(State(post): State<Post>, Path(id): Path<String>) -> Response {
    match post.mails.original(&id) {
        Some(file) => {
            let headers = [
                (header::CONTENT_TYPE, "message/rfc822"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"nachricht.eml\"",
                ),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ];
            (headers, file).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

pub(super) async fn pdf(State(post): State<Post>, Path(id): Path<String>) -> Response {
    match post.letters.pdf(&id) {
        Some(file) => {
            let headers = [
                (header::CONTENT_TYPE, "application/pdf"),
                (
                    header::CONTENT_DISPOSITION,
                    "inline; filename=\"brief.pdf\"",
                ),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ];
            (headers, file).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_a_mail_open_a_new_tab() {
        for (html, shown) in [
            ("<p>x</p>", "<base target=\"_blank\"><p>x</p>"),
            (
                "\n<!DOCTYPE html><html>",
                "<!DOCTYPE html><base target=\"_blank\"><html>",
            ),
            ("<é", "<base target=\"_blank\"><é"),
        ] {
            assert_eq!(with_new_tabs(html), shown);
        }
    }
}
