//! The letter with an unlock code, as whoever gets or reads it.

mod kit;

use kit::{CODE, URL, letter, poppler, recipient, text_of};
use letters::{Asks, LetterError, Press, PressError, UnlockCodeLetter};

fn press() -> Press {
    Press::new(None).expect("a press")
}

fn print(letter: &UnlockCodeLetter) -> letters::Printed {
    press().unlock_code(letter).expect("a letter")
}

/// Words with their place: left, top, right, bottom in millimetres from the page's corner.
fn words(pdf: &[u8]) -> Option<Vec<(String, [f64; 4])>> {
    let html = poppler("pdftotext", &["-bbox"], &["-"], pdf)?;
    let words = html.lines().filter_map(|line| {
        let mut parts = line.trim().strip_prefix("<word ")?.split('"');
        let mut number = || Some(parts.by_ref().nth(1)?.parse::<f64>().ok()? * 25.4 / 72.0);
        let place = [number()?, number()?, number()?, number()?];
        let word = parts
            .next()?
            .trim_start_matches('>')
            .trim_end_matches("</word>");
        Some((word.to_owned(), place))
    });
    Some(words.collect())
}

fn pages(pdf: &[u8]) -> Option<usize> {
    let info = poppler("pdfinfo", &[], &[], pdf)?;
    info.lines()
        .find_map(|line| line.strip_prefix("Pages:"))?
        .trim()
        .parse()
        .ok()
}

#[test]
fn the_pdf_declares_pdf_ua_and_is_tagged() {
    for (language, title) in [
        ("de", "Ihr Freischaltcode für das Online-Portal"),
        ("en", "Your unlock code for the online portal"),
    ] {
        let pdf = print(&letter(language)).pdf;
        assert!(pdf.starts_with(b"%PDF-1."));
        let bytes = String::from_utf8_lossy(&pdf);
        assert!(bytes.contains("<pdfuaid:part>1</pdfuaid:part>"));
        assert!(bytes.contains(title), "the title is in the metadata");
        assert!(bytes.contains("<rdf:li>Jobcenter Musterstadt</rdf:li>"));
        for key in [
            &format!("/Lang({language})"),
            "/StructTreeRoot",
            "/Marked true",
            "/DisplayDocTitle true",
        ] {
            assert!(bytes.contains(key), "{key}");
        }
        let Some(info) = poppler("pdfinfo", &[], &[], &pdf) else {
            return;
        };
        assert!(
            info.lines()
                .any(|line| line.starts_with("Tagged:") && line.ends_with("yes")),
            "{info}"
        );
        let structure = poppler("pdfinfo", &["-struct-text"], &[], &pdf).expect("poppler is there");
        for tag in ["H1 ", "H2 ", "Figure", "LBody", "Link"] {
            assert!(structure.contains(tag), "{tag} in {structure}");
        }
        assert!(
            !structure.contains("Document\n  Span"),
            "no bare spans: {structure}"
        );
        assert_eq!(pages(&pdf), Some(1));
    }
}

