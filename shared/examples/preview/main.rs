//! Writes one page with every shared component, in its states and languages, into a folder, so
//! that one can look at it: `cargo run -p shared --example preview -- FOLDER`.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Value, json};
use shared::forms::FormState;
use shared::pages::{Brand, Files, Frame, NavLink, Page, Pages, SignedIn};

#[derive(Serialize)]
struct Components {
    form: FormState,
    rules: Value,
    options: Value,
    steps: Value,
    rows: Value,
}

impl Components {
    fn new(form: FormState) -> Self {
        let rule = |id: &str, key: &str, pattern: &str| json!({"id": id, "kind": "pattern", "pattern": pattern, "key": key, "args": {}});
        Self {
            form,
            rules: json!([
                {"id": "length", "kind": "length", "min": 12, "max": 128, "key": "preview-length", "args": {"min": "12"}},
                rule("upper", "preview-upper", "[A-Z]"),
                rule("digit", "preview-digit", "[0-9]"),
                {"id": "same", "kind": "same", "as": "password_repeat", "key": "preview-same", "args": {}},
            ]),
            options: json!([
                {"value": "private", "label": "Für mich selbst", "hint": "Privatperson"},
                {"value": "company", "label": "Für ein Unternehmen"},
            ]),
            steps: json!([
                {"title": "Konto anlegen", "state": "done"},
                {"title": "Anmeldung absichern", "state": "now", "href": "/x", "text": "Dauert etwa drei Minuten"},
                {"title": "Freischaltcode eingeben", "state": "later"},
            ]),
            rows: json!([
                {"label": "Name", "value": "Kim Klicker", "href": "/n"},
                {"label": "E-Mail-Adresse", "value": "kim.klicker@example.org", "href": "/e"},
            ]),
        }
    }
}

impl Page for Components {
    const TEMPLATE: &'static str = "preview.html";

    fn samples() -> Vec<Self> {
        let wrong = FormState::new()
            .keep("email", "kim.klicker@")
            .with_error("email", "form-error-word")
            .with_error("password", "form-rule-open")
            .with_error("terms", "form-required-hint")
            .with_error("code", "passkey-exists");
        vec![
            Self::new(FormState::new().keep("email", "kim@example.org")),
            Self::new(wrong),
        ]
    }
}

fn person() -> SignedIn {
    SignedIn {
        name: "Kim Klicker".to_owned(),
        detail: Some("Kundennummer: 123A456789".to_owned()),
        seconds_left: 1500,
        extend_url: "/sitzung/verlaengern".to_owned(),
        sign_out_url: "/abmelden".to_owned(),
        sign_in_url: "/anmelden".to_owned(),
        menu: vec![NavLink::new("frame-help", "/konto")],
    }
}

fn files() -> Files {
    Files::default()
        .with("templates/preview.html", include_str!("components.html"))
        .with(
            "translations/de/preview.ftl",
            "preview-title = Alle Bausteine auf einer Seite\n\
             preview-length = { $min } bis 128 Zeichen lang\n\
             preview-upper = Mindestens ein Großbuchstabe (A - Z)\n\
             preview-digit = Mindestens eine Ziffer (0 - 9)\n\
             preview-same = Richtige Passwortwiederholung\n",
        )
        .with(
            "translations/en/preview.ftl",
            "preview-title = All components on one page\n\
             preview-length = { $min } to 128 characters\n\
             preview-upper = At least one capital letter (A - Z)\n\
             preview-digit = At least one digit (0 - 9)\n\
             preview-same = The password repeated\n",
        )
}

fn main() -> std::process::ExitCode {
    match write() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            use std::io::Write as _;
            let _ = writeln!(std::io::stderr(), "{error}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn write() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args()
        .nth(1)
        .map_or_else(|| PathBuf::from("preview"), PathBuf::from);
    std::fs::create_dir_all(folder.join("assets"))?;
    let pages = Pages::load(&files(), Brand::default())?;
    for (number, sample) in Components::samples().iter().enumerate() {
        for language in pages.languages() {
            let mut frame = Frame::sample(pages.languages(), &language.code);
            if number == 0 {
                frame = frame.for_person(person());
            }
            let html = pages.render(sample, &frame)?;
            let name = format!("components-{number}-{}.html", language.code);
            std::fs::write(folder.join(name), here(&html, &folder, &pages)?)?;
        }
    }
    Ok(())
}

/// Puts the assets beside the page and makes their addresses relative, so that a browser shows
/// the page from disk.
fn here(html: &str, folder: &Path, pages: &Pages) -> std::io::Result<String> {
    for path in [
        "base.css",
        "frame.css",
        "components.css",
        "media.css",
        "operator.css",
        "mark.svg",
        "deliberate.js",
        "menus.js",
        "fields.js",
        "countdown.js",
        "passkeys.js",
    ] {
        if let Some((url, asset)) = pages
            .asset(path)
            .and_then(|url| Some((url, pages.served(url)?)))
        {
            std::fs::write(folder.join(url.trim_start_matches('/')), &asset.bytes)?;
        }
    }
    Ok(html.replace("\"/assets/", "\"assets/"))
}
