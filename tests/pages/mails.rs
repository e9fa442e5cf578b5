//! Every mail of both servers in every language: subject, text, HTML. What may stand in one:
//! nothing that is fetched, no line that a terminal would break, nothing that a name could add.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use scraper::{Html, Selector};

use crate::snapshots::compare;

struct Shown {
    server: &'static str,
    name: &'static str,
    language: String,
    subject: String,
    text: String,
    html: String,
}

fn all() -> Vec<Shown> {
    let idp = idp::Settings::from_toml(&[include_str!("../../config/idp.test.toml")]);
    let portal = portal::Settings::from_toml(&[include_str!("../../config/portal.test.toml")]);
    let idp = idp::preview_mails(&idp.expect("the settings are good")).expect("every mail renders");
    let portal = portal::preview_mails(&portal.expect("the settings are good"));
    let idp = idp.into_iter().map(|it| Shown {
        server: "idp",
        name: it.name,
        language: it.language,
        subject: it.mail.subject,
        text: it.mail.text,
        html: it.mail.html,
    });
    let portal = portal.expect("every mail renders").into_iter();
    let portal = portal.map(|it| Shown {
        server: "portal",
        name: it.name,
        language: it.language,
        subject: it.mail.subject,
        text: it.mail.text,
        html: it.mail.html,
    });
    idp.chain(portal).collect()
}

#[test]
fn as_they_were_found_good() {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for mail in all() {
        let file = format!("mail-{}-{}.{}", mail.server, mail.name, mail.language);
        let file = files.entry(file).or_default();
        let (subject, text, html) = (mail.subject, mail.text, mail.html.trim());
        file.push_str(&format!("===== {subject}\n{text}-----\n{html}\n"));
    }
    compare(files);
}

#[test]
fn each_has_samples_in_each_language() {
    let shown: BTreeSet<_> = all()
        .into_iter()
        .map(|it| (it.server, it.name.to_owned(), it.language))
        .collect();
    for server in ["idp", "portal"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let folder = root.join(server).join("templates/mail");
        for entry in std::fs::read_dir(&folder).expect("the mails are there") {
            let entry = entry.expect("a folder is read");
            if !entry.path().is_dir() {
                continue;
            }
            let name = entry.file_name().to_string_lossy().into_owned();
            for language in ["de", "en"] {
                let key = (server, name.clone(), language.to_owned());
                assert!(
                    shown.contains(&key),
                    "{server}: no sample of the mail {name} in {language}: see {server}/src/mail/samples.rs"
                );
            }
        }
    }
}

#[test]
fn the_text_is_readable_in_a_terminal() {
    for mail in all() {
        let place = format!("{} {} {}", mail.server, mail.name, mail.language);
        for line in mail.text.lines() {
            let is_link = line.starts_with("https://") && !line.contains(' ');
            assert!(is_link || line.chars().count() <= 78, "{place}: {line}");
            assert!(is_link || !line.contains("https://"), "{place}: {line}");
            assert!(!line.chars().any(char::is_control), "{place}: {line:?}");
        }
        assert!(
            !mail.text.contains(['<', '\u{202e}']) || mail.text.contains("<svg"),
            "{place}"
        );
        assert!(
            !mail.subject.chars().any(char::is_control),
            "{place}: {:?}",
            mail.subject
        );
        assert!(
            !mail.subject.contains('\u{202e}'),
            "{place}: {:?}",
            mail.subject
        );
        assert!(
            !mail.subject.is_empty() && mail.subject.chars().count() <= 78
                || mail.subject.contains("svg")
        );
    }
}

#[test]
fn the_html_fetches_nothing_and_says_where_links_lead() {
    let elements = Selector::parse("*").expect("a selector");
    let known = [
        "html", "head", "meta", "title", "body", "div", "p", "br", "strong", "ul", "li", "a",
    ];
    for mail in all() {
        let place = format!("{} {} {}", mail.server, mail.name, mail.language);
        let html = Html::parse_document(&mail.html);
        for element in html.select(&elements) {
            let name = element.value().name();
            assert!(known.contains(&name), "{place}: <{name}>");
            for (attribute, value) in element.value().attrs() {
                let fits = match attribute {
                    "lang" | "dir" | "charset" | "content" => true,
                    "name" => name == "meta",
                    "style" => !value.contains("url("),
                    "href" => element.text().collect::<String>() == value,
                    _ => false,
                };
                assert!(fits, "{place}: <{name} {attribute}={value:?}>");
            }
        }
    }
}
