//! Addresses in a plain text become links.

use serde::Serialize;

/// A piece of a text; with `href` it is a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Piece {
    text: String,
    href: Option<String>,
}

/// Cuts `text` where `http://` or `https://` addresses begin and end. Punctuation at the end of
/// an address belongs to the sentence.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(start) = next_address(rest) {
        let (before, from) = rest.split_at(start);
        let end = from
            .find(|c: char| c.is_whitespace() || "<>\"'„“”«»".contains(c))
            .unwrap_or(from.len());
        let address = from[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        push(&mut pieces, before, false);
        push(&mut pieces, address, true);
        rest = &from[address.len()..];
    }
    push(&mut pieces, rest, false);
    pieces
}

fn next_address(text: &str) -> Option<usize> {
    let at = |scheme| {
        text.match_indices(scheme)
            .find(|(at, scheme): &(usize, &str)| {
                let after = text[at + scheme.len()..].chars().next();
                after.is_some_and(|c| c.is_alphanumeric() || c == '[')
            })
            .map(|(at, _)| at)
    };
    [at("https://"), at("http://")].into_iter().flatten().min()
}

fn push(pieces: &mut Vec<Piece>, text: &str, link: bool) {
    if !text.is_empty() {
        pieces.push(Piece {
            text: text.to_owned(),
            href: link.then(|| text.to_owned()),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_links_and_the_text_stays_whole() {
        for (text, links) in [
            ("Nichts", &[][..]),
            (
                "Hier (http://localhost:8080/a?x=1&y=2). Ende",
                &["http://localhost:8080/a?x=1&y=2"],
            ),
            ("http:// https://", &[]),
            (
                "„https://a.example“ http://[::1]:1/ü\nx",
                &["https://a.example", "http://[::1]:1/ü"],
            ),
            ("http://http://a", &["http://http://a"]),
        ] {
            let pieces = pieces(text);
            let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(whole, text);
            let found: Vec<_> = pieces
                .iter()
                .filter_map(|piece| piece.href.as_deref())
                .collect();
            assert_eq!(found, links, "{text}");
        }
    }
}
