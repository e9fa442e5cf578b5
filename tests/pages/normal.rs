//! A page as text that a person can compare: one element a line, nothing that changes by itself.

use std::sync::LazyLock;

use regex::Regex;
use scraper::{Html, Selector};

/// Fingerprints of assets, and drawings (icons, QR codes), which say nothing to a reader.
static NOISE: LazyLock<[(Regex, &str); 3]> = LazyLock::new(|| {
    let regex = |pattern| Regex::new(pattern).expect("a regular expression");
    [
        (
            regex(r"(/assets/[A-Za-z0-9_-]+)\.[0-9a-f]{16}\."),
            "$1.PRINT.",
        ),
        (
            regex(r#"(?s)<svg[^>]*?class="([^"]*)"[^>]*>.*?</svg>"#),
            "<svg class=$1/>",
        ),
        (regex(r"(?s)<svg [^>]*[^/]>.*?</svg>"), "<svg/>"),
    ]
});

fn select(html: &Html, css: &str) -> String {
    let selector = Selector::parse(css).expect("a selector");
    let found = html.select(&selector).next();
    found.map(|it| it.html()).unwrap_or_default()
}

/// Title and `main`.
pub(crate) fn page(html: &str) -> String {
    let html = Html::parse_document(html);
    let whole = format!("{}\n{}", select(&html, "title"), select(&html, "main"));
    tidy(&whole)
}

/// Everything but title and `main`.
pub(crate) fn frame(html: &str) -> String {
    let (title, main) = (
        Regex::new(r"(?s)<title>.*?</title>").expect("a regular expression"),
        Regex::new(r"(?s)<main([^>]*)>.*</main>").expect("a regular expression"),
    );
    let html = title.replace(html, "<title/>");
    tidy(&main.replace(&html, "<main$1/>"))
}

fn tidy(html: &str) -> String {
    let mut text = html.to_owned();
    for (noise, instead) in &*NOISE {
        text = noise.replace_all(&text, *instead).into_owned();
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
