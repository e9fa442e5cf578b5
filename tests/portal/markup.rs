//! Markup, templates, Typst and turned directions in a case's name and address (T48): in letters,
//! their slips and the pages they are words and nothing else.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use kit::people::{PASSWORD, registered};
use kit::world::{Wishes, World};
use kit::{Database, Page};
use serde_json::Value;
use shared::claims::Role;

use crate::desk::{self, BORN, NUMBER, count};
use crate::tray;

/// Given name, family name, and the lines of the address as the office writes them.
const WRITTEN: [&str; 6] = [
    "#import \"x.typ\": *",
    "$x^2$ {{ 7*7 }}",
    "\"><svg onload=alert(1)>",
    "\u{202e}mik\u{2066} #panic() [*a*] _b_",
    "= @ref <label> // c \\ #eval(\"7*8\")",
    "12345 Musterstadt",
];

/// The envelope as everybody reads it.
fn envelope() -> Vec<String> {
    let [given, family, rest @ ..] = WRITTEN;
    let lines = rest.map(|line| line.replace(['\u{202e}', '\u{2066}'], ""));
    [&[format!("{given} {family}")], lines.as_slice()].concat()
}

/// A fresh code for the case, by the shell.
async fn issue(world: &World) -> String {
    let [given, family, address @ ..] = WRITTEN;
    let mut args = vec!["issue", "--show", "--customer-number", NUMBER];
    args.extend(["--birth-date", "1987-03-14"]);
    args.extend(["--given-name", given, "--family-name", family]);
    args.extend(address.iter().flat_map(|line| ["--address-line", line]));
    let told = desk::codes(world, &args).await.expect("a code");
    let code = told.lines().find_map(|line| line.strip_prefix("in full"));
    code.expect("the code").trim().to_owned()
}

/// What poppler says about the PDF.
fn poppler(tool: &str, arguments: &[&str], pdf: &Path) -> String {
    let mut command = Command::new(tool);
    let command = command.args(arguments).arg(pdf);
    if tool == "pdftotext" {
        command.arg("-");
    }
    let said = command.output().expect("tests/prepare installs poppler");
    assert!(said.status.success(), "{said:?}");
    String::from_utf8(said.stdout).expect("UTF-8")
}

/// Asserts that the letter says what was written, and does nothing.
fn is_inert(world: &World, letter: &Value) {
    let envelope = envelope();
    let to = letter["to"].as_str().expect("whom to");
    assert_eq!(to.lines().collect::<Vec<_>>(), envelope);
    let text = letter["text"].as_str().expect("a text");
    assert!(text.contains(&envelope.join("\n")), "{text}");
    assert!(
        text.contains(&format!("Guten Tag {},", envelope[0])),
        "{text}"
    );

    let pdf = tray::file(world, letter, "pdf");
    let printed = poppler("pdftotext", &["-raw"], &pdf);
    for line in &envelope {
        assert!(printed.contains(line.as_str()), "{line} in {printed}");
    }
    let slip = std::fs::read_to_string(tray::file(world, letter, "json")).expect("a slip");
    for text in [&printed, &slip] {
        let turned = text.chars().find(|c| ('\u{202a}'..='\u{202e}').contains(c));
        assert_eq!(turned, None, "{text}");
    }
    assert_eq!(poppler("pdfinfo", &["-js"], &pdf).trim(), "");
    let links = poppler("pdfinfo", &["-url"], &pdf);
    let own = [world.idp.base(), world.portal.base()];
    for link in links.lines().filter(|line| line.contains("://")) {
        assert!(own.iter().any(|own| link.contains(own)), "{links}");
    }
}

/// Asserts that a page shows the words and nothing that runs.
fn shows_words(page: &Page) {
    page.shows(&envelope()[0]);
    for css in ["[onload]", "main svg[onload]", "main script"] {
        assert!(!page.has(css), "{css}");
    }
    assert!(!page.body().contains('\u{202e}'));
}

kit::on_both!(
    names_come_out_of_both_letters_as_words,
    async |database: Database| {
        let wishes = Wishes {
            portal: "letters.opening_key = \"dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=\"\n\
                     letters.ask_seconds = 1"
                .to_owned(),
            ..Wishes::default()
        };
        let world = World::with(database, wishes).await;
        let code = issue(&world).await;
        let letter = tray::wait_for(&world, 1).await.remove(0);
        assert_eq!(tray::code_in(&letter), code);
        is_inert(&world, &letter);

        let email = "kim@example.org";
        let _ = registered(&world, &world.idp.visitor(), email).await;
        let kim = desk::signed_in(&world, "kim").await;
        let page = desk::enter(&kim, &code, BORN).await.expect(303);
        shows_words(&page.follow().await.expect(200));
        let case = tray::case_of(&world, NUMBER).await;
        let staff = desk::staff(&world, "lena", &[Role::Lead]).await;
        let page = staff.get(&format!("/sachbearbeitung/faelle/{case}")).await;
        shows_words(&page.expect(200));

        // Also what was kept before names were read so.
        let turned = "UPDATE cases SET family_name = '\u{202e}' || family_name";
        tray::change(&world, turned).await;
        crate::wiederherstellung::known(&world).await;
        world.advance(Duration::from_hours(14 * 24));
        let visitor = world.idp.visitor();
        let page = visitor.get("/zugang-verloren").await.expect(200);
        let form = page.form("lost-form").fill("email", email);
        let _ = form.fill("password", PASSWORD).submit().await.expect(303);
        let page = visitor.get("/zugang-verloren/brief").await.expect(200);
        let _ = page.form("letter-form").submit().await.expect(200);
        let letters = tray::wait_for(&world, 2).await;
        let letter = letters.iter().find(|it| it["kind"] == "recovery_code");
        is_inert(&world, letter.expect("a letter"));
    }
);

kit::on_both!(
    control_characters_are_no_name,
    async |database: Database| {
        let world = World::start(database).await;
        for name in ["Kim\u{1b}[2J", "Kim\u{0}", "\u{202e}", "Kim\u{9b}31m"] {
            let args = [
                "issue",
                "--customer-number",
                NUMBER,
                "--birth-date",
                "1987-03-14",
                "--given-name",
                name,
                "--family-name",
                "Klicker",
                "--address-line",
                "Lindenweg 12",
            ];
            let told = desk::codes(&world, &args).await.expect_err("refused");
            assert!(told.contains("a name has 1 to 100 characters"), "{told}");
        }
        assert_eq!(count(&world, "SELECT COUNT(*) FROM cases").await, 0);
        assert!(tray::letters(&world).is_empty());
    }
);
