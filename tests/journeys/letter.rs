//! The letter with the unlock code: issued as the office does it, read from the letter outbox.

use std::sync::Arc;

use kit::world::World;
use regex::Regex;
use serde_json::Value;
use shared::clock::{Outside, SystemEntropy};

pub(crate) const NAME: &str = "Kim Klicker";
pub(crate) const NUMBER: &str = "123A456789";
pub(crate) const BORN: &str = "14.03.1987";
pub(crate) const COMPANY: &str = "Muster GmbH";
pub(crate) const REGISTER: &str = "HRB 12345";

/// What stands in the letter.
#[derive(Debug)]
pub(crate) struct Letter {
    /// As it is printed, in groups.
    pub(crate) code: String,
    /// Where its QR code leads.
    pub(crate) link: String,
}

/// A new letter to Kim Klicker; earlier codes of the case die.
pub(crate) async fn to_kim(world: &World) -> Letter {
    let whom = "--given-name Kim --family-name Klicker --birth-date 1987-03-14 --customer-number";
    to(world, whom.split(' ').chain([NUMBER])).await
}

/// The first letter to `Muster GmbH` (S6); its register number is [`REGISTER`].
pub(crate) async fn to_company(world: &World) -> Letter {
    let more = "--register-court Musterstadt --customer-number 987B654321";
    let whom = ["--organisation", COMPANY, "--register-number", REGISTER];
    to(world, whom.into_iter().chain(more.split(' '))).await
}

/// The first letter to the Bildungsträger of Mein Unternehmenskonto's stand-in.
pub(crate) async fn to_lernwerk(world: &World) -> Letter {
    let whom = ["--organisation", "Lernwerk Musterstadt gGmbH"];
    let more = "--kind institution --register-court Musterstadt --customer-number 111L111111";
    let register = ["--register-number", "HRB 204711"];
    let whom = whom.into_iter().chain(register);
    to(world, whom.chain(more.split(' '))).await
}

async fn to(world: &World, whom: impl Iterator<Item = &str>) -> Letter {
    let [_, database] = world.database_urls();
    let own = format!(
        "http.public_url = \"{}\"\ndatabase.url = \"{database}\"\nletters.outbox = \"{}\"\n",
        world.portal.base(),
        world.letters().display(),
    );
    let cheap = include_str!("../../config/portal.test.toml");
    let settings = portal::Settings::from_toml(&[cheap, &own]).expect("settings");
    let outside = Outside {
        clock: Arc::new(world.clock.clone()),
        entropy: Arc::new(SystemEntropy),
    };
    let mut args: Vec<&str> = ["issue"].into_iter().chain(whom).collect();
    args.extend([
        "--address-line",
        "Lindenweg 12",
        "--address-line",
        "12345 Musterstadt",
    ]);
    let told = portal::cli::codes_in_process(&args, &settings, outside).await;
    let told = told.expect("a letter");
    let slip = told.lines().find_map(|line| line.strip_prefix("letter"));
    let slip = std::fs::read(slip.expect("where the letter lies").trim());
    let slip: Value = serde_json::from_slice(&slip.expect("the letter")).expect("JSON");
    let text = slip["text"].as_str().expect("the letter's text");
    let pdf = world.letters().join(slip["pdf"].as_str().expect("a PDF"));
    let pdf = std::fs::read(pdf).expect("the PDF lies beside it");
    assert!(pdf.starts_with(b"%PDF-"), "the letter is a PDF");
    let code = Regex::new(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b").expect("a regular expression");
    let code = code
        .find(text)
        .unwrap_or_else(|| panic!("no code in {text}"));
    Letter {
        code: code.as_str().to_owned(),
        link: world
            .portal
            .url(&format!("/freischaltcode/{}", code.as_str())),
    }
}
