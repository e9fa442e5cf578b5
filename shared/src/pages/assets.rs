//! Stylesheets, scripts and pictures under `/assets/<name>.<fingerprint>.<ext>`: the address
//! changes with the content, so browsers may keep them for ever.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderValue, StatusCode, header};

use super::{Brand, Files, Pages};
use crate::secret::sha256;

/// One file as it is sent.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// All assets of one server.
#[derive(Debug, Default)]
pub(super) struct Assets {
    urls: BTreeMap<String, String>,
    by_url: BTreeMap<String, Asset>,
}

impl Assets {
    pub(super) fn load(layers: &[&Files], brand: &Brand) -> Self {
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for (path, bytes) in layers.iter().flat_map(|files| files.under("assets/")) {
            files.insert(path.to_owned(), bytes.to_vec());
        }
        files.insert("operator.css".to_owned(), brand.stylesheet().into_bytes());
        if let Some(logo) = &brand.logo {
            files.insert(
                format!("operator-logo.{}", logo.extension),
                logo.bytes.clone(),
            );
        }
        let mut assets = Self::default();
        for (path, bytes) in files {
            let Some(media_type) = media_type(&path) else {
                continue;
            };
            let url = format!("/assets/{}", fingerprinted(&path, &bytes));
            assets
                .by_url
                .insert(url.clone(), Asset { media_type, bytes });
            assets.urls.insert(path, url);
        }
        assets
    }

    /// The address of the asset `path`.
    pub(super) fn url(&self, path: &str) -> Option<&str> {
        self.urls.get(path).map(String::as_str)
    }

    pub(super) fn at(&self, url: &str) -> Option<&Asset> {
        self.by_url.get(url)
    }
}

fn fingerprinted(path: &str, bytes: &[u8]) -> String {
    let print = u64::from_be_bytes(
        *sha256(bytes)
            .first_chunk()
            .expect("a hash is longer than eight bytes"),
    );
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, "bin"));
    format!("{stem}.{print:016x}.{extension}")
}

/// Only what pages use; anything else in the folder is not served.
fn media_type(path: &str) -> Option<&'static str> {
    match path.rsplit_once('.')?.1 {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "jpg" => Some("image/jpeg"),
        "webp" => Some("image/webp"),
        "ico" => Some("image/x-icon"),
        "webm" => Some("video/webm"),
        "mp4" => Some("video/mp4"),
        "vtt" => Some("text/vtt; charset=utf-8"),
        _ => None,
    }
}

/// The route that serves the assets; it needs no cookie and no frame.
pub fn assets_router<S: Clone + Send + Sync + 'static>(pages: &Pages) -> Router<S> {
    Router::new()
        .route("/assets/{*name}", get(serve))
        .with_state(pages.clone())
}

async fn serve(State(pages): State<Pages>, Path(name): Path<String>) -> Response {
    let Some(asset) = pages.served(&format!("/assets/{name}")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = asset.bytes.clone().into_response();
    let headers = response.headers_mut();
    let mut set = |name, value| headers.insert(name, HeaderValue::from_static(value));
    set(header::CONTENT_TYPE, asset.media_type);
    set(header::CACHE_CONTROL, "public, max-age=31536000, immutable");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // A picture opened by itself must not run anything either (SVG can carry scripts).
    set(
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    );
    set(
        header::HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_changes_with_the_content() {
        let load = |text: &str| {
            let files = Files::default().with("assets/a.css", text);
            Assets::load(&[&files], &Brand::default())
        };
        let (one, other) = (load("a{}"), load("b{}"));
        assert_ne!(one.url("a.css"), other.url("a.css"));
        assert_eq!(one.url("a.css"), load("a{}").url("a.css"));
        let url = one.url("a.css").unwrap();
        assert!(
            url.starts_with("/assets/a.") && url.strip_suffix(".css").is_some(),
            "{url}"
        );
        assert_eq!(one.at(url).unwrap().bytes, b"a{}");
    }

    #[test]
    fn unknown_kinds_are_not_served() {
        let files = Files::default().with("assets/notes.txt", "x");
        assert!(
            Assets::load(&[&files], &Brand::default())
                .url("notes.txt")
                .is_none()
        );
    }

    #[test]
    fn colours_cannot_leave_their_declaration() {
        let mut brand = Brand::default();
        brand.colours.insert("--brand".into(), "#123456".into());
        brand
            .colours
            .insert("--ink".into(), "red;}body{display:none".into());
        brand.colours.insert("x".into(), "red".into());
        let css = brand.stylesheet();
        assert!(css.contains("--brand:#123456;") && !css.contains("body") && !css.contains("x:"));
    }
}
