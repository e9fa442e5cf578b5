//! Texts for programs that show text as it is: mails in a terminal. What people chose to call
//! themselves and their things stands in them, so nothing may steer the reader's program.

use textwrap::{Options, WordSeparator, WordSplitter};

/// As long as a line of a mail may be to be quoted without being broken (RFC 5322 §2.1.1: 78).
const WIDTH: usize = 76;

/// One line without anything that is not seen.
pub(super) fn line(text: &str) -> String {
    let seen: String = text
        .chars()
        .map(|c| if is_break(c) { ' ' } else { c })
        .collect();
    let words: Vec<_> = seen.split_whitespace().collect();
    words.join(" ").chars().filter(|c| is_seen(*c)).collect()
}

/// Paragraphs, broken between words; an address stays whole on a line of its own.
pub(super) fn text(text: &str) -> String {
    let options = Options::new(WIDTH)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation);
    let mut out = String::with_capacity(text.len());
    for line in text.trim().lines() {
        let line: String = line.chars().filter(|c| is_seen(*c)).collect();
        for piece in textwrap::wrap(&whole_numbers(line.trim_end()), &options) {
            out.push_str(&piece.trim_end().replace(TIED, " "));
            out.push('\n');
        }
    }
    out
}

/// Markup in which nobody turns the direction of what follows (U+202A to U+202E); the isolates that
/// texts are given by us stay.
pub(super) fn without_overrides(html: &str) -> String {
    html.chars().filter(|c| !is_override(*c)).collect()
}

/// A space where no line ends.
const TIED: char = '\u{a0}';

/// A telephone number is not torn apart.
fn whole_numbers(line: &str) -> String {
    let mut tied = String::with_capacity(line.len());
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let between = c == ' ' && tied.ends_with(|it: char| it.is_ascii_digit());
        let number = between && rest.peek().is_some_and(char::is_ascii_digit);
        tied.push(if number { TIED } else { c });
    }
    tied
}

fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

const fn is_override(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}')
}

fn is_seen(c: char) -> bool {
    !is_break(c) && !is_override(c) && !matches!(c, '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_stays_whole() {
        let address = format!("https://konto.example/bestaetigen?id={}", "a-b".repeat(40));
        let wrapped = text(&format!("Bitte klicken:\n\n{address}\n"));
        assert_eq!(wrapped, format!("Bitte klicken:\n\n{address}\n"));
    }

    #[test]
    fn a_telephone_number_stays_whole() {
        let line = format!("{} 0800 000 00 00 (8–18 Uhr)", "x".repeat(66));
        let wrapped = text(&line);
        assert_eq!(wrapped.lines().nth(1), Some("0800 000 00 00 (8–18 Uhr)"));
    }

    #[test]
    fn names_steer_nothing() {
        assert_eq!(
            line("Mein \u{202e}yekssap\r\nBcc: x\u{1b}[2J"),
            "Mein yekssap Bcc: x [2J"
        );
        assert_eq!(text("a\u{1b}[31mb\u{2067}c"), "a[31mbc\n");
        assert_eq!(
            without_overrides("<p>a\u{202e}b\u{2068}c\u{2069}</p>"),
            "<p>ab\u{2068}c\u{2069}</p>"
        );
    }

    proptest! {
        #[test]
        fn no_line_is_longer_than_a_word(words in "([a-zäöü]{1,12} ){1,40}") {
            for line in text(&words).lines() {
                prop_assert!(line.chars().count() <= WIDTH, "{}", line);
            }
        }
    }
}
