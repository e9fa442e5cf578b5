//! The letter with a recovery code, as whoever gets it reads it.

mod kit;

use std::path::Path;

use letters::{LetterError, Press, RecoveryCodeLetter};

const CODE: &str = "K7QM-4D2X-9RTE-HN05-WZ8C";
const URL: &str = "https://konto.jobcenter.example/zugang-verloren";

fn letter(language: &str) -> RecoveryCodeLetter {
    let like = kit::letter(language);
    RecoveryCodeLetter {
        letterhead: like.letterhead,
        recipient: like.recipient,
        date: like.date,
        language: like.language,
        reference: like.reference,
        salutation_name: like.salutation_name,
        code: CODE.to_owned(),
        url: URL.to_owned(),
        valid_until: (2026, 3, 30),
    }
}

#[test]
fn every_language_is_printed_on_one_page_with_the_code() {
    let fonts = Path::new("/usr/share/fonts/truetype/dejavu");
    let fonts = fonts.join("DejaVuSans.ttf").exists().then_some(fonts);
    let press = Press::new(fonts).expect("a press");
    for language in press.languages() {
        let printed = press.recovery_code(&letter(&language)).expect("a letter");
        let bytes = String::from_utf8_lossy(&printed.pdf);
        assert!(bytes.contains("<pdfuaid:part>1</pdfuaid:part>"));
        assert!(bytes.contains(&format!("/Lang({language})")), "{language}");
        let note = "Hinweis auf Deutsch";
        assert_eq!(printed.text.contains(note), language != "de", "{language}");
        assert!(!printed.text.contains(['{', '}']), "{language}");
        for part in [CODE, URL, "123A456789", "Müßiggangstraße 7 b"] {
            assert!(printed.text.contains(part), "{language}: {part}");
        }
        if let Some(text) = kit::text_of(&printed.pdf) {
            for part in [CODE, "123A456789", "Müßiggangstraße 7 b"] {
                assert!(text.contains(part), "{language}: {part} in {text}");
            }
        }
        if let Some(info) = kit::poppler("pdfinfo", &[], &[], &printed.pdf) {
            let pages = info.lines().find_map(|line| line.strip_prefix("Pages:"));
            assert_eq!(pages.map(str::trim), Some("1"), "{language}");
        }
    }
}

#[test]
fn it_says_in_german_what_to_do_and_until_when() {
    let press = Press::new(None).expect("a press");
    let text = press.recovery_code(&letter("de")).expect("a letter").text;
    for part in [
        "Ihr Wiederherstellungscode für Ihr Online-Konto",
        "Gültig bis 30. März 2026",
        "1. Öffnen Sie im Internet die Adresse https://konto",
        "3. Geben Sie den Code ein.",
        "nicht angefordert haben",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn without_a_code_nothing_is_printed_and_debug_keeps_it() {
    let press = Press::new(None).expect("a press");
    let mut letter = letter("de");
    assert!(!format!("{letter:?}").contains("K7QM"));
    letter.code = String::new();
    let refused = press.recovery_code(&letter);
    assert!(matches!(refused, Err(LetterError::Code)));
}
