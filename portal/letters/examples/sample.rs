//! Prints sample letters into a directory, to be looked at:
//! `cargo run -p letters --example sample -- DIR [FONTS]`.

#[path = "../tests/kit/mod.rs"]
#[expect(
    dead_code,
    reason = "of the tests' kit only the sample letter is used here"
)]
mod kit;

use std::error::Error;
use std::path::{Path, PathBuf};

use letters::{Asks, Press, RecoveryCodeLetter};

fn main() -> Result<(), Box<dyn Error>> {
    let dir = PathBuf::from(std::env::args().nth(1).ok_or("a directory, please")?);
    let fonts = std::env::args().nth(2);
    let press = Press::new(fonts.as_deref().map(Path::new))?;
    for language in press.languages() {
        let printed = press.unlock_code(&kit::letter(&language))?;
        std::fs::write(dir.join(format!("{language}.pdf")), printed.pdf)?;
        std::fs::write(dir.join(format!("{language}.txt")), printed.text)?;
        let printed = press.recovery_code(&recovery(&language))?;
        std::fs::write(dir.join(format!("{language}-recovery.pdf")), printed.pdf)?;
    }
    let mut long = kit::letter("de");
    long.recipient = kit::recipient(&[
        "Gemeinnützige Beschäftigungsförderungs- und Qualifizierungsgesellschaft Musterstadt-Nord mbH",
        "Geschäftsbereich Ausbildung",
        "Frau Dr. Anna-Lena Freifrau von Müller-Lüdenscheidt-Oberhausen",
        "c/o Bürogemeinschaft Größenwahn",
        "Straße des Ehrenamtlichen Engagements 123 a",
        "12345 Musterstadt",
    ]);
    "Frau Dr. Anna-Lena Freifrau von Müller-Lüdenscheidt-Oberhausen"
        .clone_into(&mut long.salutation_name);
    long.asks = Asks::RegisterNumber;
    "https://online-portal.jobcenter-musterstadt-nord.example/freischaltcode"
        .clone_into(&mut long.url);
    long.qr_url = format!("{}/{}", long.url, kit::CODE);
    std::fs::write(dir.join("long.pdf"), press.unlock_code(&long)?.pdf)?;
    Ok(())
}

fn recovery(language: &str) -> RecoveryCodeLetter {
    let like = kit::letter(language);
    RecoveryCodeLetter {
        letterhead: like.letterhead,
        recipient: like.recipient,
        date: like.date,
        language: like.language,
        reference: like.reference,
        salutation_name: like.salutation_name,
        code: "K7QM-4D2X-9RTE-HN05-WZ8C".to_owned(),
        url: "https://konto.jobcenter.example/zugang-verloren".to_owned(),
        valid_until: (2026, 3, 30),
    }
}
