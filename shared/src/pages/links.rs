//! Links inside a translated sentence. The translator writes `<terms>Nutzungsbedingungen</terms>`,
//! the template says where `terms` leads; everything else is escaped. `<strong>` may be used too.

use thiserror::Error;

/// Why a sentence with links cannot be written.
#[derive(Debug, Error, PartialEq, Eq)]
pub(super) enum LinkFault {
    #[error("the text has no place <{0}>…</{0}> for the link {0}")]
    NoPlace(String),
    #[error("the place <{0}> is not closed")]
    Open(String),
    #[error("{0} leads neither to a page of ours nor to https:, mailto: or tel:")]
    Address(String),
}

/// Stand-ins for `<` and `>` that come from arguments: they can never open a place.
const LESS: char = '\u{e000}';
const MORE: char = '\u{e001}';

/// An argument's text, made harmless before it is put into the sentence.
pub(super) fn harmless(text: &str) -> String {
    text.replace('<', "\u{e000}").replace('>', "\u{e001}")
}

/// The sentence as HTML.
pub(super) fn written(sentence: &str, links: &[(String, String)]) -> Result<String, LinkFault> {
    let mut html = escaped(sentence);
    for (name, address) in links {
        if !leads_somewhere(address) {
            return Err(LinkFault::Address(address.clone()));
        }
        let (opening, closing) = (format!("&lt;{name}&gt;"), format!("&lt;/{name}&gt;"));
        if !html.contains(&opening) {
            return Err(LinkFault::NoPlace(name.clone()));
        }
        if html.matches(&opening).count() != html.matches(&closing).count() {
            return Err(LinkFault::Open(name.clone()));
        }
        let tag = format!("<a href=\"{}\">", escaped(address));
        html = html.replace(&opening, &tag).replace(&closing, "</a>");
    }
    html = html
        .replace("&lt;strong&gt;", "<strong>")
        .replace("&lt;/strong&gt;", "</strong>");
    Ok(html.replace(LESS, "&lt;").replace(MORE, "&gt;"))
}

fn leads_somewhere(address: &str) -> bool {
    let own = address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\");
    let known = ["https://", "http://", "mailto:", "tel:", "#"];
    own || known.iter().any(|start| address.starts_with(start))
}

/// Text as HTML text or attribute value.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(address: &str) -> Vec<(String, String)> {
        vec![("terms".to_owned(), address.to_owned())]
    }

    #[test]
    fn places_become_links() {
        let html = written(
            "Die <terms>Regeln</terms> & <b>mehr</b>",
            &links("/regeln?a=1&b=2"),
        );
        assert_eq!(
            html.unwrap(),
            "Die <a href=\"/regeln?a=1&amp;b=2\">Regeln</a> &amp; &lt;b&gt;mehr&lt;/b&gt;"
        );
    }

    #[test]
    fn arguments_cannot_make_links() {
        let sentence = format!(
            "{} <terms>x</terms>",
            harmless("<terms>böse</terms><strong>")
        );
        let html = written(&sentence, &links("/r")).unwrap();
        assert_eq!(
            html,
            "&lt;terms&gt;böse&lt;/terms&gt;&lt;strong&gt; <a href=\"/r\">x</a>"
        );
    }

    #[test]
    fn mistakes_are_told() {
        assert_eq!(
            written("nichts", &links("/r")),
            Err(LinkFault::NoPlace("terms".into()))
        );
        assert_eq!(
            written("<terms>x", &links("/r")),
            Err(LinkFault::Open("terms".into()))
        );
        for address in [
            "javascript:alert(1)",
            "//evil.test",
            "/\\evil.test",
            "data:x",
        ] {
            let answer = written("<terms>x</terms>", &links(address));
            assert_eq!(answer, Err(LinkFault::Address(address.to_owned())));
        }
    }
}
