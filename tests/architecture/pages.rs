//! Templates belong to pages, texts to templates, and every language has all of them.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::none;
use crate::sources::{SERVERS, files, root, sources};

/// The template of a page.
const TEMPLATE: &str = r#"const TEMPLATE: &'static str =\s*"([^"]+)""#;

const LANGUAGES: &[&str] = &["de", "en"];
const TRANSLATED: &[&str] = &["idp", "portal", "shared", "deploy/demo"];

fn captures(pattern: &str, text: &str) -> Vec<String> {
    first_groups(&Regex::new(pattern).expect("a pattern"), text)
}

fn first_groups(pattern: &Regex, text: &str) -> Vec<String> {
    let hits = pattern.captures_iter(text);
    hits.map(|hit| hit[1].to_owned()).collect()
}

#[test]
fn templates_belong_to_pages() {
    let mut found = Vec::new();
    for server in SERVERS {
        let folder = format!("{server}/templates/");
        let templates = files(&folder, ".html");
        let mut named = BTreeSet::new();
        for source in sources(server) {
            for name in captures(TEMPLATE, &source.code) {
                if !templates
                    .iter()
                    .any(|(path, _)| path[folder.len()..] == name)
                {
                    found.push(format!("{}: {folder}{name} is missing", source.path));
                }
                named.insert(name);
            }
        }
        for (_, text) in &templates {
            named.extend(captures(r#"\{%-?\s*(?:include|extends)\s+"([^"]+)""#, text));
        }
        let code: String = sources(server)
            .into_iter()
            .map(|source| source.code)
            .collect();
        for (path, text) in &templates {
            let name = &path[folder.len()..];
            // Pages that a macro makes.
            if code.contains(&format!("\"{name}\"")) {
                continue;
            }
            let component = text.contains("{% component ");
            if !named.contains(name) && !name.starts_with("mail/") && !component {
                found.push(format!("{path}: no page names it"));
            }
        }
    }
    none(
        &found,
        "a page is a struct with `impl Page`, its template has its path; see docs/adding-a-page.md",
    );
}

/// The key that the layout asks for: `sign_up/register.html` → `sign-up-register-title`.
fn title_key(template: &str) -> String {
    let path = template.strip_suffix(".html").unwrap_or(template);
    path.replace(['/', '_'], "-") + "-title"
}

#[test]
fn every_page_has_a_title() {
    let mut found = Vec::new();
    for server in SERVERS {
        let known = texts(server, LANGUAGES[0]);
        for source in sources(server) {
            for name in captures(TEMPLATE, &source.code) {
                // The page says itself which one.
                let chosen =
                    source.code.contains("fn title(&self)") || source.code.contains("titled(");
                if !chosen && !known.contains_key(&title_key(&name)) {
                    found.push(format!("{}: {}", source.path, title_key(&name)));
                }
            }
        }
    }
    none(
        &found,
        "write the title in every language, or choose another key by `fn title` of the page",
    );
}

#[test]
fn mails_are_sent() {
    let mut found = Vec::new();
    for server in SERVERS {
        let code: String = sources(server)
            .into_iter()
            .map(|source| source.code)
            .collect();
        let folder = format!("{server}/templates/mail/");
        for (path, _) in files(&folder, "/subject.txt") {
            let name = &path[folder.len()..path.len() - "/subject.txt".len()];
            if !code.contains(&format!("\"{name}\"")) {
                found.push(format!("{path}: nobody sends {name:?}"));
            }
        }
    }
    none(&found, "send the mail or remove its folder");
}

/// Key (with `.attribute`) → the variables in its text.
type Texts = BTreeMap<String, BTreeSet<String>>;

fn texts(package: &str, language: &str) -> Texts {
    let entry = Regex::new(r"^(-?[a-zA-Z][\w-]*)\s*=").expect("a pattern");
    let attribute = Regex::new(r"^\s+\.([\w-]+)\s*=").expect("a pattern");
    let variable = Regex::new(r"\{[^{}]*\$([\w-]+)").expect("a pattern");
    let mut texts = Texts::new();
    for (_, text) in files(&format!("{package}/translations/{language}"), ".ftl") {
        let (mut key, mut whole) = (String::new(), String::new());
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(hit) = entry.captures(line) {
                hit[1].clone_into(&mut key);
                key.clone_into(&mut whole);
            } else if let Some(hit) = attribute.captures(line) {
                whole = format!("{key}.{}", &hit[1]);
            }
            if !whole.is_empty() {
                let variables = texts.entry(whole.clone()).or_default();
                variables.extend(first_groups(&variable, line));
            }
        }
    }
    texts
}

#[test]
fn every_language_says_everything() {
    let mut found = Vec::new();
    for package in TRANSLATED {
        let reference = texts(package, LANGUAGES[0]);
        for language in &LANGUAGES[1..] {
            let other = texts(package, language);
            for (key, variables) in &reference {
                match other.get(key) {
                    None => found.push(format!("{package}: {key} is missing in {language}")),
                    // How dates are written is each language's own affair.
                    Some(_) if key.starts_with("format-") => {}
                    Some(theirs) if theirs != variables => found.push(format!(
                        "{package}: {key} has {variables:?} in {}, {theirs:?} in {language}",
                        LANGUAGES[0]
                    )),
                    Some(_) => {}
                }
            }
            let extra = other.keys().filter(|key| !reference.contains_key(*key));
            found.extend(extra.map(|key| format!("{package}: {key} is only in {language}")));
        }
    }
    none(&found, "translate it, in the file of the same name");
}

#[test]
fn every_text_asked_for_exists() {
    let mut found = Vec::new();
    for package in TRANSLATED {
        let mut known = texts(package, LANGUAGES[0]);
        known.extend(texts("shared", LANGUAGES[0]));
        if *package == "shared" {
            // The frame also uses texts of the server that it stands in; those are checked there.
            continue;
        }
        for ending in [".html", ".txt"] {
            for (path, text) in files(&format!("{package}/templates"), ending) {
                for key in captures(r#"\bt(?:_links)?\(\s*key="([^"]+)""#, &text) {
                    // `t(key="x-" ~ kind)`: at least one text must begin so.
                    let put_together =
                        key.ends_with('-') && known.keys().any(|one| one.starts_with(&key));
                    if !known.contains_key(&key) && !put_together {
                        found.push(format!("{path}: {key}"));
                    }
                }
            }
        }
        for source in sources(package) {
            for asking in [
                r#"(?:NavLink::new|\.crumb|\.titled)\(\s*"([^"]+)""#,
                r#"\.(?:with_error|wrong)\(\s*"[^"]*",\s*"([^"]+)""#,
            ] {
                let keys = captures(asking, &source.code).into_iter();
                let missing = keys.filter(|key| !known.contains_key(key));
                found.extend(missing.map(|key| format!("{}: {key}", source.path)));
            }
        }
    }
    none(
        &found,
        "write the text in every language's .ftl of this capability",
    );
}

/// Dotted words that are no events, and their endings: files, hosts, limits, names of others.
const NO_EVENTS: &[&str] = &[
    "account",
    "address",
    "db",
    "example",
    "html",
    "json",
    "network",
    "pdf",
    "admin.find",
    "ina.neu",
    "otto.ohne",
    "uwe.muster",
    "password.current",
    "sign_in.challenge",
    "sign_in.code",
    "sign_in.password",
    "sign_up.confirm",
    "mail.recipient",
    "portal.profile",
    "unlock.bring",
    "webauthn.get",
];

/// Whoever reads „Verlauf“ reads no names of events: each has words.
#[test]
fn every_event_has_words() {
    let mut found = Vec::new();
    for server in SERVERS {
        let known = texts(server, LANGUAGES[0]);
        let reference = std::fs::read_to_string(root().join(format!("config/{server}.toml")));
        let reference: toml_keys::Keys = toml_keys::of(&reference.expect("the settings"));
        for source in sources(server) {
            let elsewhere = ["settings/", "cli/"];
            if source.path.ends_with("/tests.rs")
                || elsewhere.iter().any(|it| source.inside.starts_with(it))
            {
                continue;
            }
            for name in captures(r#""([a-z_]+\.[a-z_]+)""#, &source.code) {
                let key = format!("history-event-{}", name.replace(['.', '_'], "-"));
                let ending = name.rsplit('.').next().unwrap_or_default();
                if !NO_EVENTS.contains(&name.as_str())
                    && !NO_EVENTS.contains(&ending)
                    && !reference.contains(&name)
                    && !known.contains_key(&key)
                {
                    found.push(format!("{}: {key}", source.path));
                }
            }
        }
    }
    none(
        &found,
        "write in translations/<lang>/history.ftl what the person reads; a dotted word that is \
         no event in the audit log stands in NO_EVENTS",
    );
}

/// `section.key` of a file of settings.
mod toml_keys {
    pub(super) type Keys = std::collections::BTreeSet<String>;

    pub(super) fn of(text: &str) -> Keys {
        let (mut keys, mut section) = (Keys::new(), "");
        for line in text.lines() {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
            } else if let Some((key, _)) = line.split_once(" = ") {
                keys.insert(format!("{section}.{key}"));
            }
        }
        keys
    }
}