#[test]
fn it_reads_in_order_with_umlauts() {
    let Some(text) = text_of(&print(&letter("de")).pdf) else {
        return;
    };
    let parts = [
        "Jobcenter Musterstadt",
        "Müßiggangstraße 7 b",
        "123A456789",
        "9. März 2026",
        "Ihr Freischaltcode für das Online-Portal",
        "Guten Tag Kim Klicker,",
        CODE,
        "Gültig bis 7. Juni 2026.",
        URL,
        "1. Öffnen Sie",
        "2. Melden Sie sich an.",
        "3. Geben Sie den Freischaltcode und Ihr Geburtsdatum ein.",
        "Falls Sie den Brief nicht erwartet haben",
        "Mit freundlichen Grüßen",
    ];
    let mut rest = text.as_str();
    for part in parts {
        let at = rest
            .find(part)
            .unwrap_or_else(|| unreachable!("{part} is missing or too early in {text}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn the_text_says_the_same() {
    for (language, enter) in [
        ("de", "Ihr Geburtsdatum"),
        ("en", "your date of birth"),
        ("tlh", "Ihr Geburtsdatum"),
    ] {
        let text = print(&letter(language)).text;
        for part in [
            CODE,
            URL,
            enter,
            "Kim Klicker",
            "Müßiggangstraße 7 b",
            "123A456789",
            "2026",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(!text.contains(['{', '}']), "{text}");
    }
}

#[test]
fn an_organisation_is_asked_for_its_register_number() {
    let mut company = letter("de");
    company.asks = Asks::RegisterNumber;
    company.salutation_name.clear();
    let printed = print(&company);
    assert!(printed.text.contains("Registernummer Ihrer Organisation"));
    assert!(printed.text.contains("\nGuten Tag,\n"));
    assert!(!printed.text.contains("Geburtsdatum"));
    let Some(text) = text_of(&printed.pdf) else {
        return;
    };
    assert!(text.contains("Registernummer") && !text.contains("Geburtsdatum"));
}

#[test]
fn six_long_lines_stay_in_the_window() {
    let mut long = letter("de");
    long.recipient = recipient(&[
        "Gemeinnützige Beschäftigungsförderungs- und Qualifizierungsgesellschaft Musterstadt-Nord mbH",
        "Geschäftsbereich Ausbildung",
        "Frau Dr. Anna-Lena Freifrau von Müller-Lüdenscheidt-Oberhausen",
        "c/o Bürogemeinschaft Größenwahn",
        "",
        "Straße des Ehrenamtlichen Engagements 123 a",
        "54321 Hinterzarten",
    ]);
    long.letterhead.return_line = format!("{0} · {0} · {0}", "Jobcenter Musterstadt");
    let printed = print(&long);
    assert_eq!(pages(&printed.pdf).unwrap_or(1), 1);
    let Some(words) = words(&printed.pdf) else {
        return;
    };
    let mut last = false;
    for (word, [left, top, right, bottom]) in words {
        // Everything left of the information block and above the subject is in the window.
        if left < 120.0 && top > 40.0 && bottom < 97.0 {
            let inside = left >= 20.0 && right <= 105.0 && top >= 45.0 && bottom <= 90.0;
            assert!(
                inside,
                "{word} at {left:.1}/{top:.1} to {right:.1}/{bottom:.1}"
            );
            last |= word == "Hinterzarten";
        }
    }
    assert!(last, "the last line is there");
}

#[test]
fn markup_in_an_address_is_printed_as_it_is() {
    let nasty = [
        "#import \"x.typ\": *",
        "*Kim* _Klicker_ $x^2$ `a`",
        "= @a <b> [c] {code} // d",
        "\\ #panic() --- ~",
    ];
    let mut odd = letter("de");
    odd.recipient = recipient(&nasty);
    nasty[1].clone_into(&mut odd.salutation_name);
    nasty[2].clone_into(&mut odd.reference);
    let printed = print(&odd);
    assert!(printed.text.contains(&nasty.join("\n")));
    assert!(printed.text.contains(&format!("Guten Tag {},", nasty[1])));
    let Some(text) = text_of(&printed.pdf) else {
        return;
    };
    for line in nasty {
        assert!(text.contains(line), "{line} in {text}");
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let press = press();
    let refused = |change: &dyn Fn(&mut UnlockCodeLetter)| {
        let mut letter = letter("de");
        change(&mut letter);
        press.unlock_code(&letter).expect_err("refused")
    };
    let none = refused(&|letter| letter.recipient = recipient(&["", " "]));
    assert!(matches!(none, LetterError::AddressLines(0)), "{none}");
    let seven =
        refused(&|letter| letter.recipient = recipient(&["a", "b", "c", "d", "e", "f", "g"]));
    assert!(matches!(seven, LetterError::AddressLines(7)), "{seven}");
    let word = refused(&|letter| letter.recipient = recipient(&[&"W".repeat(200)]));
    assert!(matches!(word, LetterError::AddressTooLong), "{word}");
    let day = refused(&|letter| letter.valid_until = (2026, 2, 30));
    assert!(matches!(day, LetterError::Day((2026, 2, 30))), "{day}");
    let code = refused(&|letter| "4F7K 09TZ".clone_into(&mut letter.code));
    assert!(matches!(code, LetterError::Code), "{code}");
    let qr = refused(&|letter| letter.qr_url = "x".repeat(4000));
    assert!(matches!(qr, LetterError::QrTooLong), "{qr}");
}

#[test]
fn a_character_without_a_font_is_an_error_that_does_not_quote_it() {
    let mut letter = letter("de");
    letter.recipient = recipient(&["\u{10a00}geheim", "12345 Musterstadt"]);
    let error = press().unlock_code(&letter).expect_err("refused");
    assert!(matches!(error, LetterError::Glyph), "{error}");
    assert!(!error.to_string().contains("geheim"));
}

#[test]
fn the_font_directory_is_read_or_refused() {
    let dir = tempfile::tempdir().expect("a directory");
    assert!(
        Press::new(Some(dir.path())).is_ok(),
        "an empty one adds nothing"
    );
    let missing = dir.path().join("missing");
    let error = Press::new(Some(&missing)).expect_err("refused");
    assert!(
        matches!(&error, PressError::Fonts(path) if *path == missing),
        "{error}"
    );
}

#[test]
fn a_font_of_the_directory_draws_what_the_built_in_ones_do_not() {
    // Debian's fonts-dejavu-core; where it is missing there is nothing to try.
    let dir = std::path::Path::new("/usr/share/fonts/truetype/dejavu");
    if !dir.join("DejaVuSans.ttf").exists() {
        return;
    }
    let mut letter = letter("de");
    letter.recipient = recipient(&["ⵉⴷⵉⵔ", "12345 Musterstadt"]);
    let error = press().unlock_code(&letter).expect_err("refused");
    assert!(matches!(error, LetterError::Glyph), "{error}");
    let press = Press::new(Some(dir)).expect("a press");
    assert!(press.unlock_code(&letter).is_ok());
}

/// Debian's fonts-dejavu-core; where it is missing there is nothing to try.
fn with_dejavu() -> Option<Press> {
    let dir = std::path::Path::new("/usr/share/fonts/truetype/dejavu");
    let there = dir.join("DejaVuSans.ttf").exists();
    there.then(|| Press::new(Some(dir)).expect("a press"))
}

#[test]
fn every_language_is_printed_with_its_tag_and_a_german_note() {
    let Some(press) = with_dejavu() else { return };
    assert_eq!(press.unprintable(), []);
    assert_eq!(press.languages().len(), letters::languages().len());
    for language in letters::languages() {
        let mut sample = letter(&language);
        for asks in [Asks::BirthDate, Asks::RegisterNumber] {
            sample.asks = asks;
            let printed = press.unlock_code(&sample).expect("a letter");
            let bytes = String::from_utf8_lossy(&printed.pdf);
            assert!(
                bytes.contains(&format!("/Lang({language})")),
                "{language}: the document names its language"
            );
            assert_eq!(pages(&printed.pdf).unwrap_or(1), 1, "{language}");
            let german = "Hinweis auf Deutsch";
            assert_eq!(
                printed.text.contains(german),
                language != "de",
                "{language}"
            );
            assert!(!printed.text.contains(['{', '}']), "{language}");
            if let Some(text) = text_of(&printed.pdf) {
                for part in [CODE, URL, "123A456789", "Müßiggangstraße 7 b"] {
                    assert!(text.contains(part), "{language}: {part} in {text}");
                }
                assert_eq!(text.contains(german), language != "de", "{language}");
            }
        }
    }
}

#[test]
fn in_right_to_left_text_codes_and_numbers_are_isolated() {
    let Some(press) = with_dejavu() else { return };
    let text = press.unlock_code(&letter("ar")).expect("a letter").text;
    for part in [CODE, URL, "123A456789", "030 1234567"] {
        assert!(
            text.contains(&format!("\u{2066}{part}\u{2069}")),
            "{part} in {text}"
        );
    }
    // A line that begins with digits would be turned round too.
    assert!(text.contains("\u{2068}12345 Musterstadt\u{2069}"), "{text}");
}

#[test]
fn a_language_without_a_font_is_named_and_printed_in_german() {
    let press = press();
    let lacking: Vec<&str> = press
        .unprintable()
        .iter()
        .map(|(tag, _)| tag.as_str())
        .collect();
    assert_eq!(lacking, ["ar"]);
    let printed = press.unlock_code(&letter("ar")).expect("a letter");
    assert!(printed.text.contains("Guten Tag Kim Klicker,"));
    assert!(!printed.text.contains("Hinweis auf Deutsch"));
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let press = press();
    let print = || press.unlock_code(&letter("de")).expect("a letter").pdf;
    assert_eq!(print(), print());
}

#[test]
fn debug_output_keeps_the_code_to_itself() {
    let letter = letter("de");
    let shown = format!("{letter:?} {:?}", print(&letter));
    assert!(
        !shown.contains(CODE) && !shown.contains("Klicker"),
        "{shown}"
    );
}