#[test]
fn every_text_is_used() {
    let mut found = Vec::new();
    for package in TRANSLATED {
        let mut used = String::new();
        for reader in TRANSLATED {
            if reader == package || *package == "shared" {
                for ending in [".html", ".txt", ".js"] {
                    let all = files(reader, ending);
                    used.extend(all.into_iter().map(|(_, text)| text));
                }
                used.extend(sources(reader).into_iter().map(|source| source.code));
            }
        }
        let translations = files(&format!("{package}/translations/de"), ".ftl");
        let translations: String = translations.into_iter().map(|(_, text)| text).collect();
        // Keys that are put together: format!("factors-kind-{kind}"), t(key="x-" ~ kind).
        let beginnings = captures(r#"["'`]([a-z_]+(?:-[a-z0-9_]+)*-)["'`{$]"#, &used);
        let titles: BTreeSet<String> = files(&format!("{package}/templates"), ".html")
            .into_iter()
            .filter_map(|(path, _)| {
                let (_, name) = path.split_once("/templates/")?;
                Some(title_key(name))
            })
            .collect();
        for key in texts(package, LANGUAGES[0]).into_keys() {
            let id = key.split('.').next().unwrap_or_default();
            let referred = |text: &str| text.contains(&format!("{{ {id} }}"));
            if !used.contains(&format!("\"{id}\""))
                && !used.contains(&format!("\"{key}\""))
                && !titles.contains(id)
                && !referred(&translations)
                && !beginnings
                    .iter()
                    .any(|beginning| id.starts_with(beginning.as_str()))
            {
                found.push(format!("{package}: {key}"));
            }
        }
    }
    none(&found, "remove the text from every language, or use it");
}

/// What is typed into a form is kept across a sign-in; passwords and codes must not be.
#[test]
fn passwords_and_codes_have_names_that_are_never_kept() {
    let fields = [
        r#"<(?:password|code_field) [^>]*name="([^"]+)""#,
        r#"<input [^>]*type="password"[^>]*name="([a-z_]+)""#,
        r#"<input [^>]*name="([a-z_]+)"[^>]*type="password""#,
        r#"<input [^>]*name="([a-z_]+)"[^>]*one-time-code"#,
    ];
    let (mut found, mut seen) = (Vec::new(), 0);
    for server in TRANSLATED {
        for (path, text) in files(&format!("{server}/templates/"), ".html") {
            for name in fields.iter().flat_map(|field| captures(field, &text)) {
                seen += 1;
                if !shared::forms::is_secret(&name) {
                    found.push(format!("{path}: {name}"));
                }
            }
        }
    }
    assert!(seen > 10, "only {seen} fields were found");
    none(
        &found,
        "a field that takes a secret is named so that shared/src/forms/draft.rs knows it",
    );
}
